import { apiRoutes, id as idRule, type User } from "@latchkey/contract";
import type { Command } from "commander";
import type { Context } from "../http/context.ts";
import { createUserWithCredential } from "../rooms/credentials/index.ts";
import { findUserByEmail, listUsers, suspendUser } from "../rooms/users/index.ts";
import { type CliContext, CommandError } from "./cli-context.ts";
import { checkInput, collect, readPassword, readTags } from "./read-input.ts";
import { toColumns } from "./to-columns.ts";
import { withProfile } from "./with-app.ts";

const profileOption = ["--profile <slug>", "the profile"] as const;

/** `latchkey user list|create|suspend`: the run users of one profile. */
export function addUserCommand(program: Command, context: CliContext): void {
  const user = program.command("user").description("run users, who sign in to a profile's portal");
  addList(user, context);
  addCreate(user, context);
  addSuspend(user, context);
}

function addList(user: Command, context: CliContext): void {
  user
    .command("list")
    .description("list run users by name")
    .requiredOption(...profileOption)
    .option("--search <text>", "part of the name or e-mail address, or an exact id")
    .option("--status <status>", "invited, active, suspended or deleted; may be given several times", collect, [])
    .option("--tag <key=value>", "who carries the tag, or the key alone; may be given several times", collect, [])
    .option("--limit <number>", "how many at most, up to 200; by default 50")
    .option("--cursor <cursor>", "nextCursor of the page before, as --json prints it")
    .action(async ({ profile, ...query }: { profile: string }) => {
      const { settings } = context.readSettings();
      const checked = checkInput(apiRoutes.users.listUsers.query, query);
      const page = await withProfile(settings, profile, (ctx) => listUsers(ctx, checked));
      context.print(page, [...toLines(page.items), ...(page.nextCursor === null ? [] : [`… and more: ${page.total.count} in all`])]);
    });
}

function toLines(users: readonly User[]): string[] {
  if (users.length === 0) return ["No run user matches."];
  const rows = users.map(({ id, name, email, status, tags }) => [
    id,
    name,
    email ?? "-",
    status,
    tags.map(({ key, value }) => `${key}=${value}`).join(" "),
  ]);
  return toColumns([["id", "name", "e-mail", "status", "tags"], ...rows]);
}

interface CreateOptions {
  profile: string;
  name: string;
  email: string;
  tag: string[];
  passwordStdin?: boolean;
}

function addCreate(user: Command, context: CliContext): void {
  user
    .command("create")
    .description("create a run user, with a password or with a link to choose one")
    .requiredOption(...profileOption)
    .requiredOption("--name <name>", "their name")
    .requiredOption("--email <address>", "their e-mail address")
    .option("--tag <key=value>", "a tag; may be given several times", collect, [])
    .option("--password-stdin", "read the password from standard input; without it, print a link to choose one")
    .action(async ({ profile, name, email, tag, passwordStdin = false }: CreateOptions) => {
      const { settings } = context.readSettings();
      const password = passwordStdin ? { password: await readPassword(context.stdin) } : {};
      const input = checkInput(apiRoutes.users.createUser.body, { name, email, tags: readTags(tag), ...password });
      const created = await withProfile(settings, profile, (ctx) => createUserWithCredential(ctx, input));
      const { passwordLink } = created;
      const link = passwordLink === null ? [] : [`They choose a password here, once: ${passwordLink.url}`];
      context.print(created, [`Created the run user ${created.user.name} <${created.user.email}>.`, ...link]);
    });
}

const suspension = apiRoutes.users.suspendUser.body;

function addSuspend(user: Command, context: CliContext): void {
  user
    .command("suspend")
    .description("suspend a run user; their sessions end on the next request")
    .requiredOption(...profileOption)
    .requiredOption("--user <id or address>", "id or e-mail address of the run user")
    .option("--reason <text>", "kept in the audit log")
    .action(async ({ profile, user: who, reason }: { profile: string; user: string; reason?: string }) => {
      const { settings } = context.readSettings();
      const input = checkInput(suspension, { reason });
      const suspended = await withProfile(settings, profile, async (ctx) => suspendUser(ctx, await findUserId(ctx, who), input.reason));
      context.print(suspended, [`Suspended the run user ${suspended.name}.`]);
    });
}

async function findUserId(ctx: Context, idOrEmail: string): Promise<string> {
  if (idRule.safeParse(idOrEmail).success) return idOrEmail;

  const row = await findUserByEmail(ctx.db, ctx.profileId, idOrEmail.trim().toLowerCase());
  if (row === undefined) throw new CommandError("not_found", `There is no run user "${idOrEmail}" in this profile: see latchkey user list`);
  return row.id;
}
