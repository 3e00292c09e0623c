/** The oracle: what the words of the specification say, rule by rule, with nothing shared with the engine. */
import { catalogue } from "@latchkey/contract";
import type { CatalogueAction, Effect, Permission, ResourceFilter, SubjectType, Tag, Target } from "@latchkey/contract";
import type { EnginePolicy, MatchSet, Resource, Subject, SubjectFilter } from "@latchkey/engine";

type Question = { subject: Subject; action: string; resource: Resource };

export function referenceDecision(policies: readonly EnginePolicy[], question: Question): Effect {
  const effects = matchedRules(policies, question).map((rule) => rule.effect);
  return effects.includes("allow") && !effects.includes("deny") ? "allow" : "deny";
}

/** `policy id/permission index` of each rule that takes part in the decision. */
export function matchedRules(
  policies: readonly EnginePolicy[],
  { subject, action, resource }: Question,
): { name: string; effect: Effect }[] {
  const active = policies.filter((policy) => policy.status === "active");
  const speaking = active.filter((policy) => policy.targets.some((target) => isTargeted(target, subject)));
  return speaking.flatMap((policy) =>
    policy.permissions
      .map((permission, index) => ({ permission, name: `${policy.id}/${index}`, effect: permission.effect }))
      .filter(({ permission }) => permission.actions.includes(action) && isPossible(subject.type, action, permission))
      .filter(({ permission }) => isCovered(permission.resource, subject, resource)),
  );
}

export function isTargeted(target: Target, { type, id, tags }: Subject): boolean {
  if (target.subject !== type) return false;
  if (target.match === "tag") return holds(tags, target.key, target.value);
  if (target.match === "tag_match") return tags.map((tag) => tag.key).includes(target.key);
  return target.match === "any" || target.id === id;
}

export function isCovered(selector: Permission["resource"], subject: Subject, { type, id, tags }: Resource): boolean {
  if (selector.type !== type) return false;
  if (selector.match === "tag") return holds(tags, selector.key, selector.value);
  if (selector.match === "tag_match") {
    return tags.filter((tag) => tag.key === selector.key).some((tag) => holds(subject.tags, tag.key, tag.value));
  }
  return selector.match === "any" || selector.id === id;
}

function isPossible(subject: SubjectType, action: string, { resource }: Permission): boolean {
  const actions: Record<string, CatalogueAction> = catalogue[resource.type];
  const known = Object.entries(actions).find(([name]) => name === action)?.[1];
  return known !== undefined && known.subjects.includes(subject) && !(action === "create" && resource.match === "id");
}

function holds(tags: readonly Tag[], key: string, value: string): boolean {
  return tags.some((tag) => `${tag.key}=${tag.value}` === `${key}=${value}`);
}

/** What the store does in SQL. */
export function passesResourceFilter(filter: ResourceFilter, { id, tags }: Resource): boolean {
  if (filter.kind !== "some") return filter.kind === "all";

  const set = (wanted: { any: boolean; ids: string[]; tags: string[] }) => isMember({ ...wanted, keys: [] }, { id, tags });
  return set(filter.anyOf) && !set(filter.noneOf);
}

export function passesSubjectFilter(filter: SubjectFilter, subject: Subject): boolean {
  if (filter.kind !== "some") return filter.kind === "all";

  const holdsClause = ({ target, carries }: { target: MatchSet; carries: string[] | null }) =>
    isMember(target, subject) && (carries === null || subject.tags.some((tag) => carries.includes(`${tag.key}=${tag.value}`)));
  return filter.anyOf.some(holdsClause) && !filter.noneOf.some(holdsClause);
}

export function isMember(set: MatchSet, { id, tags }: { id: string | null; tags: readonly Tag[] }): boolean {
  if (set.any || (id !== null && set.ids.includes(id))) return true;
  return tags.some((tag) => set.tags.includes(`${tag.key}=${tag.value}`) || set.keys.includes(tag.key));
}
