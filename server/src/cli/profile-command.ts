import { apiRoutes } from "@latchkey/contract";
import type { Command } from "commander";
import { createProfile, listProfiles } from "../rooms/profiles/index.ts";
import type { CliContext } from "./cli-context.ts";
import { checkInput } from "./read-input.ts";
import { toColumns } from "./to-columns.ts";
import { withApp } from "./with-app.ts";

/** `latchkey profile create|list`. */
export function addProfileCommand(program: Command, context: CliContext): void {
  const profile = program.command("profile").description("profiles, each with users, policies and a portal of its own");
  profile
    .command("create")
    .description("create a profile")
    .requiredOption("--name <name>", "its name")
    .requiredOption("--slug <slug>", "its portal address: /p/<slug>")
    .option("--time-zone <zone>", "IANA time zone; by default UTC")
    .option("--language <language>", "language of the portal; by default en")
    .action(async (options: object) => {
      const { settings } = context.readSettings();
      const input = checkInput(apiRoutes.profiles.createProfile.body, options);
      const created = await withApp(settings, (app) => createProfile(app.commandLineContext(), input));
      context.print(created, [`Created the profile ${created.name}.`, `Its portal is ${settings.publicUrl}/p/${created.slug}/`]);
    });

  profile
    .command("list")
    .description("list all profiles")
    .action(async () => {
      const { settings } = context.readSettings();
      const { items } = await withApp(settings, (app) => listProfiles(app.commandLineContext()));
      const rows = items.map(({ slug, name, id }) => [slug, name, id]);
      context.print({ items }, rows.length === 0 ? ["There is no profile yet."] : toColumns([["slug", "name", "id"], ...rows]));
    });
}
