import { PassThrough, Readable } from "node:stream";
import { executeCli } from "../src/cli/main.ts";
import type { TestDatabase } from "./test-database.ts";

interface CliRun {
  cwd: string;
  env?: Record<string, string>;
  /** What stands on standard input. */
  input?: string;
}

/** Runs the command line in this process; answers its exit code and what it wrote. */
export async function runCli(args: string[], { cwd, env = {}, input = "" }: CliRun): Promise<{ code: number; out: string; err: string }> {
  const stdout = new PassThrough();
  const stderr = new PassThrough();
  const code = await executeCli(args, { stdin: Readable.from([input]), stdout, stderr, env, cwd });
  return { code, out: String(stdout.read() ?? ""), err: String(stderr.read() ?? "") };
}

/** The environment of a command that works on a test's database. */
export function cliEnvironment({ target }: Pick<TestDatabase, "target">): Record<string, string> {
  const { host, port, user, database } = target;
  const url = `postgres://${user}@localhost/${database}?host=${encodeURIComponent(host)}&port=${port}`;
  return { LATCHKEY_DATABASE_URL: url, LATCHKEY_PUBLIC_URL: "http://latchkey.test" };
}
