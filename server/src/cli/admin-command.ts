import { apiRoutes } from "@latchkey/contract";
import type { Command } from "commander";
import { createAdministrator, createAdministratorWithPassword } from "../rooms/administrators/index.ts";
import type { CliContext } from "./cli-context.ts";
import { checkInput, collect, readPassword } from "./read-input.ts";
import { findProfileId, withApp } from "./with-app.ts";

interface Options {
  email: string;
  name?: string;
  passwordStdin?: boolean;
  profile: string[];
  super?: boolean;
}

const newAdministrator = apiRoutes.administrators.createAdministrator.body.pick({ name: true, email: true });
const newPassword = apiRoutes.administrators.completeSetup.body.pick({ password: true });

/** `latchkey admin create`: the first administrator, and every further one, without a browser. */
export function addAdminCommand(program: Command, context: CliContext): void {
  const admin = program.command("admin").description("administrators, who work in the console");
  admin
    .command("create")
    .description("create an administrator: a super administrator, unless profiles are named")
    .requiredOption("--email <address>", "their e-mail address")
    .option("--name <name>", "their name; by default the part of the address before the @")
    .option("--password-stdin", "read the password from standard input; without it, print a link to choose one")
    .option("--profile <slug>", "a profile to administer; may be given several times", collect, [])
    .option("--super", "a super administrator, even though profiles are named")
    .action((options: Options) => createAdmin(context, options));
}

async function createAdmin(context: CliContext, options: Options): Promise<void> {
  const { settings } = context.readSettings();
  const { email, name = email.split("@")[0], profile: slugs, super: isSuper = slugs.length === 0 } = options;
  const input = { ...checkInput(newAdministrator, { email, name }), isSuper };
  const password =
    options.passwordStdin === true ? checkInput(newPassword, { password: await readPassword(context.stdin) }).password : undefined;

  const { document, lines } = await withApp(settings, async (app, db) => {
    const ctx = app.commandLineContext();
    const profileIds = await Promise.all(slugs.map((slug) => findProfileId(db, slug)));
    if (password === undefined) {
      const { administrator, passwordLink } = await createAdministrator(ctx, { ...input, profileIds });
      const { id } = administrator;
      return {
        document: { id, ...input, passwordLink },
        lines: [`Created ${describe(input)}.`, `They choose a password here, once: ${passwordLink.url}`],
      };
    }

    const { id } = await createAdministratorWithPassword(ctx, { ...input, profileIds, password });
    return { document: { id, ...input, passwordLink: null }, lines: [`Created ${describe(input)}.`] };
  });
  context.print(document, lines);
}

function describe({ name, email, isSuper }: { name: string; email: string; isSuper: boolean }): string {
  return `the ${isSuper ? "super administrator" : "administrator"} ${name} <${email}>`;
}
