import { catalogue, type Permission, type Target } from "@latchkey/contract";
import { compatErrors } from "../wire/compat.errors.ts";

/** TagoIO's name of an action, where ours is another. By TagoIO's resource type. */
const renamed: Record<string, Record<string, string>> = {
  run_user: { blueprint_access: "access" },
  profile: { access_tagorun_settings: "access", edit_tagorun_settings: "edit" },
};

/** What TagoIO protects and Latchkey does not have: storing such a rule would promise something that never happens. */
export const unknownHere = [
  "entity",
  "sql",
  "file",
  "action",
  "dictionary",
  "secrets",
  "network",
  "connector",
  "service_authorization",
  "services",
  "account",
];

const targetKinds = ["run_user", "analysis"] as const;
type TargetKind = (typeof targetKinds)[number];

/** A target tuple as ours; refuses what could never match, with the reason. */
export function toTarget(tuple: readonly string[], path: string): Target {
  const [subject = "", ...rest] = tuple;
  if (!isTargetKind(subject)) throw refuse(path, `"${subject}" is no target: use ${targetKinds.join(" or ")}`);
  const match = readMatch(rest, path);
  if (match.match === "id") return { subject, match: "id", id: requireId(match.id, path) };
  return { subject, ...match };
}

export function fromTarget(target: Target): string[] | null {
  switch (target.match) {
    case "any":
      return [target.subject];
    case "id":
      return [target.subject, "id", target.id];
    case "tag":
      return [target.subject, "tag.key", target.key, "tag.value", target.value];
    case "tag_match":
      return [target.subject, "tag_match", target.key];
    default:
      // Roles and groups have no form there.
      return null;
  }
}

export interface TagoPermission {
  effect: "allow" | "deny";
  action: string[];
  resource: string[];
}

/** One permission as ours; refuses resources, actions and pairings that could never fire. */
export function toPermission({ effect, action, resource }: TagoPermission, path: string): Permission {
  const [type = "", ...rest] = resource;
  const known: Record<string, unknown> = Object.hasOwn(catalogue, type) ? catalogue[type as keyof typeof catalogue] : {};
  if (Object.keys(known).length === 0) {
    const hint = unknownHere.includes(type)
      ? "policies of Latchkey know no such resource"
      : `use one of ${Object.keys(catalogue).join(", ")}`;
    throw refuse(`${path}.resource`, `"${type}" cannot be protected: ${hint}`);
  }

  const actions = action.map((name) => renamed[type]?.[name] ?? name);
  const wrong = actions.find((name) => !Object.hasOwn(known, name));
  if (wrong !== undefined)
    throw refuse(`${path}.action`, `"${wrong}" is no action on ${type}: use one of ${Object.keys(known).join(", ")}`);
  return { effect, actions, resource: { type, ...readMatch(rest, `${path}.resource`) } };
}

export function fromPermission({ effect, actions, resource }: Permission): TagoPermission {
  const tuples = {
    any: () => [resource.type],
    id: () => [resource.type, "id", "id" in resource ? resource.id : ""],
    tag: () => [resource.type, "tag.key", "key" in resource ? resource.key : "", "tag.value", "value" in resource ? resource.value : ""],
    tag_match: () => [resource.type, "tag_match", "key" in resource ? resource.key : ""],
  };
  return { effect, action: actions, resource: tuples[resource.match]() };
}

type Match =
  | { match: "any" }
  | { match: "id"; id: string }
  | { match: "tag"; key: string; value: string }
  | { match: "tag_match"; key: string };

/** What follows the first word of a tuple. Lengths and separators are exact: what is cut off elsewhere would match by accident. */
function readMatch(rest: readonly string[], path: string): Match {
  const [word, first = "", separator, second = ""] = rest;
  if (rest.length === 0) return { match: "any" };
  if (word === "id" && rest.length === 2) return { match: "id", id: first };
  if (word === "tag_match" && rest.length === 2 && first !== "") return { match: "tag_match", key: first };
  if (word === "tag.key" && separator === "tag.value" && rest.length === 4 && first !== "" && second !== "") {
    return { match: "tag", key: first, value: second };
  }
  throw refuse(path, 'has no known form: ["x"], ["x","id",ID], ["x","tag.key",KEY,"tag.value",VALUE] or ["x","tag_match",KEY]');
}

function requireId(id: string, path: string): string {
  if (/^[0-9a-f]{24}$/.test(id)) return id;
  throw refuse(path, "must carry an ID of 24 hexadecimal characters");
}

function isTargetKind(value: string): value is TargetKind {
  return (targetKinds as readonly string[]).includes(value);
}

function refuse(path: string, message: string) {
  return compatErrors.not_valid({ detail: `${path}: ${message}` });
}
