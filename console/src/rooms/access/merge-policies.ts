import type { Conditions, PolicyBody } from "@latchkey/contract";

type Scalar = "name" | "description" | "status";
type List = "targets" | "permissions" | "tags";

const scalars: readonly Scalar[] = ["name", "description", "status"];
const lists: readonly List[] = ["targets", "permissions", "tags"];

export type PolicyChange =
  | { field: Scalar; before: string; after: string }
  | { field: "conditions"; kind: "changed"; from: Conditions; to: Conditions }
  | { field: "targets"; kind: "added" | "removed"; item: PolicyBody["targets"][number] }
  | { field: "permissions"; kind: "added" | "removed"; item: PolicyBody["permissions"][number] }
  | { field: "tags"; kind: "added" | "removed"; item: PolicyBody["tags"][number] };

/** What changed from one state of a policy to another; the order of lists does not count, as it never changes a decision. */
export function diffPolicies(before: PolicyBody, after: PolicyBody): PolicyChange[] {
  const changes: PolicyChange[] = [];

  for (const field of scalars) {
    if (before[field] !== after[field]) changes.push({ field, before: before[field], after: after[field] });
  }

  if (!same(before.conditions, after.conditions)) {
    changes.push({ field: "conditions", kind: "changed", from: before.conditions, to: after.conditions });
  }

  for (const item of missingFrom(after.targets, before.targets)) changes.push({ field: "targets", kind: "removed", item });
  for (const item of missingFrom(before.targets, after.targets)) changes.push({ field: "targets", kind: "added", item });
  for (const item of missingFrom(after.permissions, before.permissions)) changes.push({ field: "permissions", kind: "removed", item });
  for (const item of missingFrom(before.permissions, after.permissions)) changes.push({ field: "permissions", kind: "added", item });
  for (const item of missingFrom(after.tags, before.tags)) changes.push({ field: "tags", kind: "removed", item });
  for (const item of missingFrom(before.tags, after.tags)) changes.push({ field: "tags", kind: "added", item });

  return changes;
}

export interface PolicyMerge {
  merged: PolicyBody;
  /** Fields that both sides changed, differently: mine is kept and theirs must be looked at. */
  collisions: (Scalar | List | "conditions")[];
}

/**
 * My edits laid on top of what somebody else saved meanwhile. A field only they touched stays theirs; list rows that
 * I added or removed are added or removed in their list, so neither side loses a row.
 */
export function mergePolicies(base: PolicyBody, mine: PolicyBody, theirs: PolicyBody): PolicyMerge {
  const merged: PolicyBody = {
    name: pick("name", base, mine, theirs),
    description: pick("description", base, mine, theirs),
    status: base.status === mine.status ? theirs.status : mine.status,
    targets: mergeList(base.targets, mine.targets, theirs.targets),
    permissions: mergeList(base.permissions, mine.permissions, theirs.permissions),
    conditions: same(base.conditions, mine.conditions) ? theirs.conditions : mine.conditions,
    tags: mergeList(base.tags, mine.tags, theirs.tags),
  };

  const collisions = [...scalars, ...lists, "conditions" as const].filter(
    (field) => !same(base[field], mine[field]) && !same(base[field], theirs[field]) && !same(mine[field], theirs[field]),
  );

  return { merged, collisions };
}

function pick(field: "name" | "description", base: PolicyBody, mine: PolicyBody, theirs: PolicyBody): string {
  return base[field] === mine[field] ? theirs[field] : mine[field];
}

function mergeList<T>(base: readonly T[], mine: readonly T[], theirs: readonly T[]): T[] {
  const removedByMe = new Set(missingFrom(mine, base).map(fingerprint));
  const addedByMe = missingFrom(base, mine);
  const kept = theirs.filter((item) => !removedByMe.has(fingerprint(item)));

  return [...kept, ...missingFrom(kept, addedByMe)];
}

/** The items of `list` that `other` lacks. */
function missingFrom<T>(other: readonly T[], list: readonly T[]): T[] {
  const known = new Set(other.map(fingerprint));

  return list.filter((item) => !known.has(fingerprint(item)));
}

function same(one: unknown, other: unknown): boolean {
  if (Array.isArray(one) && Array.isArray(other)) {
    return missingFrom(one, other).length === 0 && missingFrom(other, one).length === 0;
  }

  return fingerprint(one) === fingerprint(other);
}

/** Equal for equal rules whatever the order of their fields and actions. */
function fingerprint(value: unknown): string {
  return JSON.stringify(sorted(value));
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted).sort((one, other) => (JSON.stringify(one) < JSON.stringify(other) ? -1 : 1));
  if (typeof value !== "object" || value === null) return value;

  return Object.fromEntries(
    Object.entries(value)
      .sort(([one], [other]) => (one < other ? -1 : 1))
      .map(([key, each]) => [key, sorted(each)]),
  );
}
