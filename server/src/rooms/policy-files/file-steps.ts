import {
  fileMembersMax,
  type AccessFile,
  type FileAssignment,
  type Group,
  type PlannedChange,
  type Policy,
  type RegisteredTagKey,
  type Role,
} from "@latchkey/contract";
import type { OpenAssignment } from "../roles/index.ts";
import { compareBodies } from "../versions/index.ts";
import { isOver, keyOfAssignment, titleOfAssignment } from "./file-assignments.ts";
import type { NameProblem } from "./name-book.ts";
import type { StoredAccess } from "./read-access.ts";
import type { ResolvedFile } from "./resolve-file.ts";

type Stored = RegisteredTagKey | Group | Role | Policy | OpenAssignment;

/** One object of the file or the store with the step that it needs. */
export interface Step {
  type: PlannedChange["type"];
  action: PlannedChange["action"];
  /** The stored object; null for one that is to be created. */
  stored: Stored | null;
  name: string;
  changes: PlannedChange["changes"];
  /** Of an assignment: what the file, or for one that goes the store, says of it. */
  assignment?: FileAssignment;
}

export interface Sides {
  file: AccessFile;
  /** The stored objects as a file would show them. */
  shown: AccessFile;
  /** What a file would say of a stored assignment, by its id. */
  shownAssignments: ReadonlyMap<string, FileAssignment>;
  stored: StoredAccess;
  resolved: ResolvedFile;
  mark: string;
  now: Date;
}

/** What has to be done so that what carries the mark is exactly what the file says. */
export function stepsOf(sides: Sides): Step[] {
  const { file, shown, stored, mark } = sides;
  const named = (list: AccessFile["tagKeys"]) => list.map((each) => ({ ...each, name: each.key }));
  return [
    ...stepsOfType("tag_key", { wanted: named(file.tagKeys), shown: named(shown.tagKeys), stored: withNames(stored.tagKeys) }, mark),
    ...stepsOfType("group", { wanted: file.groups, shown: groupsToCompare(sides), stored: stored.groups }, mark),
    ...stepsOfType("role", { wanted: file.roles, shown: shown.roles, stored: stored.roles }, mark),
    ...stepsOfType("policy", { wanted: file.policies, shown: shown.policies, stored: stored.policies }, mark),
    ...assignmentSteps(sides),
  ];
}

function withNames(tagKeys: readonly RegisteredTagKey[]) {
  return tagKeys.map((each) => ({ ...each, name: each.key }));
}

/** Of members only those groups are compared of which the file says who is a member. */
function groupsToCompare({ file, shown }: Sides): AccessFile["groups"] {
  const speaking = new Set(file.groups.filter(({ members }) => members !== undefined).map(({ name }) => name));
  return shown.groups.map((group) => {
    if (speaking.has(group.name)) return group;
    const { members: _members, ...others } = group;
    return others;
  });
}

interface SidesOfType {
  wanted: readonly { name: string; members?: readonly string[] | undefined }[];
  shown: readonly { name: string }[];
  stored: readonly (Exclude<Stored, OpenAssignment> & { name: string })[];
}

function stepsOfType(type: Step["type"], { wanted, shown, stored }: SidesOfType, mark: string): Step[] {
  const storedByName = new Map(stored.map((object) => [object.name, object]));
  const shownByName = new Map(shown.map((object) => [object.name, object]));
  const wantedNames = new Set(wanted.map((object) => object.name));

  const kept = wanted.flatMap((object): Step[] => {
    const before = storedByName.get(object.name);
    if (before === undefined) return [{ type, action: "create", stored: null, name: object.name, changes: [] }];

    const { changes } = compareBodies(shownByName.get(object.name), toComparable(object));
    const all = [...changes, ...adoptionOf(before, { mark, hasMembers: object.members !== undefined })];
    return all.length === 0 ? [] : [{ type, action: "update", stored: before, name: object.name, changes: all }];
  });
  const gone = stored.filter((object) => object.managedBy === mark && !wantedNames.has(object.name));
  return [...kept, ...gone.map((object): Step => ({ type, action: "delete", stored: object, name: object.name, changes: [] }))];
}

/** Members are a set. */
function toComparable(object: SidesOfType["wanted"][number]): SidesOfType["wanted"][number] {
  return object.members === undefined ? object : { ...object, members: object.members.toSorted() };
}

/** A file takes what the console made as its own, and members with it where it names them. */
function adoptionOf(
  before: SidesOfType["stored"][number],
  { mark, hasMembers }: { mark: string; hasMembers: boolean },
): PlannedChange["changes"] {
  const adoption = before.managedBy === mark ? [] : [{ path: "managedBy", before: before.managedBy, after: mark }];
  const isTaken = hasMembers && "areMembersManaged" in before && !before.areMembersManaged;
  return isTaken ? [...adoption, { path: "areMembersManaged", before: false, after: true }] : adoption;
}

/** An assignment has no name and is never changed: another one takes its place. */
function assignmentSteps({ file, shownAssignments, stored, resolved, mark, now }: Sides): Step[] {
  const storedByKey = new Map(stored.assignments.map((each) => [keyOfAssignment(each), each]));
  const wantedKeys = new Set(file.assignments.map((each) => keyOfAssignment(resolved.assignment(each))));

  const kept = file.assignments.flatMap((assignment): Step[] => {
    const before = storedByKey.get(keyOfAssignment(resolved.assignment(assignment)));
    const step = { type: "assignment" as const, name: titleOfAssignment(assignment), assignment };
    if (before === undefined) return isOver(assignment, now) ? [] : [{ ...step, action: "create", stored: null, changes: [] }];
    if (before.managedBy === mark) return [];
    return [{ ...step, action: "update", stored: before, changes: [{ path: "managedBy", before: before.managedBy, after: mark }] }];
  });
  const gone = stored.assignments.flatMap((before): Step[] => {
    const assignment = shownAssignments.get(before.id);
    if (before.managedBy !== mark || wantedKeys.has(keyOfAssignment(before)) || assignment === undefined) return [];
    return [{ type: "assignment", action: "delete", stored: before, name: titleOfAssignment(assignment), changes: [], assignment }];
  });
  return [...kept, ...gone];
}

/** What another file keeps is not taken over silently, and a group too large for a file is not emptied by one. */
export function findOwnerProblems({ file, stored, resolved, mark }: Sides): NameProblem[] {
  const isForeign = (owner: string | null | undefined) => owner !== null && owner !== undefined && owner !== mark;
  const check = (path: "tagKeys" | "groups" | "roles" | "policies", names: readonly string[], owners: ReadonlyMap<string, string | null>) =>
    names.flatMap((name, index) => {
      const owner = owners.get(name);
      return isForeign(owner) ? [{ path: `${path}.${index}`, message: `"${name}" is kept in another file, ${owner}` }] : [];
    });
  const ownersOf = (list: readonly { name: string; managedBy: string | null }[]) =>
    new Map(list.map(({ name, managedBy }) => [name, managedBy]));
  const namesIn = (list: readonly { name: string }[]) => list.map(({ name }) => name);
  const keys = file.tagKeys.map(({ key }) => key);
  const storedByKey = new Map(stored.assignments.map((each) => [keyOfAssignment(each), each]));

  return [
    ...check("tagKeys", keys, ownersOf(withNames(stored.tagKeys))),
    ...check("groups", namesIn(file.groups), ownersOf(stored.groups)),
    ...check("roles", namesIn(file.roles), ownersOf(stored.roles)),
    ...check("policies", namesIn(file.policies), ownersOf(stored.policies)),
    ...file.assignments.flatMap((assignment, index) => {
      const owner = storedByKey.get(keyOfAssignment(resolved.assignment(assignment)))?.managedBy;
      const message = `"${titleOfAssignment(assignment)}" is kept in another file, ${owner}`;
      return isForeign(owner) ? [{ path: `assignments.${index}`, message }] : [];
    }),
    ...tooLarge(file, stored),
  ];
}

function tooLarge({ groups }: AccessFile, stored: StoredAccess): NameProblem[] {
  const counts = new Map(stored.groups.map(({ id, name }) => [name, stored.members.get(id)?.count ?? 0]));
  return groups.flatMap(({ name, members }, index) =>
    members !== undefined && (counts.get(name) ?? 0) > fileMembersMax
      ? [{ path: `groups.${index}.members`, message: `"${name}" has more members by hand than a file can name: leave them out` }]
      : [],
  );
}
