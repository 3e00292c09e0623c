/** The mirror image of specialise: who can do this to that resource, as a filter over subjects. */
import type { ResourceType, SubjectType, Tag } from "@latchkey/contract";
import { allowBit, denyShift, subjectTypes } from "./action-bits.ts";
import { noAtom } from "./atom-space.ts";
import { emptyMatchSet } from "./match-filter.ts";
import { tagPair } from "./model.ts";
import type { Matcher, MatchSet, Resource } from "./model.ts";
import type { PolicySet, TargetAtom } from "./policy-set.ts";

/**
 * A conjunction: the subject is in `target` and, unless `carries` is null, also carries one of those `key=value` pairs
 * (a tag match permission: the resource's values of the key).
 */
export interface SubjectClause {
  target: MatchSet;
  carries: string[] | null;
}

/** A subject passes when any clause of `anyOf` holds and no clause of `noneOf` does. */
export type SubjectFilter = { kind: "all" } | { kind: "none" } | { kind: "some"; anyOf: SubjectClause[]; noneOf: SubjectClause[] };

/** Collects targets without repeating them, whatever the number of policies that name them. */
class ClauseBuilder {
  private any = false;
  private readonly ids = new Set<string>();
  private readonly tags = new Set<string>();
  private readonly keys = new Set<string>();

  add(matcher: Matcher): void {
    if (matcher.match === "any") this.any = true;
    else if (matcher.match === "id") this.ids.add(matcher.id);
    else if (matcher.match === "tag") this.tags.add(tagPair(matcher.key, matcher.value));
    else this.keys.add(matcher.key);
  }

  build(): MatchSet {
    if (this.any) return { ...emptyMatchSet(), any: true };
    return { any: false, ids: [...this.ids], tags: [...this.tags], keys: [...this.keys] };
  }

  isEmpty(): boolean {
    return !this.any && this.ids.size + this.tags.size + this.keys.size === 0;
  }
}

/** One filter per subject kind. */
export function specialiseFor(set: PolicySet, action: string, resource: Resource): Record<SubjectType, SubjectFilter> {
  const filterOf = (subject: SubjectType) => subjectFilter(set, { subject, action, resource });
  return { run_user: filterOf("run_user"), analysis: filterOf("analysis") };
}

interface Question {
  readonly subject: SubjectType;
  readonly action: string;
  readonly resource: Resource;
}

function subjectFilter(set: PolicySet, question: Question): SubjectFilter {
  const allow = allowBit(question.resource.type, question.action);
  if (allow === 0 || !subjectTypes.includes(question.subject)) return { kind: "none" };

  const noneOf = clauses(set, question, allow << denyShift);
  if (noneOf.some(isEverybody)) return { kind: "none" };
  const anyOf = clauses(set, question, allow);
  if (anyOf.length === 0) return { kind: "none" };
  if (anyOf.some(isEverybody) && noneOf.length === 0) return { kind: "all" };
  return { kind: "some", anyOf, noneOf };
}

function clauses(set: PolicySet, question: Question, bit: number): SubjectClause[] {
  const unconditional = new ClauseBuilder();
  for (const atom of plainAtoms(set, question.resource)) addTargets(set, unconditional, { atom, bit, subject: question.subject });

  const result: SubjectClause[] = unconditional.isEmpty() ? [] : [{ target: unconditional.build(), carries: null }];
  for (const [atom, carries] of tagMatchAtoms(set, question.resource)) {
    const builder = new ClauseBuilder();
    addTargets(set, builder, { atom, bit, subject: question.subject });
    if (!builder.isEmpty()) result.push({ target: builder.build(), carries });
  }
  return result;
}

/** Resource atoms that match whoever asks. */
function plainAtoms(set: PolicySet, resource: Resource): number[] {
  const space = set.resourceSpace(resource.type);
  const byTag = resource.tags.map((tag) => space.tags.get(tag.key)?.values.get(tag.value));
  const byId = resource.id === null ? undefined : space.ids.get(resource.id);
  return [space.any, byId, ...byTag].filter((atom): atom is number => atom !== undefined && atom !== noAtom);
}

/** Tag match atoms with the pairs a subject needs one of. */
function tagMatchAtoms(set: PolicySet, resource: { type: ResourceType; tags: readonly Tag[] }): Map<number, string[]> {
  const pairs = new Map<number, string[]>();
  const space = set.resourceSpace(resource.type);
  for (const { key, value } of resource.tags) {
    const atom = space.tags.get(key)?.carries ?? noAtom;
    if (atom !== noAtom) pairs.set(atom, [...(pairs.get(atom) ?? []), tagPair(key, value)]);
  }
  return pairs;
}

function addTargets(set: PolicySet, builder: ClauseBuilder, wanted: { atom: number; bit: number; subject: SubjectType }): void {
  for (const [target, cell] of set.cells.byResource.get(wanted.atom) ?? []) {
    const owner = set.targetAtoms.owners[target];
    if (owner?.subject !== wanted.subject || (cell.mask & wanted.bit) === 0) continue;
    for (const matcher of matchersOf(owner)) builder.add(matcher);
  }
}

function matchersOf({ matcher, policy, subject }: TargetAtom): readonly Matcher[] {
  if (matcher !== null) return [matcher];
  return policy?.targets.filter((target) => target.subject === subject) ?? [];
}

function isEverybody({ target, carries }: SubjectClause): boolean {
  return target.any && carries === null;
}
