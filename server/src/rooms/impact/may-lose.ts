/**
 * Whether a change can take access from anybody at all, by what rules name. Where the answer is no, it is so for everybody
 * and everything; a plain edit of a tag that no rule names is told so without looking at anybody.
 */
import type { Permission, SubjectType, Tag } from "@latchkey/contract";
import type { DiffRules, EngineGroup } from "@latchkey/engine";
import type { RetagChange, TraitChange } from "./plan.ts";
import { changedSubject, isOfRetagged, keysOf } from "./relevant.ts";

export type Ruling = Pick<DiffRules, "policies" | "groups" | "roles">;

export function mayLose(rules: Ruling, change: TraitChange): boolean {
  switch (change.kind) {
    case "roles":
      return true;
    case "groups":
      return bringsAnything(rules, change.groupId);
    case "retag":
      return mayLoseReach(rules, change) || mayLoseRights(rules, change);
  }
}

/** Whether a group, or any above it, gives or is denied anything. */
function bringsAnything({ policies, groups }: Ruling, groupId: string): boolean {
  const byId = new Map(groups.map((group) => [group.id, group]));
  const line: EngineGroup[] = [];
  for (let each = byId.get(groupId); each !== undefined && !line.includes(each); each = byId.get(each.parentId ?? "")) line.push(each);
  if (line.some((group) => group.roles.length > 0 || group.tags.length > 0)) return true;

  const ids = new Set(line.map((group) => group.id));
  return policies.some(({ targets }) => targets.some((target) => target.match === "group" && ids.has(target.id)));
}

/** What goes and what comes; of renamed tags and removed keys only the key is known. */
interface Moved {
  gone: (each: { key: string; value?: string }) => boolean;
  come: (each: { key: string; value?: string }) => boolean;
}

function movedBy({ rename, remove, removeKeys, addIfAbsent, add }: RetagChange): Moved {
  const goneKeys = new Set([...removeKeys, ...rename.map(({ key }) => key)]);
  const comeKeys = new Set(rename.map((step) => ("to" in step ? step.to : step.key)));
  const isIn = (list: readonly Tag[], { key, value }: { key: string; value?: string }) =>
    list.some((tag) => tag.key === key && (value === undefined || tag.value === value));
  return {
    gone: (each) => goneKeys.has(each.key) || isIn(remove, each),
    come: (each) => comeKeys.has(each.key) || isIn([...addIfAbsent, ...add], each),
  };
}

/** Others may lose what carries the tags: an allow names one that goes, or a deny one that comes. */
function mayLoseReach(rules: Ruling, change: RetagChange): boolean {
  const { gone, come } = movedBy(change);
  return permissionsOf(rules).some(({ effect, resource }) => {
    if (!isOfRetagged(resource.type, change.of) || (resource.match !== "tag" && resource.match !== "tag_match")) return false;
    return effect === "allow" ? gone(resource) : come(resource);
  });
}

/** Whoever carries the tags may lose what rules give by them; groups may be left or joined by them. */
function mayLoseRights(rules: Ruling, change: RetagChange): boolean {
  const type = changedSubject(change);
  if (type === null) return false;
  const keys = keysOf(change);
  if (type === "run_user" && rules.groups.some(({ rule }) => rule?.tags.some((tag) => keys.has(tag.key)) ?? false)) return true;

  const { gone, come } = movedBy(change);
  const byTarget = rules.policies.some((policy) => {
    const named = targetsByTag(policy, type);
    const effects = new Set(policy.permissions.map((permission) => permission.effect));
    return (effects.has("allow") && named.some(gone)) || (effects.has("deny") && named.some(come));
  });
  return byTarget || permissionsOf(rules).some(({ effect, resource }) => isMatchMoved(resource, effect === "allow" ? gone : come));
}

type NamedTag = { key: string; value?: string };

function targetsByTag({ targets }: Ruling["policies"][number], type: SubjectType): NamedTag[] {
  return targets.flatMap((target): NamedTag[] => {
    if (target.subject !== type) return [];
    if (target.match === "tag") return [{ key: target.key, value: target.value }];
    return target.match === "tag_match" ? [{ key: target.key }] : [];
  });
}

function isMatchMoved(resource: Permission["resource"], isMoved: (each: NamedTag) => boolean): boolean {
  return resource.match === "tag_match" && isMoved({ key: resource.key });
}

function permissionsOf({ policies, roles }: Ruling): Permission[] {
  return [...policies, ...roles].flatMap((each) => each.permissions);
}
