import type { Conditions, SubjectType, Target } from "@latchkey/contract";
import { compilePolicies, targetFilter, type Combination, type DiffRules, type PolicySet, type SubjectSet } from "@latchkey/engine";
import type { Plan } from "./plan.ts";

/** Everybody who may carry what some combination names: one atom of each is enough to find them. Null when nobody is named. */
export function subjectCandidates(plan: Plan, combinations: readonly Combination[], type: SubjectType): SubjectSet | null {
  const wanted = combinations.filter(({ subject }) => subject.type === type).map(({ subject }) => targetsOf(subject));
  if (wanted.length === 0) return null;

  const sets = [plan.before, plan.after].map((rules) => inheritanceAlone(rules, plan));
  const anyMoment = { now: plan.now, address: null, isDeviceTrusted: false, hasSecondFactor: false };
  return union(mostShared(wanted).flatMap((target) => sets.map((set) => targetFilter(set, target, anyMoment))));
}

function targetsOf({ type: subject, id, tags, keys, groups, roles }: Combination["subject"]): Target[] {
  // An id names one: nothing else has to be asked.
  if (id !== null) return [{ subject, match: "id", id }];
  const targets: Target[] = [
    ...roles.map((role): Target => ({ subject, match: "role", id: role })),
    ...groups.map((group): Target => ({ subject, match: "group", id: group })),
    ...tags.map((tag): Target => ({ subject, match: "tag", ...tag })),
    ...keys.map((key): Target => ({ subject, match: "tag_match", key })),
  ];
  return targets.length === 0 ? [{ subject, match: "any" }] : targets;
}

/**
 * One of each list, preferring what many lists share: a new deny meets many allows, and whoever loses by it is among those
 * whom the deny itself names.
 */
function mostShared<Atom>(lists: readonly (readonly Atom[])[]): Atom[] {
  const counts = new Map<string, number>();
  for (const atom of lists.flat()) counts.set(JSON.stringify(atom), (counts.get(JSON.stringify(atom)) ?? 0) + 1);
  const countOf = (atom: Atom) => counts.get(JSON.stringify(atom)) ?? 0;
  const chosen = lists.flatMap((list) => list.toSorted((one, other) => countOf(other) - countOf(one)).slice(0, 1));
  return [...new Map(chosen.map((atom) => [JSON.stringify(atom), atom])).values()];
}

/** Groups and roles with whatever conditions they have taken for met: whoever may ever be meant is found. */
export function inheritanceAlone({ groups, roles }: DiffRules, { catalogue }: Pick<Plan, "catalogue">): PolicySet {
  const free: Conditions = {};
  return compilePolicies({
    catalogue,
    groups: groups.map((group) => ({ ...group, roles: group.roles.map(({ roleId }) => ({ roleId, conditions: free })) })),
    roles: roles.map((role) => ({ ...role, permissions: [], conditions: free })),
  });
}

function union(sets: readonly SubjectSet[]): SubjectSet {
  const all = (pick: (set: SubjectSet) => readonly string[]) => [...new Set(sets.flatMap(pick))];
  return {
    any: sets.some((set) => set.any),
    ids: all((set) => set.ids),
    tags: all((set) => set.tags),
    keys: all((set) => set.keys),
    allTags: [...new Map(sets.flatMap((set) => set.allTags).map((list) => [JSON.stringify(list), list])).values()],
    groups: all((set) => set.groups),
    roles: all((set) => set.roles),
  };
}

/** The same for resources: everything that may be what some combination names. */
export function resourceCandidates(combinations: readonly Combination[], type: string) {
  const some = combinations.map(({ resource }) => resource).filter((resource) => resource.type === type);
  const atoms = mostShared(some.map(atomsOf));
  const of = (form: ResourceAtom["form"]) => atoms.filter((atom) => atom.form === form).map((atom) => atom.name);
  return { any: of("any").length > 0, ids: of("id"), tags: of("tag"), keys: of("key") };
}

interface ResourceAtom {
  form: "any" | "id" | "tag" | "key";
  name: string;
}

function atomsOf({ id, tags, matchKeys }: Combination["resource"]): ResourceAtom[] {
  if (id !== null) return [{ form: "id", name: id }];
  const byTag = tags.map(({ key, value }): ResourceAtom => ({ form: "tag", name: `${key}=${value}` }));
  const atoms = [...byTag, ...matchKeys.map((key): ResourceAtom => ({ form: "key", name: key }))];
  return atoms.length === 0 ? [{ form: "any", name: "" }] : atoms;
}
