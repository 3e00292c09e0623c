import type { Effect, LoggedDecision } from "@latchkey/contract";
import { compilePolicies, decideWithTrail, type EnginePolicy, type PolicySet } from "@latchkey/engine";
import type { Connection } from "../../database/database.ts";
import { fromStoredTags } from "../../database/tags.ts";
import { groupBy } from "../../platform/group-by.ts";
import { listTaggedRows } from "../access/index.ts";
import type { BufferedDecision } from "./decision-buffer.ts";

/** A decision with the rules that made it, and what monitored policies would have made of it. */
export interface ExplainedDecision {
  decision: BufferedDecision;
  rules: LoggedDecision["rules"];
  /** Policies under which the answer would have been another one. */
  changedBy: { policyId: string; wouldBe: Effect }[];
}

export interface ExplainingRules {
  set: PolicySet;
  monitored: readonly EnginePolicy[];
}

/** Finds out, after the fact, by which rules decisions were made; the rules and tags are those of now, a few seconds later. */
export async function explainDecisions(
  connection: Connection,
  profileId: string,
  { decisions, rules }: { decisions: readonly BufferedDecision[]; rules: ExplainingRules },
): Promise<ExplainedDecision[]> {
  const tags = await readResourceTags(connection, profileId, decisions);
  const monitoring = rules.monitored.length === 0 ? null : compileMonitored(rules);
  const names = new Set(rules.monitored.map((policy) => policy.id));

  return decisions.map((decision) => {
    const question = {
      subject: decision.subject,
      action: decision.action,
      resource: { type: decision.type, id: decision.id, tags: decision.sentTags ?? tags.get(keyOf(decision)) ?? [] },
      circumstances: decision.circumstances,
    };
    const matched = decideWithTrail(rules.set, question).rules;
    const effects = matched.map((rule) => rule.effect);
    const wouldMatch = monitoring === null ? [] : decideWithTrail(monitoring, question).rules.filter((rule) => names.has(rule.policyId));
    return {
      decision,
      rules: matched
        .filter((rule) => rule.effect === decision.decision)
        .map(({ source, policyId: id, policyName: name, permissionIndex }) => ({ source, id, name, permissionIndex })),
      changedBy: [...groupBy(wouldMatch, (rule) => rule.policyId)].flatMap(([policyId, own]) => {
        const wouldBe = outcomeOf([...effects, ...own.map((rule) => rule.effect)]);
        return wouldBe === decision.decision ? [] : [{ policyId, wouldBe }];
      }),
    };
  });
}

/** Only the monitored policies, as if active; roles are there to be held, and give nothing here. */
function compileMonitored({ set, monitored }: ExplainingRules): PolicySet {
  return compilePolicies({
    policies: monitored.map((policy) => ({ ...policy, status: "active" as const })),
    groups: set.groups.values(),
    roles: [...set.roles.values()].map((role) => ({ ...role, permissions: [] })),
    catalogue: set.catalogue,
  });
}

/** Deny always wins, and nobody may do what no rule allows. */
function outcomeOf(effects: readonly Effect[]): Effect {
  return effects.includes("deny") || !effects.includes("allow") ? "deny" : "allow";
}

type Tags = ReturnType<typeof fromStoredTags>;

async function readResourceTags(
  connection: Connection,
  profileId: string,
  decisions: readonly BufferedDecision[],
): Promise<ReadonlyMap<string, Tags>> {
  const tags = new Map<string, Tags>();
  for (const [type, group] of groupBy(decisions, (decision) => decision.type)) {
    const ids = [...new Set(group.flatMap(({ id }) => (id === null ? [] : [id])))];
    if (ids.length === 0) continue;
    for (const row of await listTaggedRows(connection, profileId, { type, ids })) {
      tags.set(keyOf({ type, id: row.id }), fromStoredTags(row.tags));
    }
  }
  return tags;
}

function keyOf({ type, id }: { type: string; id: string | null }): string {
  return `${type} ${id ?? ""}`;
}
