import { Command, CommanderError } from "commander";
import { describeSettings, readSettings, type SettingFlags, SettingsError } from "../settings.ts";
import { LatchkeyError } from "../platform/errors.ts";
import { addAdminCommand } from "./admin-command.ts";
import { type CliContext, type CliInput, UsageError } from "./cli-context.ts";
import { addConfigCommand } from "./config-command.ts";
import { addExplainCommand } from "./explain-command.ts";
import { addMigrateCommand } from "./migrate-command.ts";
import { addPolicyCommand } from "./policy-command.ts";
import { addProfileCommand } from "./profile-command.ts";
import { addRestrictionsCommand } from "./restrictions-command.ts";
import { addServeCommands } from "./serve-command.ts";
import { addTagoioCommand } from "./tagoio-command.ts";
import { addTokenCommand } from "./token-command.ts";
import { addUserCommand } from "./user-command.ts";

/** Every command, in the order of the help. */
const commands = [
  addServeCommands,
  addAdminCommand,
  addProfileCommand,
  addTokenCommand,
  addUserCommand,
  addRestrictionsCommand,
  addPolicyCommand,
  addExplainCommand,
  addTagoioCommand,
  addConfigCommand,
  addMigrateCommand,
];

const exitCodes = { ok: 0, failed: 1, usage: 2 };

/** Runs `latchkey <args>` in this process and sets its exit code: 0 ok, 1 failed, 2 called the wrong way. */
export async function runCli(args: readonly string[]): Promise<void> {
  process.exitCode = await executeCli(args, { stdin: process.stdin, stdout: process.stdout, stderr: process.stderr });
}

/** The same with streams of the caller's choice; returns the exit code. */
export async function executeCli(args: readonly string[], input: CliInput): Promise<number> {
  const program = new Command("latchkey")
    .description("Sets up and looks after a Latchkey server, beside it or while it is stopped.")
    .option("--json", "print one JSON document")
    .option("--config <path>", "the settings file")
    .exitOverride()
    .configureOutput({ writeOut: (text) => input.stdout.write(text), writeErr: (text) => input.stderr.write(text) });
  for (const { flag, sentence } of describeSettings()) program.option(`${flag} <value>`, sentence);

  const context = createContext(program, input);
  // What a command inherits is copied when it is made, so the settings above come first.
  for (const add of commands) add(program, context);

  try {
    await program.parseAsync([...args], { from: "user" });
    return exitCodes.ok;
  } catch (error) {
    // An option that commander refused may have kept it from reading the next one.
    return reportFailure(error, context, isJson(program) || args.includes("--json"));
  }
}

function createContext(program: Command, input: CliInput): CliContext {
  return {
    ...input,
    readSettings: () => {
      const { env, cwd } = input;
      const place = { ...(env === undefined ? {} : { env }), ...(cwd === undefined ? {} : { cwd }) };
      return readSettings({ ...place, flags: program.opts<SettingFlags>() });
    },
    print: (document, lines) => {
      const text = isJson(program) ? JSON.stringify(document, null, 2) : lines.join("\n");
      input.stdout.write(`${text}\n`);
    },
  };
}

function isJson(program: Command): boolean {
  return program.opts<{ json?: boolean }>().json === true;
}

function reportFailure(error: unknown, context: CliContext, json: boolean): number {
  if (error instanceof CommanderError) return reportWrongCall(error, context, json);

  const message = error instanceof Error ? error.message : String(error);
  const code = error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : undefined;
  if (json) context.stdout.write(`${JSON.stringify({ error: { code, message } }, null, 2)}\n`);
  else context.stderr.write(`${message}\n`);
  return isWrongCall(error) ? exitCodes.usage : exitCodes.failed;
}

/** Commander has written its own sentence to standard error by now, and help is not a failure. */
function reportWrongCall(error: CommanderError, context: CliContext, json: boolean): number {
  if (error.exitCode === 0) return exitCodes.ok;
  if (json) context.stdout.write(`${JSON.stringify({ error: { code: "usage", message: error.message } }, null, 2)}\n`);
  return exitCodes.usage;
}

function isWrongCall(error: unknown): boolean {
  const badRequest = 400;
  if (error instanceof LatchkeyError) return error.definition.status === badRequest;
  return error instanceof SettingsError || error instanceof UsageError;
}
