import type { Permission, PolicyBody, ResourceSelector, Target } from "@latchkey/contract";
import type { Translate } from "@latchkey/words";
import type { NameOf } from "../resources/index.ts";
import { describeConditions } from "./describe-conditions.ts";
import { labelOfType, resourceKeysOf, subjectKeys, verbOfAction } from "./policy-words.ts";

export interface Describing {
  t: Translate;
  /** BCP 47; decides how a list is joined. */
  language: string;
  /** IANA, of the profile; moments are told in it. */
  timeZone?: string | undefined;
  nameOf: NameOf;
}

type Rules = Pick<PolicyBody, "targets" | "permissions"> & Partial<Pick<PolicyBody, "conditions">>;

/** A policy as one plain sentence: "Run users tagged level = supervisor may access the dashboard Regional Sales View." */
export function describePolicy(rules: Rules, describing: Describing): string {
  const { t } = describing;
  if (rules.targets.length === 0 || rules.permissions.length === 0) return t("access.sentence.unfinished");

  const who = capitalise(describeTargets(rules.targets, describing), describing.language);
  const clauses = groupPermissions(rules.permissions).map((group) => describeClause(group, describing));

  const when = describeConditions(rules.conditions ?? {}, describing);
  const what = clauses.join("; ");

  return t("access.sentence.whole", { who, what: when === "" ? what : `${what}, ${when}` });
}

export function describeTargets(targets: readonly Target[], describing: Describing): string {
  return join(mergeTagged(targets.map((target) => phraseOfTarget(target, describing))), "disjunction", describing);
}

export function describeTarget(target: Target, describing: Describing): string {
  return describeTargets([target], describing);
}

/** One permission as half a sentence: "may access dashboards tagged state = NY". */
export function describePermission(permission: Permission, describing: Describing): string {
  return describeClause({ ...permission, resources: [permission.resource] }, describing);
}

interface PermissionGroup {
  effect: Permission["effect"];
  actions: readonly string[];
  resources: ResourceSelector[];
}

/** Permissions that differ in the resource alone are read together. */
function groupPermissions(permissions: readonly Permission[]): PermissionGroup[] {
  const groups = new Map<string, PermissionGroup>();

  for (const { effect, actions, resource } of permissions) {
    const likeness = JSON.stringify([effect, resource.type, [...actions].sort()]);
    const group = groups.get(likeness);
    if (group) group.resources.push(resource);
    else groups.set(likeness, { effect, actions, resources: [resource] });
  }

  return [...groups.values()];
}

function describeClause(group: PermissionGroup, describing: Describing): string {
  const { t } = describing;
  const verbs = group.actions.map((action) => verbOfAction(t, action));
  const actions = verbs.length === 0 ? t("access.sentence.noAction") : join(verbs, "conjunction", describing);
  const resources = join(mergeTagged(group.resources.map((each) => phraseOfResource(each, describing))), "disjunction", describing);

  return group.effect === "allow" ? t("access.sentence.allow", { actions, resources }) : t("access.sentence.deny", { actions, resources });
}

/** A phrase, or the head and tail of one ("run users tagged", "level = supervisor") so that equal heads are said once. */
interface Phrase {
  head: string;
  tail?: string;
}

function phraseOfTarget(target: Target, describing: Describing): Phrase {
  const { t } = describing;
  const words = subjectKeys[target.subject];

  if (target.match === "any") return { head: t(words.any) };
  if (target.match === "id") return { head: t(words.one, { name: nameOrId(target.subject, target.id, describing) }) };
  if (target.match === "tag") return { head: t(words.tagged), tail: pair(target, describing) };
  if (target.match === "tag_match") return { head: t(words.carrying, { key: target.key || "…" }) };
  const name = nameOrId(target.match, target.id, describing);

  return { head: target.match === "role" ? t(words.inRole, { name }) : t(words.inGroup, { name }) };
}

function phraseOfResource(resource: ResourceSelector, describing: Describing): Phrase {
  const { t } = describing;
  const words = resourceKeysOf(resource.type);
  const type = labelOfType(t, resource.type);

  if (resource.match === "any") return { head: t(words.any, { type }) };
  if (resource.match === "id") return { head: t(words.one, { type, name: nameOrId(resource.type, resource.id, describing) }) };
  if (resource.match === "tag") return { head: t(words.tagged, { type }), tail: pair(resource, describing) };

  return { head: t(words.sharing, { type, key: resource.key || "…" }) };
}

function mergeTagged(phrases: readonly Phrase[]): string[] {
  const tails = new Map<string, string[]>();
  for (const { head, tail } of phrases) {
    const known = tails.get(head) ?? [];
    if (tail !== undefined && !known.includes(tail)) known.push(tail);
    tails.set(head, known);
  }

  return [...tails].flatMap(([head, list]) =>
    list.length === 0 ? [head] : list.map((tail, index) => (index === 0 ? `${head} ${tail}` : tail)),
  );
}

function pair(tag: { key: string; value: string }, { t }: Describing): string {
  return t("access.sentence.tag", { key: tag.key || "…", value: tag.value || "…" });
}

function nameOrId(type: string, id: string, describing: Describing): string {
  if (id === "") return "…";

  return describing.nameOf(type, id) ?? id;
}

function join(parts: readonly string[], type: "conjunction" | "disjunction", { language }: Describing): string {
  return new Intl.ListFormat(language, { type }).format(parts);
}

function capitalise(sentence: string, language: string): string {
  return sentence.charAt(0).toLocaleUpperCase(language) + sentence.slice(1);
}
