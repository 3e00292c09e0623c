import type { FilePermission, FilePolicy, FileRole, Permission, PolicyTest, Target } from "@latchkey/contract";

/** Turns an id of a type into its name, or a name into its id; `path` says where in the file it stands. */
export type Translate = (type: string, value: string, path: string) => string;

interface PolicyLike {
  name: string;
  description: string;
  status: FilePolicy["status"];
  targets: Target[];
  permissions: Permission[];
  conditions: FilePolicy["conditions"];
  tags: FilePolicy["tags"];
  tests: PolicyTest[];
}

interface RoleLike {
  name: string;
  description: string;
  permissions: Permission[];
  includes: string[];
  conditions: FileRole["conditions"];
}

export function policyToFile(policy: PolicyLike, nameOf: Translate): FilePolicy {
  const { name, description, status, conditions, tags } = policy;
  const targets = policy.targets.map((target, index) => targetToFile(target, (type, id) => nameOf(type, id, `targets.${index}.name`)));
  const permissions = permissionsToFile(policy.permissions, nameOf);
  const tests = policy.tests.map((test) => testToFile(test, nameOf));
  return { name, description, status, targets, permissions, conditions, tags, tests };
}

export function policyFromFile(file: FilePolicy, idOf: Translate): PolicyLike {
  const targets = file.targets.map((target, index): Target => {
    if (target.match !== "id" && target.match !== "role" && target.match !== "group") return target;
    const { name, ...rest } = target;
    return { ...rest, id: idOf(target.match === "id" ? target.subject : target.match, name, `targets.${index}.name`) };
  });
  const tests = file.tests.map((test, index) => testFromFile(test, (type, name) => idOf(type, name, `tests.${index}`)));
  return { ...file, targets, permissions: permissionsFromFile(file.permissions, idOf), tests };
}

export function roleToFile(role: RoleLike, nameOf: Translate): FileRole {
  const { name, description, conditions } = role;
  const includes = role.includes.map((id, index) => nameOf("role", id, `includes.${index}`));
  return { name, description, permissions: permissionsToFile(role.permissions, nameOf), includes, conditions };
}

export function roleFromFile(file: FileRole, idOf: Translate): RoleLike {
  const includes = file.includes.map((name, index) => idOf("role", name, `includes.${index}`));
  return { ...file, permissions: permissionsFromFile(file.permissions, idOf), includes };
}

type Rename = (type: string, value: string) => string;

function targetToFile(target: Target, nameOf: Rename): FilePolicy["targets"][number] {
  if (target.match !== "id" && target.match !== "role" && target.match !== "group") return target;
  const { id, ...rest } = target;
  return { ...rest, name: nameOf(target.match === "id" ? target.subject : target.match, id) };
}

function permissionsToFile(permissions: readonly Permission[], nameOf: Translate): FilePermission[] {
  return permissions.map(({ resource, ...rest }, index): FilePermission => {
    if (resource.match !== "id") return { ...rest, resource };
    const { id, ...selector } = resource;
    return { ...rest, resource: { ...selector, name: nameOf(resource.type, id, `permissions.${index}.resource.name`) } };
  });
}

function permissionsFromFile(permissions: readonly FilePermission[], idOf: Translate): Permission[] {
  return permissions.map(({ resource, ...rest }, index): Permission => {
    if (resource.match !== "id") return { ...rest, resource };
    const { name, ...selector } = resource;
    return { ...rest, resource: { ...selector, id: idOf(resource.type, name, `permissions.${index}.resource.name`) } };
  });
}

function testToFile({ subject, resource, ...rest }: PolicyTest, nameOf: Translate): FilePolicy["tests"][number] {
  const rename: Rename = (type, id) => nameOf(type, id, "tests");
  return {
    ...rest,
    subject:
      subject.kind === "id"
        ? { kind: "id", type: subject.type, name: rename(subject.type, subject.id) }
        : { ...subject, groups: subject.groups.map((id) => rename("group", id)), roles: subject.roles.map((id) => rename("role", id)) },
    resource: resource.kind === "id" ? { kind: "id", type: resource.type, name: rename(resource.type, resource.id) } : resource,
  };
}

function testFromFile({ subject, resource, ...rest }: FilePolicy["tests"][number], idOf: Rename): PolicyTest {
  return {
    ...rest,
    subject:
      subject.kind === "id"
        ? { kind: "id", type: subject.type, id: idOf(subject.type, subject.name) }
        : { ...subject, groups: subject.groups.map((name) => idOf("group", name)), roles: subject.roles.map((name) => idOf("role", name)) },
    resource: resource.kind === "id" ? { kind: "id", type: resource.type, id: idOf(resource.type, resource.name) } : resource,
  };
}
