import type { Permission, PolicyTest, Tag, Target, WeeklyHours } from "@latchkey/contract";

const subjectNames = { run_user: "run users", analysis: "analyses", administrator: "administrators" } as const;

/** An English phrase for one entry of a policy, for differences between versions; the console has its own in every language. */
export function describePolicyPart(part: string, value: unknown, name: string): string {
  switch (part) {
    case "targets":
      return `target ${describeTarget(value as Target)}`;
    case "permissions":
      return `permission ${describePermission(value as Permission)}`;
    case "tests":
      return `test "${(value as PolicyTest).name}"`;
    case "tags":
      return `tag ${pairOf(value as Tag)}`;
    case "conditions":
      return `condition ${describeCondition(name, value)}`;
    default:
      return `${part === "managedBy" ? "owner" : part} "${String(value)}"`;
  }
}

export function describeTarget(target: Target): string {
  const who = subjectNames[target.subject];
  switch (target.match) {
    case "any":
      return `all ${who}`;
    case "id":
      return `${who} with id ${target.id}`;
    case "tag":
      return `${who} tagged ${pairOf(target)}`;
    case "tag_match":
      return `${who} with the tag ${target.key}`;
    default:
      return `${who} with ${target.match} ${target.id}`;
  }
}

export function describePermission({ effect, actions, resource }: Permission): string {
  return `${effect} ${actions.join(", ")} on ${resource.type} ${describeSelector(resource)}`;
}

function describeSelector(resource: Permission["resource"]): string {
  switch (resource.match) {
    case "any":
      return "(any)";
    case "id":
      return resource.id;
    case "tag":
      return `tagged ${pairOf(resource)}`;
    case "tag_match":
      return `with the same ${resource.key}`;
  }
}

function describeCondition(name: string, value: unknown): string {
  if (name === "hours") {
    const { timeZone, windows } = value as WeeklyHours;
    return `hours ${windows.map(({ days, from, to }) => `${days.join(",")} ${from}-${to}`).join("; ")} (${timeZone})`;
  }
  return `${name} ${Array.isArray(value) ? value.join(", ") : String(value)}`;
}

function pairOf({ key, value }: { key: string; value: string }): string {
  return `${key} = ${value}`;
}
