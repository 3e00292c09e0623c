/** Combinations in words, in English: "people tagged level = supervisor gain access to dashboards tagged state = NY". */
import type { AccessCombination } from "@latchkey/contract";

type Described = Omit<AccessCombination, "sentence" | "subjectCount" | "resourceCount">;

const subjectWords: Record<string, string> = { run_user: "people", analysis: "analyses", administrator: "limited administrators" };
const resourceWords: Record<string, string> = {
  dashboard: "dashboards",
  widget: "widgets",
  device: "devices",
  report: "reports",
  analysis: "analyses",
  run_user: "users",
  access_management: "policies, groups and roles",
  profile: "the profile",
  audit_log: "the audit log",
  billing: "billing",
  analytics: "analytics",
  own_settings: "their own settings",
};

export function describeCombination(combination: Described, side: "gains" | "losses"): string {
  const { subject, resource, actions, conditions, except } = combination;
  const verb = side === "gains" ? "gain" : "lose";
  const rights = actions.map((action) => action.replaceAll("_", " ")).join(", ");
  const parts = [subjectPart(subject), verb, rights, "to", resourcePart(resource)];
  const when = conditions.length === 0 ? "" : ", while conditions hold";
  const but =
    except.length === 0
      ? ""
      : `, except where ${joined(except.map((rule) => `"${rule.name}"`))} ${except.length === 1 ? "denies" : "deny"} it`;
  return `${parts.join(" ")}${when}${but}`;
}

function subjectPart({ type, id, tags, keys, groups, roles }: Described["subject"]): string {
  const traits = [
    ...tags.map((tag) => `tagged ${tag.key} = ${tag.value}`),
    ...keys.map((key) => `with any ${key}`),
    ...groups.map((group) => `in the group "${group.name}"`),
    ...roles.map((role) => `with the role "${role.name}"`),
  ];
  const who = id === null ? (subjectWords[type] ?? type) : id.name;
  if (traits.length === 0) return id === null ? `all ${who}` : who;
  return `${who} ${joined(traits)}`;
}

function resourcePart({ type, id, tags, matchKeys }: Described["resource"]): string {
  const what = resourceWords[type] ?? `${type} resources`;
  const traits = [...tags.map((tag) => `tagged ${tag.key} = ${tag.value}`), ...matchKeys.map((key) => `with the same ${key}`)];
  if (id !== null) return traits.length === 0 ? `"${id.name}"` : `"${id.name}" ${joined(traits)}`;
  return traits.length === 0 ? what : `${what} ${joined(traits)}`;
}

function joined(parts: readonly string[]): string {
  return parts.length < 2 ? parts.join("") : `${parts.slice(0, -1).join(", ")} and ${parts.at(-1) ?? ""}`;
}
