import { createHash } from "node:crypto";

/** Where the next page begins, for one search and no other: the token holds a digest of everything that was asked. */
export function toPageToken(asked: unknown, after: string): string {
  return Buffer.from(JSON.stringify([digestOf(asked), after])).toString("base64url");
}

/** Null when the token was not made by this search. */
export function readPageToken(asked: unknown, token: string): string | null {
  try {
    const [digest, after] = JSON.parse(Buffer.from(token, "base64url").toString()) as unknown[];
    return digest === digestOf(asked) && typeof after === "string" && !after.includes("\0") ? after : null;
  } catch {
    return null;
  }
}

function digestOf(asked: unknown): string {
  return createHash("sha256")
    .update(JSON.stringify(sorted(asked)))
    .digest("base64url")
    .slice(0, 22);
}

/** The same object written in another order is the same search. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== "object" || value === null) return value;
  return Object.entries(value)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, inner]) => [key, sorted(inner)]);
}
