import type { Readable } from "node:stream";
import type { Tag } from "@latchkey/contract";
import type { z } from "zod";
import { UsageError } from "./cli-context.ts";

/** Checks options with the contract's own schema; what is wrong becomes one line per option. */
export function checkInput<Schema extends z.ZodType>(schema: Schema, input: unknown): z.output<Schema> {
  const result = schema.safeParse(input);
  if (result.success) return result.data;
  throw new UsageError(result.error.issues.map((issue) => `${optionOf(issue.path)} ${sentenceOf(issue.message)}`).join("\n"));
}

/** `timeZone` is written `--time-zone`; `tags.0.key` came from a `--tag`, a password from `--password-stdin`. */
function optionOf([name]: readonly PropertyKey[]): string {
  const option = { tags: "tag", password: "passwordStdin" }[String(name)] ?? String(name);
  return `--${option.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
}

function sentenceOf(message: string): string {
  return /^(must|add|use) /.test(message) ? message : `is not valid: ${message}`;
}

/** Reads `key=value` words; a value may hold further equals signs, a key may not. */
export function readTags(words: readonly string[]): Tag[] {
  return words.map((word) => {
    const split = word.indexOf("=");
    if (split < 1) throw new UsageError(`--tag must be key=value, not "${word}"`);
    return { key: word.slice(0, split), value: word.slice(split + 1) };
  });
}

/** For options that may be given several times. */
export function collect(word: string, earlier: readonly string[]): string[] {
  return [...earlier, word];
}

/**
 * The password from standard input, where neither other users of the machine nor the shell's history see it.
 * One line ending is not part of it, as `echo` and files add one.
 */
export async function readPassword(stdin: Readable): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of stdin) chunks.push(Buffer.from(chunk as Buffer | string));

  const password = Buffer.concat(chunks)
    .toString("utf8")
    .replace(/\r?\n$/, "");
  if (password === "")
    throw new UsageError("--password-stdin needs the password on standard input, e.g. latchkey ... --password-stdin < file");
  return password;
}
