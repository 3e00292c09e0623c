/** How a rule was missed, in sentences. */
import type { ConditionName, Explanation, NearMiss, RuleTrail } from "@latchkey/contract";
import type { Translate } from "@latchkey/words";

type SidedMiss = RuleTrail["nearMisses"][number];
type TagMiss = Extract<NearMiss, { key: string }>;
type UnmetCondition = Extract<NearMiss, { condition: ConditionName }>;

/** "Ann has region = Northeast, the rule wants region = northeast: only upper and lower case differ." */
export function describeNearMiss(t: Translate, { side, miss }: SidedMiss, explanation: Explanation): string {
  const { subject, resource } = explanation;
  const name = side === "subject" ? subject.name : resource.name;
  const other = side === "subject" ? resource.name : subject.name;

  switch (miss.kind) {
    case "condition":
      return t("explaining.miss.condition", { what: describeUnmet(t, miss) });
    case "group_not_joined":
      return t("explaining.miss.group_not_joined", { name, group: miss.groupName });
    case "role_not_held":
      return t("explaining.miss.role_not_held", { name, role: miss.roleName });
    case "role_not_in_force":
      return t("explaining.miss.role_not_in_force", { name, role: miss.roleName, what: describeUnmet(t, miss) });
    case "wrong_object":
      return t("explaining.miss.wrong_object", { name, other, key: miss.key, expected: miss.expected });
    default:
      return describeTagMiss(t, miss, name);
  }
}

/** A slip of the pen, or something that is almost so, not simply another tag: what people look for first. */
export function isSlip({ miss }: SidedMiss): boolean {
  return ["case", "whitespace", "spelling", "key_spelling", "wrong_object", "condition", "role_not_in_force"].includes(miss.kind);
}

function describeTagMiss(t: Translate, miss: Exclude<TagMiss, { kind: "wrong_object" }>, side: string): string {
  const { key, expected } = miss;
  if (miss.kind === "missing_key")
    return t(expected === "" ? "access.explain.miss.missing_key_any" : "access.explain.miss.missing_key", { side, key, expected });

  return t(`access.explain.miss.${miss.kind}`, { side, key, expected, actual: miss.actual });
}

function describeUnmet(t: Translate, { condition, expected, actual, ...rest }: UnmetCondition): string {
  if (condition === "hours") {
    const words = { expected: describeWindows(expected), actual: actual ?? "", timeZone: rest.timeZone ?? "" };

    return t(rest.isHoliday === true ? "explaining.unmet.holiday" : "explaining.unmet.hours", words);
  }
  if (condition === "addresses" && actual === null) return t("explaining.unmet.addressUnknown", { expected });

  return t(`explaining.unmet.${condition}`, { expected, actual: actual ?? "" });
}

const monday = Date.UTC(2024, 0, 1);
const dayMilliseconds = 86_400_000;

/** The server writes days as numbers, 1 for Monday: `1,2,3 08:00-18:00`. */
function describeWindows(expected: string): string {
  return expected
    .split("; ")
    .map((window) => {
      const [days = "", hours = ""] = window.split(" ");

      return `${days.split(",").map(nameOfDay).join(", ")} ${hours}`;
    })
    .join("; ");
}

function nameOfDay(day: string): string {
  return new Intl.DateTimeFormat(undefined, { weekday: "short", timeZone: "UTC" }).format(monday + (Number(day) - 1) * dayMilliseconds);
}
