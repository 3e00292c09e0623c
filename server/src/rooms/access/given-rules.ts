/** What people who are not known one by one gain or lose with tags, groups and roles: every rule that these could switch on. */
import type { Conditions, Permission, Tag, Target } from "@latchkey/contract";
import { isDeepStrictEqual } from "node:util";
import type { EngineGroup, PolicySet, RoleHolding } from "@latchkey/engine";
import { fromStoredTags } from "../../database/tags.ts";
import type { TraitChange, Traits } from "../../http/access.ts";
import { asAllow, holdsAll, people, type Holder } from "./held-rights.ts";

/** Whether nobody at all, whatever else they have, gains by a change more than the caller holds. */
export function isNothingGivenToAnybody(holder: Holder, { before, after }: TraitChange): boolean {
  // Members of groups are run users; with nothing but roles, it is about whoever holds them.
  const to = [before, after].some((traits) => traits.tags ?? traits.groups) ? (["run_user"] as const) : people;
  const given = inheritedWith(holder.set, difference(after, before));
  const taken = inheritedWith(holder.set, difference(before, after));

  for (const { targets, permissions, conditions } of holder.set.ruleSources()) {
    const allowed = permissions.flatMap((permission) => switchedOn(permission, { effect: "allow", targets, by: given }));
    if (!holdsAll(holder, allowed, { to, given: conditions ?? undefined })) return false;

    const freed = permissions.flatMap((permission) => switchedOn(permission, { effect: "deny", targets, by: taken }));
    if (!holdsAll(holder, freed.map(asAllow), {})) return false;
  }
  return true;
}

interface Inherited {
  tags: readonly Tag[];
  groupIds: ReadonlySet<string>;
  roleIds: ReadonlySet<string>;
}

interface Difference {
  tags: readonly string[];
  groups: readonly string[];
  roles: readonly { roleId: string; conditions: Conditions }[];
}

function difference(of: Traits, without: Traits): Difference {
  const { tags = [], groups = [], roles = [] } = without;
  return {
    tags: (of.tags ?? []).filter((tag) => !tags.includes(tag)),
    groups: (of.groups ?? []).filter((group) => !groups.includes(group)),
    roles: (of.roles ?? []).filter((role) => !roles.some((other) => isDeepStrictEqual(role, other))),
  };
}

/** With all that comes with it: from the groups above, and through roles that include others. */
function inheritedWith(set: PolicySet, { tags, groups, roles }: Difference): Inherited {
  const lineage = groups.flatMap((groupId) => groupsUpFrom(set, groupId));
  const holdings: readonly RoleHolding[] = [...roles, ...lineage.flatMap((group) => group.roles)];
  return {
    tags: [...fromStoredTags(tags), ...lineage.flatMap((group) => group.tags)],
    groupIds: new Set([...groups, ...lineage.map((group) => group.id)]),
    roleIds: rolesDownFrom(
      set,
      holdings.map((holding) => holding.roleId),
    ),
  };
}

function groupsUpFrom(set: PolicySet, groupId: string): EngineGroup[] {
  const found: EngineGroup[] = [];
  for (let group = set.groups.get(groupId); group && !found.includes(group); group = set.groups.get(group.parentId ?? ""))
    found.push(group);
  return found;
}

function rolesDownFrom(set: PolicySet, roleIds: readonly string[]): Set<string> {
  const found = new Set<string>();
  const waiting = [...roleIds];
  for (let roleId = waiting.pop(); roleId !== undefined; roleId = waiting.pop()) {
    if (found.has(roleId)) continue;
    found.add(roleId);
    waiting.push(...(set.roles.get(roleId)?.includes ?? []));
  }
  return found;
}

interface Switch {
  effect: Permission["effect"];
  targets: readonly Target[];
  by: Inherited;
}

/** The part of a permission that counts for people to whom it did not count before: all of it, or what a tag match now reaches. */
function switchedOn(permission: Permission, { effect, targets, by }: Switch): Permission[] {
  if (permission.effect !== effect) return [];
  if (targets.some((target) => isTouched(target, by))) return [permission];

  const { resource } = permission;
  if (resource.match !== "tag_match") return [];
  const pairs = by.tags.filter((tag) => tag.key === resource.key);
  return pairs.map((tag) => ({ ...permission, resource: { type: resource.type, match: "tag", ...tag } }));
}

function isTouched(target: Target, { tags, groupIds, roleIds }: Inherited): boolean {
  switch (target.match) {
    case "tag":
      return tags.some((tag) => tag.key === target.key && tag.value === target.value);
    case "tag_match":
      return tags.some((tag) => tag.key === target.key);
    case "group":
      return groupIds.has(target.id);
    case "role":
      return roleIds.has(target.id);
    default:
      return false;
  }
}

/** Whether any rule looks at a tag key: as target, through a tag match, or to make people members of a group. */
export function isKeyInRules(set: PolicySet, key: string): boolean {
  const names = (each: object) => "key" in each && each.key === key;
  for (const { targets, permissions } of set.ruleSources()) {
    if (targets.some(names) || permissions.some(({ resource }) => resource.match === "tag_match" && resource.key === key)) return true;
  }
  return [...set.groups.values()].some((group) => group.rule?.tags.some(names) ?? false);
}
