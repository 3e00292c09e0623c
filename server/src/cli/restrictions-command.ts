import type { Command } from "commander";
import type { Database } from "../database/database.ts";
import type { App } from "../app.ts";
import { liftRestrictions, liftRestrictionsOfAdministrator, type Lifted } from "../rooms/restrictions/index.ts";
import { type CliContext, CommandError, UsageError } from "./cli-context.ts";
import { findProfileId, withApp } from "./with-app.ts";

interface Options {
  deployment?: true;
  admin?: string;
  profile?: string;
}

/** `latchkey restrictions lift`: for administrators whom a rule that they confirmed keeps out. */
export function addRestrictionsCommand(program: Command, context: CliContext): void {
  const restrictions = program.command("restrictions").description("rules about from where, when and on which devices people may call");
  restrictions
    .command("lift")
    .description("let people in again whom the rules keep out; the rules stay and only watch until you switch them on again")
    .option("--deployment", "the rules of the console")
    .option("--admin <address>", "the rules of one administrator")
    .option("--profile <slug>", "the rules of a profile's portal")
    .action((options: Options) => lift(context, options));
}

async function lift(context: CliContext, options: Options): Promise<void> {
  const named = Object.values(options).length;
  if (named !== 1) throw new UsageError("Name one of --deployment, --admin <address> and --profile <slug>.");

  const { settings } = context.readSettings();
  const lifted = await withApp(settings, (app, db) => liftFor({ app, db }, options));
  context.print(lifted, toLines(lifted));
}

async function liftFor({ app, db }: { app: App; db: Database }, { admin, profile }: Options): Promise<Lifted> {
  if (profile !== undefined) return liftRestrictions(app.commandLineContext(await findProfileId(db, profile)));
  const ctx = app.commandLineContext();
  if (admin === undefined) return liftRestrictions(ctx);

  const lifted = await liftRestrictionsOfAdministrator(ctx, admin.trim().toLowerCase());
  if (lifted === null) throw new CommandError("not_found", `There is no administrator "${admin}".`);
  return lifted;
}

function toLines({ restrictions, devices }: Lifted): string[] {
  const lines = [
    ...(restrictions ? ["Rules about addresses, countries and hours only watch now."] : []),
    ...(devices ? ["New devices no longer wait for an approval."] : []),
  ];
  return lines.length > 0 ? [...lines, "It counts from the next request on."] : ["No rule there keeps anybody out."];
}
