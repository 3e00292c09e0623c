/** A rename as steps that the impact preview understands: the tags, and every rule that names them. */
import type { AccessChange, Group, Permission, Policy, Role, Tag, TagRename, Target } from "@latchkey/contract";
import { api } from "../../shell/index.ts";

/** The server looks at no more steps at once. */
export const changesMax = 50;

interface PlanRequest {
  profileId: string;
  change: TagRename;
  policyIds: readonly string[];
  signal: AbortSignal;
}

const taggedTypes = ["run_user", "analysis", "dashboard", "device"] as const;
const rulesPerCall = 200;

export async function planRename({ profileId, change, policyIds, signal }: PlanRequest): Promise<AccessChange[]> {
  const list = { params: { profileId }, query: { limit: rulesPerCall }, signal };
  const [policies, roles, groups] = await Promise.all([
    Promise.all(policyIds.map((policyId) => api.access.getPolicy({ params: { profileId, policyId }, signal }))),
    api.roles.listRoles(list),
    api.groups.listGroups(list),
  ]);

  return [
    ...taggedTypes.map((of) => retag(of, change)),
    ...policies.map((policy) => renameInPolicy(policy, change)),
    ...roles.items.flatMap((role) => renameInRole(role, change)),
    ...groups.items.flatMap((group) => renameInGroup(group, change)),
  ];
}

function retag(of: (typeof taggedTypes)[number], change: TagRename): AccessChange {
  const rename =
    change.rename === "key" ? { key: change.key, to: change.to } : { key: change.key, value: change.value, toValue: change.to };

  return { kind: "retag", of, which: { all: true }, rename: [rename], remove: [], removeKeys: [], addIfAbsent: [], add: [] };
}

function renameInPolicy(
  { id, name, description, status, targets, permissions, conditions, tags }: Policy,
  change: TagRename,
): AccessChange {
  return {
    kind: "put_policy",
    policyId: id,
    policy: {
      name,
      description,
      status,
      conditions,
      tags,
      targets: targets.map((target) => renameInTarget(target, change)),
      permissions: permissions.map((permission) => renameInPermission(permission, change)),
    },
  };
}

function renameInRole(role: Role, change: TagRename): AccessChange[] {
  const permissions = role.permissions.map((permission) => renameInPermission(permission, change));
  if (JSON.stringify(permissions) === JSON.stringify(role.permissions)) return [];
  const { id, name, description, includes, conditions } = role;

  return [{ kind: "put_role", roleId: id, role: { name, description, includes, conditions, permissions } }];
}

function renameInGroup(group: Group, change: TagRename): AccessChange[] {
  const tags = renameInTags(group.tags, change);
  const rule = group.rule === null ? null : { ...group.rule, tags: renameInTags(group.rule.tags, change) };
  if (JSON.stringify([tags, rule]) === JSON.stringify([group.tags, group.rule])) return [];
  const { id, name, description, parentId } = group;

  return [{ kind: "put_group", groupId: id, group: { name, description, parentId, rule, tags } }];
}

function renameInTarget(target: Target, change: TagRename): Target {
  if (target.match === "tag") return { ...target, ...renameTag(target, change) };
  if (target.match === "tag_match" && change.rename === "key" && target.key === change.key) return { ...target, key: change.to };

  return target;
}

function renameInPermission(permission: Permission, change: TagRename): Permission {
  const { resource } = permission;
  if (resource.match === "tag") return { ...permission, resource: { ...resource, ...renameTag(resource, change) } };
  if (resource.match === "tag_match" && change.rename === "key" && resource.key === change.key)
    return { ...permission, resource: { ...resource, key: change.to } };

  return permission;
}

/** The same pair twice would be refused. */
export function renameInTags(tags: readonly Tag[], change: TagRename): Tag[] {
  const renamed = tags.map((tag) => renameTag(tag, change));

  return renamed.filter((tag, index) => renamed.findIndex(({ key, value }) => key === tag.key && value === tag.value) === index);
}

function renameTag({ key, value }: Tag, change: TagRename): Tag {
  if (key !== change.key) return { key, value };
  if (change.rename === "key") return { key: change.to, value };

  return value === change.value ? { key, value: change.to } : { key, value };
}
