/** Shapes that every other file of the contract is built from. */
import "./messages.ts";
import { z } from "zod";

/** INVARIANT: ids are 24 lower-case hex characters (4 bytes of seconds, 8 random bytes). */
export const id = z
  .string()
  .regex(/^[0-9a-f]{24}$/, "must be 24 lower-case hexadecimal characters")
  .describe("Identifier: 24 lower-case hexadecimal characters");

export const timestamp = z.iso.datetime().describe("UTC, with milliseconds");

// PostgreSQL cannot store NUL, and control characters in names break logs, mails and terminals.
// oxlint-disable-next-line no-control-regex
const controlCharacters = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\u2028\u2029]/;

/** One line or paragraph of text a person typed: trimmed, without control characters, 1 to `lengthMax` characters. */
export function text(lengthMax: number, lengthMin = 1) {
  return z
    .string()
    .trim()
    .min(lengthMin)
    .max(lengthMax)
    .refine((value) => !controlCharacters.test(value), "must not contain control characters");
}

export const emailAddress = z
  .string()
  .trim()
  .toLowerCase()
  .max(254)
  .pipe(z.email("must be an e-mail address such as ann@example.com"))
  .describe("E-mail address; stored in lower case");

/** NIST 800-63B asks for at least 64 characters; the upper bound keeps hashing cheap. */
export const password = z.string().min(1).max(256);

export const timeZone = z
  .string()
  .max(64)
  .refine(isTimeZone, "must be an IANA time zone such as America/New_York")
  .describe("IANA time zone");

// Making a formatter takes longer than everything else in a small answer, and profiles share a few zones.
const knownTimeZones = new Set<string>();
const knownTimeZonesMax = 1000;

function isTimeZone(value: string): boolean {
  if (knownTimeZones.has(value)) return true;
  try {
    new Intl.DateTimeFormat("en", { timeZone: value });
  } catch {
    return false;
  }
  if (knownTimeZones.size < knownTimeZonesMax) knownTimeZones.add(value);
  return true;
}

export const language = z
  .string()
  .regex(/^[a-z]{2}(-[A-Z]{2})?$/, "must be a language such as en or pt-BR")
  .describe("BCP 47 language, optionally with a region");

export const tagKey = text(100)
  .refine((value) => !value.includes("="), "must not contain the character =")
  .describe("Tag key; exact case");
export const tagValue = text(200).describe("Tag value; exact case");

export const tag = z.strictObject({ key: tagKey, value: tagValue });
export type Tag = z.infer<typeof tag>;

/** A key may repeat with several values; the same pair may not. */
export const tags = z
  .array(tag)
  .max(100)
  .refine(
    (list) => new Set(list.map((each) => `${each.key}=${each.value}`)).size === list.length,
    "must not repeat the same key and value",
  );

export const limit = z.coerce.number().int().min(1).max(200).default(50).describe("Rows per page");
export const cursor = z.string().max(500).optional().describe("nextCursor of the page before");

/** Where a count would cost a full scan it stops at a cap; `isCapped` then says "at least". */
export const cappedCount = z.strictObject({ count: z.number().int(), isCapped: z.boolean() });
export type CappedCount = z.infer<typeof cappedCount>;

/** Lists of what rules let through are paged at once and counted as far as is asked: to count a few of very many is what costs. */
export const countMax = z.coerce
  .number()
  .int()
  .min(0)
  .max(10_000)
  .default(1000)
  .describe("The total is exact up to this many at least; from there on it may only say that there are more");

/** One page of a list; `nextCursor` is null on the last page. */
export function page<T extends z.ZodType>(item: T) {
  return z.strictObject({ items: z.array(item), nextCursor: z.string().nullable(), total: cappedCount });
}
export interface Page<T> {
  items: T[];
  nextCursor: string | null;
  total: CappedCount;
}

/** A query parameter that may be given once or several times. */
export function oneOrMany<T extends z.ZodType>(item: T) {
  return z.preprocess((value) => (value === undefined || Array.isArray(value) ? value : [value]), z.array(item).max(50).optional());
}

export const tagFilter = z
  .string()
  .max(301)
  .regex(/^[^=]+(=.*)?$/, "must be key=value, or key alone")
  .describe("key=value, or key alone for any value");

export const noContent = z.null().describe("No content");
