import type { AccessFile, FileAssignment, FileGroup, GroupBody } from "@latchkey/contract";
import type { Context } from "../../http/context.ts";
import { newId } from "../../platform/ids.ts";
import { assignmentFromFile } from "./file-assignments.ts";
import { policyFromFile, roleFromFile, type Translate } from "./file-policies.ts";
import { collectMentions, idsOf, type NameProblem } from "./name-book.ts";
import type { StoredAccess } from "./read-access.ts";

/** The objects of a file with ids instead of names. */
export interface ResolvedFile {
  problems: NameProblem[];
  /** Of a group or role of the file: its own id, or one put aside until it is created. */
  idOf(type: "group" | "role", name: string): string;
  /** From now on the group or role goes by the id that it was created with. */
  learn(type: "group" | "role", name: string, id: string): void;
  group(name: string): GroupBody;
  /** Ids of whoever is to be a member by hand; null where the file says nothing of it. */
  members(name: string): string[] | null;
  role(name: string): ReturnType<typeof roleFromFile>;
  policy(name: string): ReturnType<typeof policyFromFile>;
  assignment(assignment: FileAssignment): ReturnType<typeof assignmentFromFile>;
}

export async function resolveFile(ctx: Context, file: AccessFile, stored: StoredAccess): Promise<ResolvedFile> {
  const own = ownIds(ctx, file, stored);
  const mentions = collectMentions((translate) => translateAll(file, translate)).filter(({ type, value }) => !own.has(`${type} ${value}`));
  const others = await idsOf(ctx.db, ctx.profileId, mentions);

  const find = (type: string, name: string) => {
    const id = own.get(`${type} ${name}`);
    return id === undefined ? others.find(type, name) : { id };
  };
  const idOf: Translate = (type, name) => {
    const found = find(type, name);
    return "id" in found ? found.id : name;
  };
  const problems: NameProblem[] = [];
  translateAll(file, (type, name, path) => {
    const found = find(type, name);
    if ("problem" in found) problems.push({ path, message: found.problem });
    return name;
  });

  return {
    problems,
    idOf: (type, name) => idOf(type, name, ""),
    learn: (type, name, id) => void own.set(`${type} ${name}`, id),
    group: (name) => groupFromFile(known(file.groups, name), idOf),
    members: (name) => membersFromFile(known(file.groups, name), idOf),
    role: (name) => roleFromFile(known(file.roles, name), idOf),
    policy: (name) => policyFromFile(known(file.policies, name), idOf),
    assignment: (assignment) => assignmentFromFile(assignment, idOf),
  };
}

function ownIds(ctx: Context, file: AccessFile, stored: StoredAccess): Map<string, string> {
  const ids = new Map<string, string>();
  const add = (type: "group" | "role", wanted: readonly { name: string }[], known: readonly { id: string; name: string }[]) => {
    const byName = new Map(known.map(({ id, name }) => [name, id]));
    for (const { name } of wanted) ids.set(`${type} ${name}`, byName.get(name) ?? newId(ctx.platform.clock));
  };
  add("group", file.groups, stored.groups);
  add("role", file.roles, stored.roles);
  return ids;
}

function translateAll(file: AccessFile, translate: Translate): void {
  const at = (prefix: string): Translate => {
    return (type, name, path) => translate(type, name, `${prefix}.${path}`);
  };
  for (const [index, group] of file.groups.entries()) {
    groupFromFile(group, at(`groups.${index}`));
    membersFromFile(group, at(`groups.${index}`));
  }
  for (const [index, role] of file.roles.entries()) roleFromFile(role, at(`roles.${index}`));
  for (const [index, policy] of file.policies.entries()) policyFromFile(policy, at(`policies.${index}`));
  for (const [index, assignment] of file.assignments.entries()) assignmentFromFile(assignment, at(`assignments.${index}`));
}

function groupFromFile({ name, description, parent, rule, tags }: FileGroup, idOf: Translate): GroupBody {
  return { name, description, parentId: parent === null ? null : idOf("group", parent, "parent"), rule, tags };
}

function membersFromFile({ members }: FileGroup, idOf: Translate): string[] | null {
  return members === undefined ? null : members.map((name, index) => idOf("run_user", name, `members.${index}`));
}

function known<T extends { name: string }>(list: readonly T[], name: string): T {
  const found = list.find((each) => each.name === name);
  if (found === undefined) throw new Error(`the file has no ${name}`);
  return found;
}
