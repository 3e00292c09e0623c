import type { AccessFile, Catalogue } from "@latchkey/contract";
import { findDeadRolePermissions, findDeadRules, findGroupCycle, findRoleCycle } from "@latchkey/engine";
import { policyFromFile, roleFromFile } from "./file-policies.ts";
import type { NameProblem } from "./name-book.ts";

/** What is wrong with a file whatever server it is for: names used twice, circles, rules that can never fire. */
export function findFileProblems(file: AccessFile, catalogue: Catalogue): NameProblem[] {
  return [
    ...repeatedNames("groups", file.groups),
    ...repeatedNames("roles", file.roles),
    ...repeatedNames("policies", file.policies),
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

function repeatedNames(path: string, list: readonly { name: string }[]): NameProblem[] {
  const first = new Map<string, number>();
  return list.flatMap(({ name }, index) => {
    const earlier = first.get(name);
    if (earlier === undefined) first.set(name, index);
    return earlier === undefined ? [] : [{ path: `${path}.${index}.name`, message: `is the name of ${path}.${earlier} as well` }];
  });
}

function under(path: string, problems: readonly NameProblem[]): NameProblem[] {
  return problems.map((problem) => ({ path: `${path}.${problem.path}`, message: problem.message }));
}
