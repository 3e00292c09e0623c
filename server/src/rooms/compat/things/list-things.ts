import { sql } from "kysely";
import { resourceFilterToSql } from "../../../database/resource-filter.ts";
import type { AnalysisRow } from "../../analyses/index.ts";
import type { DashboardRow } from "../../dashboards/index.ts";
import type { DeviceRow } from "../../devices/index.ts";
import { joinExtras, type Extras } from "../wire/extra-fields.store.ts";
import { readListQuery, type ListShape } from "../wire/list-query.ts";
import { pick } from "../wire/read-body.ts";
import type { TagoCall } from "../wire/tago-route.ts";

interface ThingRows {
  analysis: AnalysisRow;
  dashboard: DashboardRow;
  device: DeviceRow;
}

const tables = { analysis: sql`analyses`, dashboard: sql`dashboards`, device: sql`devices` };

interface Listing<Type extends keyof ThingRows> {
  type: Type;
  /** Its columns are those of `thing` and, of what TagoIO's objects carry besides, `x`. */
  shape: ListShape;
  toTago: (row: ThingRows[Type], extras: Extras) => Record<string, unknown>;
  /** Answered whatever fields are asked for. */
  always?: readonly string[];
}

/** How TagoIO lists what has a name and tags: those that the caller may access, a page at a time. */
export function listThings<Type extends keyof ThingRows>(listing: Listing<Type>): (call: TagoCall) => Promise<unknown> {
  const { type, shape, toTago, always = [] } = listing;
  return async ({ ctx, query }) => {
    const { fields, where, order, limit, offset } = readListQuery(query, shape, ctx.platform.clock.now());
    const isAllowed = resourceFilterToSql(ctx.access.filter(type, "access"), { id: shape.id, tags: shape.tags });
    const result = await sql<ThingRows[Type] & { extras: Extras | null }>`
      select thing.*, x.fields as extras from ${tables[type]} thing
      ${joinExtras("thing", type)}
      where thing.profile_id = ${ctx.profileId} and ${isAllowed} and ${where} order by ${order} limit ${limit} offset ${offset}`.execute(
      ctx.db,
    );
    return result.rows.map((row) => pick(toTago(row, row.extras ?? {}), [...fields, ...always]));
  };
}
