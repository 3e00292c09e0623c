import type { Chosen, UserFilter } from "@latchkey/contract";
import { sql, type RawBuilder } from "kysely";
import { resourceFilterToSql } from "../../database/resource-filter.ts";
import { likePattern } from "../../database/search.ts";
import { taggedColumns, taggedTableOf } from "../../database/tagged-tables.ts";
import { tagsMeet, textArray } from "../../database/tags.ts";
import type { Context } from "../../http/context.ts";
import { httpErrors } from "../../http/http.errors.ts";
import { membersOf, type PolicySets } from "../access/index.ts";
import { selectUserIds } from "../users/index.ts";

export type TaggedType = keyof typeof taggedTableOf;

/** Those whom a choice means and whom the caller may access, as a condition on `id`; deleted users never are. */
export async function chosenToSql(
  ctx: Context,
  policySets: PolicySets,
  { of, which }: { of: TaggedType; which: Chosen },
): Promise<RawBuilder<boolean>> {
  if ("filter" in which) return sql<boolean>`id in (${await foundBy(ctx, policySets, { of, which })})`;
  const allowed = resourceFilterToSql(ctx.access.filter(of, "access"), taggedColumns);
  if ("ids" in which) return sql<boolean>`(id = any(${textArray(which.ids)}) and ${allowed})`;
  return "all" in which ? allowed : sql<boolean>`(${tagsMeet(taggedColumns.tags, [which.tag])} and ${allowed})`;
}

type Filtered = Extract<Chosen, { filter: UserFilter }>;

async function foundBy(
  ctx: Context,
  policySets: PolicySets,
  { of, which: { filter, until } }: { of: TaggedType; which: Filtered },
): Promise<RawBuilder<unknown>> {
  const access = ctx.access.filter(of, "access");
  if (of === "run_user") {
    const members = await membersOf(ctx, policySets, filter);
    const reach = { filter: access, now: ctx.platform.clock.now(), members, until: until === undefined ? null : new Date(until) };
    return selectUserIds(ctx.profileId, filter, reach);
  }
  refuseFiltersOfUsers(filter);
  // The same as in the lists of these.
  const text = of === "dashboard" ? sql`name || ' ' || description || ' ' || array_to_string(tags, ' ')` : sql`name`;
  const searched = filter.search ? sql`lower(${text}) like ${likePattern(filter.search)}` : sql`true`;
  const isOldEnough = until === undefined ? sql`true` : sql`created_at <= ${new Date(until)}`;
  return sql`
    select id from ${sql.table(taggedTableOf[of])}
    where profile_id = ${ctx.profileId} and ${resourceFilterToSql(access, taggedColumns)} and ${isOldEnough}
      and ${searched} and ${tagsMeet(taggedColumns.tags, filter.tag ?? [])}`;
}

/** A filter that would silently count for nothing would choose more than was meant. */
function refuseFiltersOfUsers({ search: _search, tag: _tag, ...others }: UserFilter): void {
  const meant = Object.entries(others).filter(([, value]) => value !== undefined);
  if (meant.length === 0) return;
  throw httpErrors.bad_request({ errors: meant.map(([name]) => ({ path: name, message: "is for users only" })) });
}
