import type { Writable } from "node:stream";

export type LogLevel = "debug" | "info" | "warn" | "error";
const levelOrder: Record<LogLevel, number> = { debug: 0, info: 1, warn: 2, error: 3 };

/** Structured log: one JSON object a line, or one readable line on a terminal. Never give it secrets or whole bodies. */
export interface Log {
  debug(message: string, fields?: Record<string, unknown>): void;
  info(message: string, fields?: Record<string, unknown>): void;
  warn(message: string, fields?: Record<string, unknown>): void;
  error(message: string, fields?: Record<string, unknown>): void;
}

export interface LogOptions {
  level: LogLevel;
  format: "json" | "pretty";
  stream: Writable;
}

export function createLog(options: LogOptions): Log {
  const write =
    (level: LogLevel) =>
    (message: string, fields: Record<string, unknown> = {}) => {
      if (levelOrder[level] < levelOrder[options.level]) return;
      const time = new Date().toISOString();
      const plain = Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, plainValue(value)]));

      const line =
        options.format === "json"
          ? JSON.stringify({ level, time, msg: message, ...plain })
          : `${time} ${level.padEnd(5)} ${message}${prettyFields(plain)}`;
      options.stream.write(`${line}\n`);
    };

  return { debug: write("debug"), info: write("info"), warn: write("warn"), error: write("error") };
}

function plainValue(value: unknown): unknown {
  if (!(value instanceof Error)) return value;
  return {
    name: value.name,
    message: value.message,
    stack: value.stack,
    cause: value.cause === undefined ? undefined : plainValue(value.cause),
    // A database that cannot be reached fails with an empty message and one error for each address tried.
    errors: value instanceof AggregateError ? value.errors.map(plainValue) : undefined,
  };
}

function prettyFields(fields: Record<string, unknown>): string {
  return Object.entries(fields)
    .map(([name, value]) => ` ${name}=${typeof value === "string" ? value : JSON.stringify(value)}`)
    .join("")
    .replaceAll(controlCharacters, (character) => String.raw`\u${(character.codePointAt(0) ?? 0).toString(16).padStart(4, "0")}`);
}

// A line feed in a value would forge a line of the log, an escape sequence would speak to the reader's terminal.
// oxlint-disable-next-line no-control-regex
const controlCharacters = /[\u0000-\u001f\u007f-\u009f\u2028\u2029]/g;

/** For tests and tools that must stay quiet. */
export const silentLog: Log = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };
