import type { AccessFile, FileGroup, Group, Policy, Role } from "@latchkey/contract";
import type { Context } from "../../http/context.ts";
import { listAllPolicies } from "../access/index.ts";
import { listAllGroups } from "../groups/index.ts";
import { listAllRoles, toRole } from "../roles/index.ts";
import { policyToFile, roleToFile, type Translate } from "./file-policies.ts";
import { collectMentions, namesOf } from "./name-book.ts";

export interface StoredAccess {
  groups: Group[];
  roles: Role[];
  policies: Policy[];
}

/** Everything of the profile that a file can hold. Built-in roles come with every profile and are not in files. */
export async function readAccess(ctx: Context): Promise<StoredAccess> {
  const [groups, roles, policies] = await Promise.all([listAllGroups(ctx), listAllRoles(ctx.db, ctx.profileId), listAllPolicies(ctx)]);
  return { groups, roles: roles.filter((role) => role.built_in === null).map((role) => toRole(role, 0)), policies };
}

/** The same with names instead of ids, each list by name: two exports of the same rules are the same text. */
export async function toAccessFile(ctx: Context, stored: StoredAccess): Promise<AccessFile> {
  const translateAll = (nameOf: Translate): AccessFile => ({
    version: 1,
    groups: stored.groups.map((group) => groupToFile(group, nameOf)).toSorted(byName),
    roles: stored.roles.map((role) => roleToFile(role, nameOf)).toSorted(byName),
    policies: stored.policies.map((policy) => policyToFile(policy, nameOf)).toSorted(byName),
  });
  return translateAll(await namesOf(ctx.db, ctx.profileId, collectMentions(translateAll)));
}

function groupToFile({ name, description, parentId, rule, tags }: Group, nameOf: Translate): FileGroup {
  return { name, description, parent: parentId === null ? null : nameOf("group", parentId, "parent"), rule, tags };
}

function byName(one: { name: string }, other: { name: string }): number {
  if (one.name === other.name) return 0;
  return one.name < other.name ? -1 : 1;
}
