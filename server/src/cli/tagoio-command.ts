import type { Command } from "commander";
import { importKinds, importTagoio, type ImportReport } from "../rooms/compat/index.ts";
import type { CliContext } from "./cli-context.ts";
import { readTagoioFolder } from "./read-tagoio-folder.ts";
import { toColumns } from "./to-columns.ts";
import { withProfile } from "./with-app.ts";

interface Options {
  profile: string;
  dryRun?: boolean;
  invite?: boolean;
}

/** `latchkey tagoio import`: what TagoIO's API answered, saved as files. */
export function addTagoioCommand(program: Command, context: CliContext): void {
  const tagoio = program.command("tagoio").description("moving here from TagoIO");
  tagoio
    .command("import")
    .description("create the users, policies, dashboards, devices and analyses of saved TagoIO answers, with their ids")
    .argument("<folder>", "the folder with run_users.json, access_management.json, dashboards.json, devices.json, analysis.json, run.json")
    .requiredOption("--profile <slug>", "the profile")
    .option("--dry-run", "only say what would be done")
    .option("--invite", "mail new active users the link to choose a password; without it nobody gets mail")
    .action(async (folder: string, { profile, dryRun = false, invite = false }: Options) => {
      const { settings } = context.readSettings();
      const { sent, read, ignored } = await readTagoioFolder(folder);
      const report = await withProfile(settings, profile, (ctx) =>
        importTagoio(ctx, { sent, options: { isDryRun: dryRun, isInviting: invite } }),
      );
      context.print({ isDryRun: dryRun, read, ignored, ...report }, describe(report, { ignored, dryRun }));
    });
}

const labels = {
  run: "portal settings",
  devices: "devices",
  analyses: "analyses",
  dashboards: "dashboards",
  widgets: "widgets",
  users: "run users",
  policies: "policies",
} as const;

function describe({ counts, notes }: ImportReport, { ignored, dryRun }: { ignored: string[]; dryRun: boolean }): string[] {
  const rows = importKinds.map((kind) => {
    const { created, unchanged, skipped } = counts[kind];
    return [labels[kind], String(created), String(unchanged), String(skipped)];
  });
  return [
    ...notes.map(({ file, entry, reason }) => `${file}: ${entry}: ${reason}`),
    ...ignored.map((file) => `${file}: not imported, no such file is known`),
    ...(notes.length + ignored.length > 0 ? [""] : []),
    ...toColumns([["", dryRun ? "would create" : "created", "already there", "skipped"], ...rows]),
  ];
}
