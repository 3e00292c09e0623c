import {
  fileMembersMax,
  type AccessFile,
  type FileAssignment,
  type FileGroup,
  type Group,
  type Policy,
  type RegisteredTagKey,
  type Role,
} from "@latchkey/contract";
import type { Context } from "../../http/context.ts";
import { listAllPolicies } from "../access/index.ts";
import { listAllGroups, listHandMembers, type HandMembers } from "../groups/index.ts";
import { listAllRoles, listOpenAssignments, toRole, type OpenAssignment } from "../roles/index.ts";
import { listRegisteredKeys } from "../tag-keys/index.ts";
import { assignmentToFile } from "./file-assignments.ts";
import { policyToFile, roleToFile, type Translate } from "./file-policies.ts";
import { collectMentions, namesOf } from "./name-book.ts";

export interface StoredAccess {
  /** People are left out of the rest unless a file speaks of them. */
  withPeople: boolean;
  tagKeys: RegisteredTagKey[];
  groups: Group[];
  roles: Role[];
  policies: Policy[];
  /** Without a name to be found by, the first of those that are alike stands for all. */
  assignments: OpenAssignment[];
  /** Members by hand, by group; a group that has none is not there. */
  members: ReadonlyMap<string, HandMembers>;
}

/** Everything of the profile that a file can hold. Built-in roles come with every profile and are not in files. */
export async function readAccess(ctx: Context, { withPeople }: { withPeople: boolean }): Promise<StoredAccess> {
  const { db, profileId, platform } = ctx;
  const [tagKeys, groups, roles, policies, assignments] = await Promise.all([
    listRegisteredKeys(db, profileId),
    listAllGroups(ctx),
    listAllRoles(db, profileId),
    listAllPolicies(ctx),
    listOpenAssignments(db, profileId, platform.clock.now()),
  ]);
  return {
    withPeople,
    tagKeys,
    groups,
    roles: roles.filter((role) => role.built_in === null).map((role) => toRole(role, 0)),
    policies,
    assignments: assignments.filter(({ assignee }) => withPeople || assignee.type === "group"),
    members: withPeople ? await listHandMembers(db, profileId, { idsMax: fileMembersMax }) : new Map(),
  };
}

export interface NamedAccess {
  file: AccessFile;
  /** What the file says of a stored assignment, by its id. */
  assignments: ReadonlyMap<string, FileAssignment>;
}

/** The same with names instead of ids, each list by name: two exports of the same rules are the same text. */
export async function toAccessFile(ctx: Context, stored: StoredAccess): Promise<NamedAccess> {
  const translateAll = (nameOf: Translate): AccessFile => ({
    version: 1,
    withPeople: stored.withPeople,
    tagKeys: stored.tagKeys.map(({ key, description, values, setBy }) => ({ key, description, values, setBy })).toSorted(by("key")),
    groups: stored.groups.map((group) => groupToFile(stored, group, nameOf)).toSorted(by("name")),
    roles: stored.roles.map((role) => roleToFile(role, nameOf)).toSorted(by("name")),
    policies: stored.policies.map((policy) => policyToFile(policy, nameOf)).toSorted(by("name")),
    assignments: sortedOnce(stored.assignments.map((assignment) => assignmentToFile(assignment, nameOf))),
  });
  const nameOf = await namesOf(ctx.db, ctx.profileId, collectMentions(translateAll));
  const assignments = new Map(stored.assignments.map((each) => [each.id, assignmentToFile(each, nameOf)]));
  return { file: translateAll(nameOf), assignments };
}

function groupToFile({ withPeople, members }: StoredAccess, group: Group, nameOf: Translate): FileGroup {
  const { id, name, description, parentId, rule, tags } = group;
  const parent = parentId === null ? null : nameOf("group", parentId, "parent");
  if (!withPeople) return { name, description, parent, rule, tags };
  const names = (members.get(id)?.ids ?? []).map((userId) => nameOf("run_user", userId, "members"));
  return { name, description, parent, rule, tags, members: names.toSorted() };
}

/** Two assignments that are alike in everything that a file says are one line of it. */
function sortedOnce(assignments: readonly AccessFile["assignments"][number][]): AccessFile["assignments"] {
  const byText = new Map(
    assignments.map((assignment) => {
      const { role, assignee, reason, conditions } = assignment;
      return [JSON.stringify([role, assignee.type, assignee.name, reason, conditions]), assignment] as const;
    }),
  );
  return [...byText].toSorted(([one], [other]) => (one < other ? -1 : 1)).map(([, assignment]) => assignment);
}

function by<Key extends string>(key: Key): (one: Record<Key, string>, other: Record<Key, string>) => number {
  return (one, other) => {
    if (one[key] === other[key]) return 0;
    return one[key] < other[key] ? -1 : 1;
  };
}
