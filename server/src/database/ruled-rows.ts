import { sql, type RawBuilder } from "kysely";
import { isAnyOf, type Alternatives, type Part } from "./alternatives.ts";
import { countMax, type PageQuery } from "./paging.ts";

export interface RuledPageQuery extends Pick<PageQuery, "columns" | "keyset" | "limit" | "cursor"> {
  table: string;
  /** What all conditions and columns call the table. */
  alias: string;
  /** The condition that the index by the sort column begins with: the profile's. */
  isInProfile: RawBuilder<boolean>;
  /** Whatever else a row must meet, as a status or a search. */
  isListed: RawBuilder<boolean>;
  isAllowed: Alternatives;
  /** The index by the sort column, for what is known of where its values lie. */
  sortIndex?: string | undefined;
  /** The total is exact up to this many at least; all lists count up to the cap unless told otherwise. */
  countMax?: number | undefined;
}

export function countMaxOf(query: RuledPageQuery): number {
  return query.countMax ?? countMax;
}

export function allRows(query: RuledPageQuery): RawBuilder<unknown> {
  return sql`${everyRow(query)} and ${query.isListed}`;
}

export function everyRow({ table, alias, isInProfile }: RuledPageQuery): RawBuilder<unknown> {
  return sql`from ${sql.table(table)} as ${sql.id(alias)} where ${isInProfile}`;
}

/** Those of the parts, denied ones left out; by the index already, as far as it can. */
export function rowsOf(query: RuledPageQuery, anyOf: readonly Part[]): RawBuilder<unknown> {
  const { noneOf } = query.isAllowed;
  const denied = noneOf.flatMap(({ tagged }) => tagged?.tags ?? []);
  const parts = anyOf.map((part) => ({ ...part, byIndex: part.byIndexWithout?.(denied) ?? part.byIndex }));
  return sql`${allRows(query)} and ${isAnyOf(parts, "byIndex")} and not ${isAnyOf(noneOf, "onRow")}`;
}
