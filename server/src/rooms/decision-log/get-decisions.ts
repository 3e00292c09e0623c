import type { LoggedDecision, MonitorEffect, Page, RuleUses } from "@latchkey/contract";
import type { Connection } from "../../database/database.ts";
import type { Context } from "../../http/context.ts";
import { findAllowed } from "../../http/find-allowed.ts";
import { requireAllOfAccessManagement } from "../../http/require-all-of-access-management.ts";
import { groupBy } from "../../platform/group-by.ts";
import { findPolicy, listTaggedRows } from "../access/index.ts";
import { findRole } from "../roles/index.ts";
import { dayOf } from "./days.ts";
import {
  countEffectPairs,
  findFirstUseDay,
  listDecisionRows,
  listMonitorEffectRows,
  listPolicyLastUseDays,
  listRuleUseRows,
  readDecisionRows,
  type DecisionListQuery,
  type DecisionRow,
  type MonitorEffectRow,
  type RuleUseRow,
} from "./decision-log.store.ts";

/** Decisions about everybody: only for whoever may see all of access management. */
export async function listDecisions(ctx: Context, query: DecisionListQuery): Promise<Page<LoggedDecision>> {
  requireAllOfAccessManagement(ctx);
  const { rows, nextCursor, total } = await listDecisionRows(ctx.db, ctx.profileId, query);
  const nameOf = await readNames(ctx.db, ctx.profileId, rows);
  return { items: rows.map((row) => toDecision(row, nameOf)), nextCursor, total };
}

/** What a policy on trial would change for everybody: as decisions, only for whoever may see all of access management. */
export async function listMonitorEffects(
  ctx: Context,
  query: { policyId: string; wouldBe?: "allow" | "deny" | undefined; limit: number; cursor?: string | undefined },
): Promise<Page<MonitorEffect> & { wouldAllow: number; wouldDeny: number }> {
  requireAllOfAccessManagement(ctx);
  await requirePolicy(ctx, query.policyId);
  const [{ rows, nextCursor, total }, pairs] = await Promise.all([
    listMonitorEffectRows(ctx.db, ctx.profileId, query),
    countEffectPairs(ctx.db, ctx.profileId, query.policyId),
  ]);
  const nameOf = await readNames(ctx.db, ctx.profileId, rows);
  const items = rows.map((row) => ({ ...askedOf(row, nameOf), decided: row.decided, wouldBe: row.would_be, count: row.count }));
  return { items, nextCursor, total, ...pairs };
}

export async function getPolicyUses(ctx: Context, policyId: string): Promise<RuleUses> {
  const policy = await requirePolicy(ctx, policyId);
  return readUses(ctx, { source: "policy", id: policyId, ruleCount: policy.permissions.length });
}

/** Of those of the policies that the caller may see; the others are left out. */
export async function listPolicyLastUses(ctx: Context, policyIds: readonly string[]) {
  const rows = await listTaggedRows(ctx.db, ctx.profileId, { type: "access_management", ids: policyIds });
  const visible = rows.filter(({ id, tags }) => ctx.access.allows("access_management", "access", { id, tags })).map(({ id }) => id);
  const lastUses = await listPolicyLastUseDays(ctx.db, ctx.profileId, visible);
  return { items: visible.map((policyId) => ({ policyId, lastUsedOn: lastUses.get(policyId) ?? null })) };
}

export async function getRoleUses(ctx: Context, roleId: string): Promise<RuleUses> {
  const role = await findAllowed(ctx, { type: "access_management", action: "access" }, (filter) =>
    findRole(ctx.db, ctx.profileId, roleId, filter),
  );
  return readUses(ctx, { source: "role", id: roleId, ruleCount: role.permissions.length });
}

/** Logged decisions of some days in pieces, names left out: for replaying them under other rules. */
export async function* readDecisions(ctx: Context, days: { from: string; to: string }): AsyncIterable<LoggedDecision[]> {
  for await (const rows of readDecisionRows(ctx.db, ctx.profileId, days)) yield rows.map((row) => toDecision(row, () => null));
}

async function requirePolicy(ctx: Context, policyId: string) {
  return findAllowed(ctx, { type: "access_management", action: "access" }, (filter) => findPolicy(ctx.db, ctx.profileId, policyId, filter));
}

async function readUses(ctx: Context, of: { source: "policy" | "role"; id: string; ruleCount: number }): Promise<RuleUses> {
  const [rows, firstDay] = await Promise.all([listRuleUseRows(ctx.db, ctx.profileId, of), findFirstUseDay(ctx.db, ctx.profileId)]);
  const byRule = groupBy(rows, (row) => row.permission_index);
  const rules = Array.from({ length: of.ruleCount }, (_, index) => toUse(index, byRule.get(index) ?? []));
  return {
    since: firstDay ?? dayOf(ctx.platform.clock.now().getTime()),
    lastUsedOn: latest(rules.map((rule) => rule.lastUsedOn)),
    rules,
  };
}

function toUse(permissionIndex: number, rows: readonly RuleUseRow[]): RuleUses["rules"][number] {
  return {
    permissionIndex,
    count: rows.reduce((sum, row) => sum + row.count, 0),
    lastUsedOn: rows[0]?.day ?? null,
    days: rows.map(({ day, count }) => ({ day, count })),
  };
}

function latest(days: readonly (string | null)[]): string | null {
  return (
    days
      .flatMap((day) => day ?? [])
      .toSorted()
      .at(-1) ?? null
  );
}

type NameOf = (type: string, id: string) => string | null;
type AskedRow = Pick<DecisionRow | MonitorEffectRow, "day" | "subject_type" | "subject_id" | "action" | "resource_type" | "resource_id">;

function toDecision(row: DecisionRow, nameOf: NameOf): LoggedDecision {
  return {
    ...askedOf(row, nameOf),
    decision: row.decision,
    count: row.count,
    firstAt: row.first_at.toISOString(),
    lastAt: row.last_at.toISOString(),
    rules: row.rules,
  };
}

function askedOf(row: AskedRow, nameOf: NameOf) {
  const { day, action, subject_type: subjectType, subject_id: subjectId, resource_type: type, resource_id: id } = row;
  return {
    day,
    subject: { type: subjectType, id: subjectId, name: nameOf(subjectType, subjectId) },
    action,
    resource: id === "" ? { type, id: null, name: null } : { type, id, name: nameOf(type, id) },
  };
}

async function readNames(connection: Connection, profileId: string, rows: readonly AskedRow[]): Promise<NameOf> {
  const mentioned = rows.flatMap((row): { type: string; id: string }[] => [
    { type: row.subject_type, id: row.subject_id },
    { type: row.resource_type, id: row.resource_id },
  ]);
  const names = new Map<string, string>();
  for (const [type, group] of groupBy(mentioned, (each) => each.type)) {
    const ids = [...new Set(group.map((each) => each.id))].filter((id) => id !== "");
    for (const row of await listTaggedRows(connection, profileId, { type, ids })) names.set(`${type} ${row.id}`, row.name);
  }
  return (type, id) => names.get(`${type} ${id}`) ?? null;
}
