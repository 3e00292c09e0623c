import { sql, type RawBuilder } from "kysely";

/**
 * What a person typed, as a pattern for `lower(column) like …`: `%` and `_` are letters like any other. PostgreSQL makes
 * it lower case, as it does the column: JavaScript has other ideas of İ, and nobody would find İstanbul.
 */
export function likePattern(search: string): RawBuilder<string> {
  const pattern = `%${search.replaceAll(/[\\%_]/g, String.raw`\$&`)}%`;
  return sql<string>`lower(${pattern})`;
}
