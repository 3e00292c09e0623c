import { createHash } from "node:crypto";
import pg from "pg";

/** Begins a statement whose best plan depends on its values: it is planned each time, because a plan made without them may be a bad one. */
export const planAnewMark = "/* plan anew */ ";

// Beyond this many different statements a connection would only pile up plans that are hardly used again.
const namesMax = 1000;
const names = new Map<string, string>();

/**
 * A connection on which PostgreSQL parses and plans each statement once: the driver does so for statements that have a name.
 * Not for connections that go through a pooler, which may hand the next statement to another server process.
 */
export class PreparingClient extends pg.Client {
  constructor(config?: string | pg.ClientConfig) {
    super(config);
    const query = this.query.bind(this) as (...args: unknown[]) => unknown;
    this.query = ((text: unknown, values: unknown, ...rest: unknown[]) => {
      // Without values it may be several statements at once, as in a migration, and those cannot be prepared.
      const isOne = Array.isArray(values) && values.length > 0;
      const name = typeof text === "string" && isOne && !text.trimStart().startsWith(planAnewMark) ? nameOf(text) : undefined;
      return name === undefined ? query(text, values, ...rest) : query({ name, text, values }, ...rest);
    }) as typeof this.query;
  }
}

function nameOf(text: string): string | undefined {
  const known = names.get(text);
  if (known !== undefined || names.size >= namesMax) return known;

  const name = createHash("sha256").update(text).digest("base64url");
  names.set(text, name);
  return name;
}
