/** Conditions that whoever is found meets anyway, said once more as an index answers them. */
import { sql, type RawBuilder } from "kysely";
import type { Connection } from "./database.ts";
import { elementShares } from "./table-statistics.ts";
import { textArray } from "./tags.ts";

/** Of what a larger part of all rows has, enough rows are found sooner by looking at one after the other. */
const frequentShare = 0.1;
const runLength = 3;
/** Statistics list the runs that most rows have: of the many that begin with one letter or with two, so much is not among them. */
const unlistedTimes = [1, 8, 2];
/** What `letters_of` takes texts apart with: the contract lets it into none. */
const separator = "\u0001";

const notNarrowed = sql<boolean>`true`;

export interface SearchedText {
  /** Over `letters_of` the text. */
  index: string;
  text: RawBuilder<unknown>;
}

/** Name and address of those whom a query calls so. */
export function textOfUsers(alias: string): SearchedText {
  const [name, email] = [sql.ref(`${alias}.name`), sql.ref(`${alias}.email`)];
  return { index: "users_by_letters", text: sql`lower(${name} || ' ' || coalesce(${email}, ''))` };
}

/** For a search for part of a text, or for whatever is found by one of the other conditions. */
export async function narrowBySearch(
  connection: Connection,
  { index, text }: SearchedText,
  { search, orElse }: { search: string; orElse: readonly RawBuilder<boolean>[] },
): Promise<RawBuilder<boolean>> {
  if (search === "" || search.includes(separator)) return notNarrowed;
  const shares = await elementShares(connection, { index, of: "letters_of" });
  // Statistics only choose the way, so that JavaScript's idea of lower case will do.
  if (shareOfPart(shares, [...search.toLowerCase()]) > frequentShare) return notNarrowed;
  return sql<boolean>`(${sql.join([sql`letters_of(${text}) @@ letters_wanted(lower(${search}))`, ...orElse], sql` or `)})`;
}

/** The part of all texts, about, that has the rarest of the runs of letters; a shorter search begins several runs. */
function shareOfPart(shares: ReadonlyMap<string, number>, letters: readonly string[]): number {
  const sought = letters.join("");
  const listed = () => [...shares].reduce((sum, [run, share]) => (run.startsWith(sought) ? sum + share : sum), 0);
  if (letters.length < runLength) return listed() * (unlistedTimes[letters.length] ?? 1);
  const runs = letters.slice(0, 1 - runLength).map((_letter, at) => letters.slice(at, at + runLength).join(""));
  return Math.min(...runs.map((run) => shares.get(run) ?? 0));
}

/** For filters of users by tags: those that name a key alone. */
export async function narrowByTagKeys(connection: Connection, tags: RawBuilder<unknown>, filters: readonly string[]) {
  const keys = filters.filter((filter) => !filter.includes("="));
  if (keys.length === 0) return notNarrowed;
  const shares = await elementShares(connection, { index: "users_by_tag_keys", of: "tag_keys" });
  const rare = keys.filter((key) => (shares.get(key) ?? 0) <= frequentShare);
  return rare.length === 0 ? notNarrowed : sql<boolean>`tag_keys(${tags}) @> ${textArray(rare)}`;
}
