import type { AccessFile, Catalogue } from "@latchkey/contract";
import { findDeadRolePermissions, findDeadRules, findGroupCycle, findRoleCycle } from "@latchkey/engine";
import { assignmentFromFile, keyOfAssignment } from "./file-assignments.ts";
import { policyFromFile, roleFromFile } from "./file-policies.ts";
import type { NameProblem } from "./name-book.ts";

/** What is wrong with a file whatever server it is for: names used twice, circles, rules that can never fire. */
export function findFileProblems(file: AccessFile, catalogue: Catalogue): NameProblem[] {
  return [
    ...repeatedNames(
      "tagKeys",
      file.tagKeys.map(({ key }) => key),
      "key",
    ),
    ...repeatedNames("groups", namesIn(file.groups)),
    ...repeatedNames("roles", namesIn(file.roles)),
    ...repeatedNames("policies", namesIn(file.policies)),
    ...repeatedAssignments(file),
    ...(file.withPeople ? repeatedMembers(file) : unexpectedPeople(file)),
    ...circles(file),
    ...file.roles.flatMap((role, index) => {
      const { permissions } = roleFromFile(role, idOfPlace);
      return under(`roles.${index}`, findDeadRolePermissions(permissions, catalogue));
    }),
    ...file.policies.flatMap((policy, index) => {
      const { targets, permissions } = policyFromFile(policy, idOfPlace);
      return under(`policies.${index}`, findDeadRules({ targets, permissions }, catalogue));
    }),
  ];
}

/** Names are looked up where a server is at hand; until then each stands for itself. */
function idOfPlace(type: string, name: string): string {
  return `${type} ${name}`;
}

function circles(file: AccessFile): NameProblem[] {
  const groups = findGroupCycle(file.groups.map(({ name, parent }) => ({ id: name, parentId: parent })));
  const roles = findRoleCycle(file.roles.map(({ name, includes }) => ({ id: name, includes })));
  return [
    ...(groups === null ? [] : [{ path: "groups", message: `${groups.join(" is inside ")}: a group cannot be inside itself` }]),
    ...(roles === null ? [] : [{ path: "roles", message: `${roles.join(" includes ")}: a role cannot include itself` }]),
  ];
}

function namesIn(list: readonly { name: string }[]): string[] {
  return list.map(({ name }) => name);
}

function repeatedNames(path: string, names: readonly string[], key = "name"): NameProblem[] {
  return repetitions(names).map(({ index, earlier }) => ({
    path: `${path}.${index}.${key}`,
    message: `is the ${key} of ${path}.${earlier} as well`,
  }));
}

function repeatedAssignments({ assignments }: AccessFile): NameProblem[] {
  const keys = assignments.map((assignment) => keyOfAssignment(assignmentFromFile(assignment, idOfPlace)));
  return repetitions(keys).map(({ index, earlier }) => ({
    path: `assignments.${index}`,
    message: `says the same as assignments.${earlier}`,
  }));
}

function repeatedMembers({ groups }: AccessFile): NameProblem[] {
  return groups.flatMap(({ members = [] }, at) =>
    repetitions(members).map(({ index }) => ({ path: `groups.${at}.members.${index}`, message: "is named twice" })),
  );
}

/** A file without people leaves them as they are: what it says of them all the same would be lost without a word. */
function unexpectedPeople({ groups, assignments }: AccessFile): NameProblem[] {
  const message = "speaks of people: say so with withPeople: true at the top of the file";
  return [
    ...groups.flatMap(({ members }, index) => (members === undefined ? [] : [{ path: `groups.${index}.members`, message }])),
    ...assignments.flatMap(({ assignee }, index) =>
      assignee.type === "group" ? [] : [{ path: `assignments.${index}.assignee.type`, message }],
    ),
  ];
}

function repetitions(values: readonly string[]): { index: number; earlier: number }[] {
  const first = new Map<string, number>();
  return values.flatMap((value, index) => {
    const earlier = first.get(value);
    if (earlier === undefined) first.set(value, index);
    return earlier === undefined ? [] : [{ index, earlier }];
  });
}

function under(path: string, problems: readonly NameProblem[]): NameProblem[] {
  return problems.map((problem) => ({ path: `${path}.${problem.path}`, message: problem.message }));
}
