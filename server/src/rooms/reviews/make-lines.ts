import { printRules, type Permission, type Policy, type PolicyNameOf, type ReviewBody } from "@latchkey/contract";
import type { Insertable } from "kysely";
import type { Tx } from "../../database/database.ts";
import type { Context } from "../../http/context.ts";
import { newId } from "../../platform/ids.ts";
import { listAllPolicies, listTargeted, loadPolicySet } from "../access/index.ts";
import { listLastUses } from "../decision-log/index.ts";
import { collectMentions, namesOf, policyToFile } from "../policy-files/index.ts";
import { listAssignmentsInForce, type AssignmentInForce } from "../roles/index.ts";
import type { ReviewLinesTable, StoredRule } from "./reviews.tables.ts";

type NewLine = Insertable<ReviewLinesTable>;

/** Lines of a review as things stand now: permissions that allow something, and roles that are held. */
export async function makeLines(
  tx: Tx,
  ctx: Context,
  { reviewId, scope }: { reviewId: string; scope: ReviewBody["scope"] },
): Promise<NewLine[]> {
  const inner = { ...ctx, db: tx };
  const policies = scope.policies ? (await listAllPolicies(inner)).filter((policy) => isInScope(policy, scope)) : [];
  const assignments = scope.assignments ? await listAssignmentsInForce(tx, ctx, { roleIds: scope.roleIds ?? null }) : [];
  const lastUses = await listLastUses(tx, ctx.profileId);
  const nameOf = await namesFor(inner, policies);

  const set = await loadPolicySet(tx, ctx.profileId);

  const lines: NewLine[] = [];
  for (const policy of policies.toSorted((one, other) => one.name.localeCompare(other.name, "en"))) {
    const matched = await listTargeted(tx, ctx, { set, targets: policy.targets, samplesMax: 0 });
    const subjectCount = matched.reduce((sum, each) => sum + each.count, 0);
    for (const [index, permission] of policy.permissions.entries()) {
      if (permission.effect !== "allow") continue;
      const rule = toRule(policy, { index, permission, nameOf });
      lines.push({
        ...emptyLine(ctx, reviewId),
        kind: "rule",
        place: placeOf("1", lines.length),
        rule: JSON.stringify(rule),
        subject_count: subjectCount,
        last_used_on: lastUses.get(`${policy.id} ${index}`) ?? null,
      });
    }
  }
  for (const assignment of assignments) {
    lines.push({
      ...emptyLine(ctx, reviewId),
      ...ofAssignment(assignment),
      place: placeOf("2", lines.length),
      last_used_on: lastUses.get(assignment.roleId) ?? null,
    });
  }
  return lines;
}

function isInScope({ id, status }: Policy, { policyIds }: ReviewBody["scope"]): boolean {
  return status === "active" && (policyIds === undefined || policyIds.includes(id));
}

async function namesFor(ctx: Context, policies: readonly Policy[]): Promise<PolicyNameOf> {
  const mentions = collectMentions((translate) => policies.map((policy) => policyToFile({ ...policy, tests: [] }, translate)));
  const translate = await namesOf(ctx.db, ctx.profileId, mentions);
  return (type, id) => translate(type, id, "");
}

interface RuleOfPolicy {
  index: number;
  permission: Permission;
  nameOf: PolicyNameOf;
}

function toRule({ id, name, targets, conditions }: Policy, { index, permission, nameOf }: RuleOfPolicy): StoredRule {
  const sentence = printRules({ targets, permissions: [permission], conditions }, nameOf).join(" ");
  return { type: "policy", id, name, permissionIndex: index, effect: permission.effect, sentence, permission, targets };
}

function ofAssignment({ id, roleId, roleName, assignee, reason, givenBy, conditions }: AssignmentInForce) {
  const until = conditions.until === undefined ? "" : ` until ${conditions.until}`;
  const rule: StoredRule = {
    type: "role",
    id: roleId,
    name: roleName,
    permissionIndex: null,
    effect: null,
    sentence: `${assignee.name} holds the role "${roleName}"${until}. Given by ${givenBy}: ${reason}`,
    permission: null,
    targets: [],
  };
  return { kind: "assignment" as const, rule: JSON.stringify(rule), subject: JSON.stringify(assignee), assignment_id: id };
}

export function emptyLine(ctx: Context, reviewId: string): Omit<NewLine, "kind" | "place" | "rule"> {
  return {
    profile_id: ctx.profileId,
    id: newId(ctx.platform.clock),
    review_id: reviewId,
    subject: "null",
    assignment_id: null,
    subject_count: null,
    last_used_on: null,
    decision: null,
    reason: null,
    decided_by: null,
    decided_at: null,
    outcome: null,
  };
}

const placeDigits = 6;

/** Sorts as text: rules, then assignments, then people. */
function placeOf(group: string, index: number): string {
  return `${group}-${String(index).padStart(placeDigits, "0")}`;
}
