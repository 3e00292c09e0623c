import { unusedDays, widePairsMax, type Finding, type FindingKind, type FindingSeverity } from "@latchkey/contract";
import type { Connection } from "../../database/database.ts";
import { groupBy } from "../../platform/group-by.ts";
import { inParallel } from "../../platform/in-parallel.ts";
import { findSelfSettable, listAllPolicyRows, type PolicyRow } from "../access/index.ts";
import { listLastUses } from "../decision-log/index.ts";
import { listSelfSettableKeys } from "../tag-keys/index.ts";
import { rulesOf, type Rule, type Structure } from "./cover.rules.ts";
import { findRelations, type Contradiction, type Relation } from "./find-relations.ts";
import { countEach, rowsOfSelector, rowsOfTargets, type Reading } from "./reach.store.ts";
import { createPairFinder, type SamplePair } from "./shared-pairs.store.ts";
import { findMissingReferences } from "./references.ts";

const severityOf: Record<FindingKind, FindingSeverity> = {
  contradicts: "high",
  self_settable_key: "high",
  wider_than_limit: "medium",
  refers_to_deleted: "medium",
  matches_nobody: "low",
  matches_nothing: "low",
  shadowed: "medium",
  duplicate: "low",
  unused: "low",
};

type Part = Partial<Pick<Finding, "other" | "sample" | "facts" | "severity">>;

/** What is wrong or worth a look in the policies of a profile that are evaluated, most severe first. */
export async function findFindings(connection: Connection, reading: Reading): Promise<{ findings: Finding[]; policyCount: number }> {
  const policies = (await listAllPolicyRows(connection, reading.profileId)).filter((policy) => policy.status !== "draft");
  const active = policies.filter((policy) => policy.status === "active");
  const structure: Structure = reading.set;
  const relations = await findRelations(active.flatMap(rulesOf), structure);

  const findings = [
    ...(await findContradictions(connection, reading, relations)),
    ...relations.flatMap((relation) => (relation.kind === "contradicts" ? [] : [toRelated(relation)])),
    ...(await findSelfSettableKeys(connection, reading.profileId, policies)),
    ...(await findMissing(connection, reading.profileId, policies, structure)),
    ...(await findReaches(connection, reading, policies)),
    ...(await findUnused(connection, reading, active)),
  ];
  const rank = { high: 0, medium: 1, low: 2 };
  const order = (one: Finding, other: Finding) =>
    rank[one.severity] - rank[other.severity] || compareText(one.policyName, other.policyName) || compareText(one.path, other.path);
  return { findings: findings.toSorted(order), policyCount: policies.length };
}

function compareText(one: string, other: string): number {
  if (one === other) return 0;
  return one < other ? -1 : 1;
}

// oxlint-disable-next-line max-params -- the three that every finding has, and the rest
function toFinding(kind: FindingKind, policy: Pick<PolicyRow, "id" | "name">, path: string, part: Part = {}): Finding {
  const { other = null, sample = null, facts = {}, severity = severityOf[kind] } = part;
  const key = [kind, policy.id, path, other === null ? "" : `${other.policyId}.${other.path}`].join(" ");
  return { key, kind, severity, policyId: policy.id, policyName: policy.name, path, other, sample, facts };
}

function refOf({ policy, index }: Rule): NonNullable<Finding["other"]> {
  return { policyId: policy.id, policyName: policy.name, path: `permissions.${index}` };
}

function toRelated({ kind, rule, other }: Relation): Finding {
  // An allow that a deny always takes back looks like access that nobody has.
  const severity = rule.effect === other.effect ? severityOf[kind] : "high";
  return toFinding(kind, rule.policy, `permissions.${rule.index}`, { other: refOf(other), severity });
}

/** One deny may meet hundreds of allows: a few examples are enough to look at it. */
const perDenyMax = 3;
const triedPerDenyMax = 6;
const triedMax = 1500;
const queriesAtOnceMax = 4;

async function findContradictions(connection: Connection, reading: Reading, relations: readonly Relation[]): Promise<Finding[]> {
  const byDeny = groupBy(
    relations.flatMap((relation) => (relation.kind === "contradicts" ? [relation] : [])),
    (relation) => relation.other,
  );
  const pairs = createPairFinder(connection, reading);
  const perDeny = Math.min(triedPerDenyMax, Math.max(1, Math.floor(triedMax / byDeny.size)));

  const found = await inParallel(
    [...byDeny.values()],
    async (group) => {
      const findings: Finding[] = [];
      for (const relation of group.slice(0, perDeny)) {
        if (findings.length === perDenyMax) break;
        const sample = await pairs.find(relation.rule, relation.other);
        if (sample) findings.push(toContradiction(relation, sample));
      }
      return findings;
    },
    queriesAtOnceMax,
  );
  return found.flat();
}

function toContradiction(relation: Contradiction, sample: SamplePair): Finding {
  const { rule, other, isException } = relation;
  const severity = isException ? "low" : severityOf.contradicts;
  return toFinding("contradicts", rule.policy, `permissions.${rule.index}`, { other: refOf(other), sample, severity });
}

async function findSelfSettableKeys(connection: Connection, profileId: string, policies: readonly PolicyRow[]): Promise<Finding[]> {
  const keys = await listSelfSettableKeys(connection, profileId);
  return policies.flatMap((policy) =>
    findSelfSettable(policy, keys).map(({ path, key }) => toFinding("self_settable_key", policy, path, { facts: { tagKey: key } })),
  );
}

// oxlint-disable-next-line max-params -- where to read, and what of
async function findMissing(
  connection: Connection,
  profileId: string,
  policies: readonly PolicyRow[],
  structure: Structure,
): Promise<Finding[]> {
  const missing = await findMissingReferences(connection, profileId, { policies, structure });
  return missing.map(({ policy, path, type, id }) => toFinding("refers_to_deleted", policy, path, { facts: { missing: { type, id } } }));
}

/** Policies for nobody, rules about nothing, and rules that reach more pairs than anybody can look through. */
async function findReaches(connection: Connection, reading: Reading, policies: readonly PolicyRow[]): Promise<Finding[]> {
  const keyOf = (value: unknown) => JSON.stringify(value);
  const subjects = await countEach(connection, reading, {
    items: policies.map((policy) => policy.targets),
    keyOf,
    rowsOf: (targets) => rowsOfTargets(connection, reading, targets),
  });
  const resources = await countEach(connection, reading, {
    items: policies.flatMap((policy) => policy.permissions.map((permission) => permission.resource)),
    keyOf,
    rowsOf: async (selector) => [rowsOfSelector(selector)],
  });

  return policies.flatMap((policy) => {
    const subjectCount = subjects.get(keyOf(policy.targets)) ?? 0;
    const nobody = subjectCount === 0 ? [toFinding("matches_nobody", policy, "targets")] : [];
    const rules = policy.permissions.flatMap(({ effect, actions, resource }, index) => {
      const resourceCount = resources.get(keyOf(resource)) ?? 0;
      // What is yet to be created cannot be counted.
      const isCreating = actions.every((action) => action === "create");
      if (resourceCount === 0)
        return isCreating || isOfOtherApplication(reading, resource.type)
          ? []
          : [toFinding("matches_nothing", policy, `permissions.${index}`)];
      const pairs = subjectCount * resourceCount;
      const isWide = effect === "allow" && !isCreating && pairs > widePairsMax;
      return isWide ? [toFinding("wider_than_limit", policy, `permissions.${index}`, { facts: { pairs } })] : [];
    });
    return [...nobody, ...rules];
  });
}

/** Other applications need not tell us which objects they have. */
function isOfOtherApplication({ builtInTypes }: Reading, type: string): boolean {
  return !builtInTypes.has(type);
}

const dayMs = 86_400_000;

/** Rules that decided nothing for so long, of policies whose decisions have been logged for as long. */
async function findUnused(connection: Connection, reading: Reading, policies: readonly PolicyRow[]): Promise<Finding[]> {
  const { now } = reading.circumstances;
  const since = now - unusedDays * dayMs;
  const old = policies.filter((policy) => policy.uses_since.getTime() <= since);
  if (old.length === 0) return [];

  const firstDay = new Date(since).toISOString().slice(0, 10);
  const lastUses = await listLastUses(connection, reading.profileId);
  return old.flatMap((policy) =>
    policy.permissions.flatMap((_permission, index) => {
      const lastUsedOn = lastUses.get(`${policy.id} ${index}`) ?? null;
      if (lastUsedOn !== null && lastUsedOn >= firstDay) return [];
      const unusedSince = lastUsedOn === null ? policy.uses_since.getTime() : Date.parse(lastUsedOn);
      const days = Math.floor((now - unusedSince) / dayMs);
      return [toFinding("unused", policy, `permissions.${index}`, { facts: { lastUsedOn, days } })];
    }),
  );
}
