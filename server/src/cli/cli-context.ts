import type { Readable, Writable } from "node:stream";
import type { Settings, SettingSources } from "../settings.ts";

/** What a command works with; tests hand in their own streams and environment. */
export interface CliInput {
  stdin: Readable;
  stdout: Writable;
  stderr: Writable;
  env?: Readonly<Record<string, string | undefined>>;
  cwd?: string;
}

export interface CliContext extends CliInput {
  /** Reads the settings with the flags of this call; commands that need none never fail because of a wrong one. */
  readSettings(): { settings: Settings; sources: SettingSources };
  /** Prints the result once: the document as JSON with `--json`, else the lines. */
  print(document: unknown, lines: readonly string[]): void;
}

/** What the command asked for cannot be done: exit code 1. */
export class CommandError extends Error {
  override readonly name = "CommandError";
  /** Stable, for programs that read the JSON. */
  readonly code: string;

  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }
}

/** The command was called the wrong way: exit code 2. */
export class UsageError extends Error {
  override readonly name = "UsageError";
}
