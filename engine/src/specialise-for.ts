/** The mirror image of specialise: who can do this to that resource, as a filter over subjects. */
import type { SubjectType, Tag } from "@latchkey/contract";
import { denyShift, subjectTypes } from "./action-bits.ts";
import { noAtom } from "./atom-pool.ts";
import { holds } from "./conditions.ts";
import type { Circumstances, Resource } from "./model.ts";
import type { PolicySet, TargetAtom } from "./policy-set.ts";
import { SubjectSetBuilder, type SubjectSet } from "./subject-set.ts";

/**
 * A conjunction: the subject is in `target` and, unless `carries` is null, also in that set: those who have one of the
 * pairs that a tag match permission asks for.
 */
export interface SubjectClause {
  target: SubjectSet;
  carries: SubjectSet | null;
}

/** A subject passes when any clause of `anyOf` holds and no clause of `noneOf` does. */
export type SubjectFilter = { kind: "all" } | { kind: "none" } | { kind: "some"; anyOf: SubjectClause[]; noneOf: SubjectClause[] };

interface Wanted {
  readonly action: string;
  readonly resource: Resource;
  readonly circumstances: Circumstances;
}

/** One filter per subject kind, for these circumstances. */
export function specialiseFor(set: PolicySet, wanted: Wanted): Record<SubjectType, SubjectFilter> {
  const allow = set.actions.allowBit(wanted.resource.type, wanted.action);
  const search: Search = { set, wanted, allow, deny: allow << denyShift };
  const found = new Map(subjectTypes.map((subject): [SubjectType, Clauses] => [subject, { anyOf: [], noneOf: [] }]));
  if (allow !== 0) {
    collectClauses(search, found, { atoms: plainAtoms(set, wanted.resource), tags: null });
    for (const [atom, tags] of tagMatchAtoms(set, wanted.resource)) collectClauses(search, found, { atoms: [atom], tags });
  }

  const filterOf = (subject: SubjectType) => toFilter(found.get(subject) ?? { anyOf: [], noneOf: [] });
  return { run_user: filterOf("run_user"), analysis: filterOf("analysis"), administrator: filterOf("administrator") };
}

interface Search {
  readonly set: PolicySet;
  readonly wanted: Wanted;
  readonly allow: number;
  readonly deny: number;
}

interface Clauses {
  readonly anyOf: SubjectClause[];
  readonly noneOf: SubjectClause[];
}

function toFilter({ anyOf, noneOf }: Clauses): SubjectFilter {
  if (anyOf.length === 0 || noneOf.some(isEverybody)) return { kind: "none" };
  if (anyOf.some(isEverybody) && noneOf.length === 0) return { kind: "all" };
  return { kind: "some", anyOf, noneOf };
}

type Builders = Map<SubjectType, SubjectSetBuilder>;

/** What all rules on these resource atoms say together; `tags` are those of which a subject needs one. */
function collectClauses(
  search: Search,
  found: ReadonlyMap<SubjectType, Clauses>,
  { atoms, tags }: { atoms: readonly number[]; tags: readonly Tag[] | null },
): void {
  const [allowed, denied]: [Builders, Builders] = [new Map(), new Map()];
  for (const atom of atoms) {
    for (const cell of search.set.cells.ofResource(atom)) {
      const owner = (cell.mask & (search.allow | search.deny)) === 0 ? undefined : search.set.targetAtoms.owners[cell.target];
      if (owner === undefined || !isInForce(owner, search.wanted)) continue;
      if ((cell.mask & search.allow) !== 0) addMatchers(builderFor(search, allowed, owner.subject), owner);
      if ((cell.mask & search.deny) !== 0) addMatchers(builderFor(search, denied, owner.subject), owner);
    }
  }
  for (const [subject, clauses] of found) {
    pushClause(search, clauses.anyOf, { subject, builder: allowed.get(subject), tags });
    pushClause(search, clauses.noneOf, { subject, builder: denied.get(subject), tags });
  }
}

function pushClause(
  { set, wanted }: Search,
  clauses: SubjectClause[],
  { subject, builder, tags }: { subject: SubjectType; builder: SubjectSetBuilder | undefined; tags: readonly Tag[] | null },
): void {
  if (builder === undefined || builder.isEmpty()) return;

  const carriers = tags === null ? null : new SubjectSetBuilder(set, subject, wanted.circumstances);
  for (const tag of tags ?? []) carriers?.addPair(tag);
  clauses.push({ target: builder.build(), carries: carriers?.build() ?? null });
}

function builderFor({ set, wanted }: Search, builders: Builders, subject: SubjectType): SubjectSetBuilder {
  const known = builders.get(subject);
  if (known !== undefined) return known;

  const builder = new SubjectSetBuilder(set, subject, wanted.circumstances);
  builders.set(subject, builder);
  return builder;
}

function isInForce({ conditions }: TargetAtom, { circumstances }: Wanted): boolean {
  return conditions === null || holds(conditions, circumstances);
}

function addMatchers(builder: SubjectSetBuilder, { matcher, source, subject }: TargetAtom): void {
  if (matcher !== null) {
    builder.add(matcher);
    return;
  }
  for (const target of source?.targets ?? []) if (target.subject === subject) builder.add(target);
}

/** Resource atoms that match whoever asks. */
function plainAtoms(set: PolicySet, resource: Resource): number[] {
  const space = set.resourceSpace(resource.type);
  const byTag = resource.tags.map((tag) => space.ofTag(tag));
  const byId = resource.id === null ? noAtom : (space.ids.get(resource.id) ?? noAtom);
  return [space.any, byId, ...byTag].filter((atom) => atom !== noAtom);
}

/** Tag match atoms with the tags of which a subject needs one. */
function tagMatchAtoms(set: PolicySet, resource: Resource): Map<number, Tag[]> {
  const tags = new Map<number, Tag[]>();
  const space = set.resourceSpace(resource.type);
  for (const tag of resource.tags) {
    const atom = space.ofKey(tag.key);
    if (atom !== noAtom) tags.set(atom, [...(tags.get(atom) ?? []), tag]);
  }
  return tags;
}

function isEverybody({ target, carries }: SubjectClause): boolean {
  return target.any && carries === null;
}
