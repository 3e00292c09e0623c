/** Does one target or one selector match? Said plainly, rule by rule: explain uses it, the index is tested against it. */
import type { ResourceSelector, Tag, Target } from "@latchkey/contract";
import type { EffectiveSubject, Resource } from "./model.ts";

export function matchesTarget(target: Target, subject: EffectiveSubject): boolean {
  if (target.subject !== subject.type) return false;
  switch (target.match) {
    case "any":
      return true;
    case "id":
      return target.id === subject.id;
    case "tag":
      return carriesTag(subject.tags, target);
    case "tag_match":
      return subject.tags.some((tag) => tag.key === target.key);
    case "role":
      return subject.roleIds.includes(target.id);
    case "group":
      return subject.groupIds.includes(target.id);
  }
}

/** Tag match binds both sides: the resource carries a value of the key that the subject carries too. */
export function matchesSelector(selector: ResourceSelector, subject: Pick<EffectiveSubject, "tags">, resource: Resource): boolean {
  if (selector.type !== resource.type) return false;
  if (selector.match === "any") return true;
  if (selector.match === "id") return selector.id === resource.id;
  if (selector.match === "tag") return carriesTag(resource.tags, selector);
  return resource.tags.some((tag) => tag.key === selector.key && carriesTag(subject.tags, tag));
}

export function carriesTag(tags: readonly Tag[], wanted: Tag): boolean {
  for (const tag of tags) if (tag.value === wanted.value && tag.key === wanted.key) return true;
  return false;
}
