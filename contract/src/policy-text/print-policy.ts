/** A policy as plain sentences that `parsePolicy` reads back without loss. */
import type { Permission, PolicyBody, ResourceSelector, Target } from "../access.ts";
import type { Conditions, WeeklyHours } from "../conditions.ts";
import type { ResourceType } from "../catalogue.ts";
import { actionPhrases, dayNames, dayPhrases, resourceNouns, singlePhrases, statusPhrases, subjectNouns } from "./grammar-words.ts";

/** The name behind an id, for people; the id stands beside it and is what counts. */
export type PolicyNameOf = (type: string, id: string) => string | undefined;

/** One line for the policy itself, and one for each rule. */
export function printPolicy(policy: PolicyBody, nameOf: PolicyNameOf = () => undefined): string {
  const lines = [`Policy ${quote(policy.name)} is ${statusPhrases[policy.status]}.`];
  if (policy.description !== "") lines.push(`Description ${quote(policy.description)}.`);
  if (policy.tags.length > 0) lines.push(`Tags ${policy.tags.map(pair).join(", ")}.`);

  return [...lines, "", ...printRules(policy, nameOf)].join("\n");
}

type Rules = Pick<PolicyBody, "targets" | "permissions" | "conditions">;

/** The rules alone. Targets and conditions are said once: `them` are the same people under the same conditions. */
export function printRules({ targets, permissions, conditions }: Rules, nameOf: PolicyNameOf = () => undefined): string[] {
  const who = printTargets(targets, nameOf);
  const sharer = targets.every((target) => target.subject === "run_user") ? "the user's" : "the subject's";
  const when = printConditions(conditions);
  if (permissions.length === 0) return [`Allow ${who} to do nothing${when}.`];

  return permissions.map((permission, index) => {
    const verb = permission.effect === "allow" ? "Allow" : "Deny";
    const what = `${printActions(permission)} ${printResource(permission.resource, { nameOf, sharer })}`;

    return index === 0 ? `${verb} ${who} to ${what}${when}.` : `${verb} them to ${what}.`;
  });
}

function printTargets(targets: readonly Target[], nameOf: PolicyNameOf): string {
  if (targets.length === 0) return "nobody";

  return targets.map((target, index) => printTarget(target, targets[index - 1], nameOf)).join(" or ");
}

function printTarget(target: Target, before: Target | undefined, nameOf: PolicyNameOf): string {
  const noun = subjectNouns[target.subject];
  if (target.match === "any") return target.subject === "run_user" ? "everybody" : `every ${noun.one}`;
  if (target.match === "id") return `${noun.one} ${named(target.subject, target.id, nameOf)}`;

  const isSaid = before?.subject === target.subject && before.match !== "any" && before.match !== "id";
  const trait = printTrait(target, nameOf);

  return isSaid ? trait : `${noun.many} ${trait}`;
}

function printTrait(target: Exclude<Target, { match: "any" | "id" }>, nameOf: PolicyNameOf): string {
  if (target.match === "tag") return `with tag ${pair(target)}`;
  if (target.match === "tag_match") return `with tag ${word(target.key)} of any value`;

  return `in ${target.match} ${named(target.match, target.id, nameOf)}`;
}

function printActions({ actions }: Permission): string {
  if (actions.length === 0) return "do nothing to";
  const verbs = actions.map((action) => (Object.hasOwn(actionPhrases, action) ? actionPhrases[action] : quote(action)));

  return verbs.length === 1 ? `${verbs[0]}` : `${verbs.slice(0, -1).join(", ")} and ${verbs.at(-1)}`;
}

interface ResourceWords {
  nameOf: PolicyNameOf;
  /** Whose tag a resource shares. */
  sharer: string;
}

function printResource(resource: ResourceSelector, { nameOf, sharer }: ResourceWords): string {
  const { type } = resource;
  const single = singlePhrases[type as ResourceType];
  if (resource.match === "any" && single !== undefined) return single;

  const noun = resourceNouns[type as ResourceType] ?? { one: `${quote(type)} resource`, many: `${quote(type)} resources` };
  if (resource.match === "any") return `all ${noun.many}`;
  if (resource.match === "id") return `${noun.one} ${named(type, resource.id, nameOf)}`;
  if (resource.match === "tag") return `${noun.many} with tag ${pair(resource)}`;

  return `${noun.many} that share ${sharer} tag ${word(resource.key)}`;
}

function printConditions({ from, until, hours, addresses, trustedDevice, secondFactor }: Conditions): string {
  const phrases: string[] = [];
  if (hours !== undefined) phrases.push(printHours(hours));
  if (from !== undefined) phrases.push(`from ${from}`);
  if (until !== undefined) phrases.push(`until ${until}`);
  if (addresses?.length === 0) phrases.push("from no address");
  else if (addresses !== undefined) phrases.push(`from addresses ${addresses.map(address).join(", ")}`);
  if (trustedDevice === true) phrases.push("on a trusted device");
  if (secondFactor === true) phrases.push("with a second factor");

  return phrases.map((phrase) => `, ${phrase}`).join("");
}

function printHours({ timeZone, windows, holidays }: WeeklyHours): string {
  const list = windows.map(({ days, from, to }) => `between ${from} and ${to} ${printDays(days)}`).join(" or ");
  const hours = `${list} in ${zone(timeZone)}`;

  return holidays.length === 0 ? hours : `${hours} except on ${holidays.join(", ")}`;
}

function printDays(days: readonly number[]): string {
  const known = dayPhrases.find((each) => each.days.length === days.length && each.days.every((day, index) => day === days[index]));
  if (known !== undefined) return known.phrase === "every day" ? known.phrase : `on ${known.phrase}`;
  const names = days.map((day) => dayNames[day - 1]);

  return names.length === 1 ? `on ${names[0]}` : `on ${names.slice(0, -1).join(", ")} and ${names.at(-1)}`;
}

function pair({ key, value }: { key: string; value: string }): string {
  return `${word(key)} = ${quote(value)}`;
}

function named(type: string, id: string, nameOf: PolicyNameOf): string {
  const name = nameOf(type, id);
  const shown = /^[A-Za-z0-9_-]+$/.test(id) ? id : quote(id);

  return name === undefined ? `(${shown})` : `${quote(name)} (${shown})`;
}

/** Plain keys need no quotes. */
function word(text: string): string {
  return /^[A-Za-z_][A-Za-z0-9_-]*$/.test(text) ? text : quote(text);
}

function zone(text: string): string {
  return /^[A-Za-z0-9_+\-/:]+$/.test(text) ? text : quote(text);
}

function address(text: string): string {
  return /^[0-9A-Fa-f:./]*[0-9A-Fa-f:/]$/.test(text) ? text : quote(text);
}

/** Quotes, backslashes and line breaks are escaped as in JSON. */
function quote(text: string): string {
  return JSON.stringify(text);
}
