import { sql, type RawBuilder } from "kysely";

/** Longer ones are asked of no index: PostgreSQL refuses a word of more than 2,046 bytes in such a question. */
const tagLengthMax = 500;
const tagsMax = 100;

/**
 * The rows with one of some tags and none of others, as the index over `array_to_tsvector(tags)` answers it without a look at the
 * rows: where nearly all with the tags are denied, the index of tags alone would have all of them read. Nothing for too many tags.
 */
export function carriesOneWithout(
  column: RawBuilder<unknown>,
  { anyOf, noneOf }: { anyOf: readonly string[]; noneOf: readonly string[] },
): RawBuilder<boolean> | undefined {
  // Of fewer that are left out, more rows are found and looked at, but none is lost.
  const denied = noneOf.filter((tag) => tag.length <= tagLengthMax);
  if (denied.length === 0 || anyOf.length + denied.length > tagsMax || anyOf.some((tag) => tag.length > tagLengthMax)) return undefined;

  const wanted = `(${anyOf.map(toWord).join(" | ")})${denied.map((tag) => ` & !${toWord(tag)}`).join("")}`;
  return sql<boolean>`array_to_tsvector(${column}) @@ ${wanted}::tsquery`;
}

function toWord(tag: string): string {
  return `'${tag.replaceAll("\\", String.raw`\\`).replaceAll("'", "''")}'`;
}
