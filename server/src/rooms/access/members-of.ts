import type { UserFilter } from "@latchkey/contract";
import { targetFilter } from "@latchkey/engine";
import { sql, type RawBuilder } from "kysely";
import { subjectFilterToSql } from "../../database/subject-filter.ts";
import { taggedColumns } from "../../database/tagged-tables.ts";
import type { Context } from "../../http/context.ts";
import { findProfile } from "../profiles/index.ts";
import type { PolicySets } from "./policy-sets.ts";

/**
 * Condition for the users who are in a group and hold a role now, by whatever way; no condition when neither is asked for.
 * What depends on an address, a trusted device or a second factor does not count: here nobody is asking from anywhere.
 */
export async function membersOf(
  ctx: Context,
  policySets: PolicySets,
  { group, role }: Pick<UserFilter, "group" | "role">,
): Promise<RawBuilder<boolean> | undefined> {
  if (group === undefined && role === undefined) return undefined;
  const profile = await findProfile(ctx.db, ctx.profileId);
  const set = await policySets.get(ctx.profileId, profile?.access_revision ?? 0);
  const circumstances = { now: ctx.platform.clock.now().getTime(), address: null, isDeviceTrusted: false, hasSecondFactor: false };

  const conditions: RawBuilder<boolean>[] = [];
  for (const [match, id] of [["group", group] as const, ["role", role] as const]) {
    if (id === undefined) continue;
    const target = targetFilter(set, { subject: "run_user", match, id }, circumstances);
    conditions.push(
      await subjectFilterToSql(ctx.db, ctx.profileId, {
        type: "run_user",
        filter: { kind: "some", anyOf: [{ target, carries: null }], noneOf: [] },
        circumstances,
        columns: { ...taggedColumns, groups: sql`group_ids`, roles: sql`role_ids` },
      }),
    );
  }
  return sql<boolean>`(${sql.join(conditions, sql` and `)})`;
}
