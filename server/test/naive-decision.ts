/** What the words of the specification say, rule by rule, sharing nothing with engine or SQL: slow, and plain enough to be believed. */
import { catalogueAction, type Effect, type ResourceSelector, type Tag, type Target } from "@latchkey/contract";
import type { EnginePolicy, Resource, Subject } from "@latchkey/engine";

/** Deny wins, and what no rule speaks of is denied. */
export function naiveDecision(policies: readonly EnginePolicy[], subject: Subject, action: string, resource: Resource): Effect {
  const known = catalogueAction(resource.type, action);
  if (!known?.subjects.includes(subject.type)) return "deny";

  const speaking = policies.filter((policy) => policy.status === "active" && policy.targets.some((target) => isTargeted(target, subject)));
  const effects = speaking
    .flatMap((policy) => policy.permissions)
    .filter((permission) => permission.actions.includes(action) && isCovered(permission.resource, { subject, action, resource }))
    .map((permission) => permission.effect);
  return effects.includes("allow") && !effects.includes("deny") ? "allow" : "deny";
}

export function isTargeted(target: Target, subject: Subject): boolean {
  if (target.subject !== subject.type) return false;
  switch (target.match) {
    case "any":
      return true;
    case "id":
      return target.id === subject.id;
    case "tag":
      return carries(subject.tags, target);
    case "tag_match":
      return subject.tags.some((tag) => tag.key === target.key);
  }
}

function isCovered(
  selector: ResourceSelector,
  { subject, action, resource }: { subject: Subject; action: string; resource: Resource },
): boolean {
  if (selector.type !== resource.type) return false;
  switch (selector.match) {
    case "any":
      return true;
    case "id":
      // What is yet to be created has no id.
      return action !== "create" && selector.id === resource.id;
    case "tag":
      return carries(resource.tags, selector);
    case "tag_match":
      return resource.tags.some((tag) => tag.key === selector.key && carries(subject.tags, tag));
  }
}

function carries(tags: readonly Tag[], wanted: Tag): boolean {
  return tags.some((tag) => tag.key === wanted.key && tag.value === wanted.value);
}
