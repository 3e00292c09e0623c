/** Single changes that would turn a denial into an allow. Each is tried before it is proposed. */
import type { NearMiss, Remedy, ResourceSelector, Tag, Target } from "@latchkey/contract";
import { decide } from "./decide.ts";
import { valuesOf } from "./match.ts";
import type { Resource, Subject } from "./model.ts";
import { tagMiss } from "./near-miss.ts";
import type { PolicySet } from "./policy-set.ts";
import type { Question, Rule } from "./rule-trail.ts";

const remediesMax = 10;

type TagRemedy = Exclude<Remedy, { kind: "remove_deny" }>;
type Change = { side: "subject" | "resource"; key: string; value: string; from: string | null };

/**
 * Where a deny decided, only taking away that deny can help, and only if one policy holds all matching denies. Otherwise
 * changed or added tags, nearest rule first; a change that some deny would defeat fails its trial and is not proposed.
 */
export function findRemedies(set: PolicySet, question: Question, rules: { deciding: readonly Rule[]; others: readonly Rule[] }): Remedy[] {
  if (rules.deciding.length > 0) return removableDeny(rules.deciding);

  const found = new Map<string, Remedy>();
  const tried = new Set<string>();
  for (const rule of rules.others) {
    for (const change of rule.trail.effect === "allow" ? changesFor(rule, question) : []) {
      const name = JSON.stringify([change.side, change.key, change.value, change.from]);
      if (found.size >= remediesMax) return [...found.values()];
      if (tried.has(name)) continue;

      tried.add(name);
      if (isAllowedAfter(set, question, change)) found.set(name, toRemedy(change, rule.policy.id));
    }
  }
  return [...found.values()];
}

function removableDeny(deciding: readonly Rule[]): Remedy[] {
  const denying = new Set(deciding.filter((rule) => rule.trail.effect === "deny").map((rule) => rule.policy.id));
  const isAllowedOtherwise = deciding.some((rule) => rule.trail.effect === "allow");
  if (denying.size !== 1 || !isAllowedOtherwise) return [];
  return [...denying].map((policyId) => ({ kind: "remove_deny", policyId }));
}

/** What could make the rule match, each change by itself; whether it suffices is for the trial to say. */
function changesFor(rule: Rule, { subject, resource }: Question): Change[] {
  const fromTargets = rule.trail.targetMatches ? [] : rule.policy.targets.flatMap((target) => targetChanges(target, subject, resource));
  const fromSelector = rule.trail.resourceMatches ? [] : selectorChanges(rule.permission.resource, subject, resource);
  return [...fromTargets, ...fromSelector];
}

function targetChanges(target: Target, subject: Subject, resource: Resource): Change[] {
  if (target.subject !== subject.type) return [];
  if (target.match === "tag") return [towards(target, subject.tags, "subject")];
  if (target.match !== "tag_match") return [];

  // Any value would do; only values that exist somewhere near are worth proposing.
  const misspelt = subject.tags.filter((tag) => tagMiss({ key: target.key, value: tag.value }, [tag]).kind === "key_spelling");
  const values = [...misspelt.map((tag) => tag.value), ...valuesOf(resource.tags, target.key)];
  return values.map((value) => ({ side: "subject", key: target.key, value, from: null }));
}

function selectorChanges(selector: ResourceSelector, subject: Subject, resource: Resource): Change[] {
  if (selector.match === "tag") return [towards(selector, resource.tags, "resource")];
  if (selector.match !== "tag_match") return [];

  const { key } = selector;
  const forSubject = valuesOf(resource.tags, key).map((value) => towards({ key, value }, subject.tags, "subject"));
  const forResource = valuesOf(subject.tags, key).map((value) => towards({ key, value }, resource.tags, "resource"));
  return [...forSubject, ...forResource];
}

/** A slip in the value is corrected; a value that is simply another one stays and the wanted one is added. */
function towards({ key, value }: Tag, tags: readonly Tag[], side: Change["side"]): Change {
  const miss = tagMiss({ key, value }, tags);
  return { side, key, value, from: isSlip(miss) ? miss.actual : null };
}

function isSlip(miss: NearMiss): miss is Extract<NearMiss, { kind: "case" | "whitespace" | "spelling" }> {
  return miss.kind === "case" || miss.kind === "whitespace" || miss.kind === "spelling";
}

function isAllowedAfter(set: PolicySet, { subject, action, resource }: Question, change: Change): boolean {
  // An analysis can be both: whoever asks and what is asked for. Its tags then change on both sides.
  const isSameThing = subject.type === resource.type && subject.id === resource.id;
  const onSubject = change.side === "subject" || isSameThing;
  const onResource = change.side === "resource" || isSameThing;

  const changedSubject = onSubject ? { ...subject, tags: changeTags(subject.tags, change) } : subject;
  const changedResource = onResource ? { ...resource, tags: changeTags(resource.tags, change) } : resource;
  return decide(set, changedSubject, action, changedResource) === "allow";
}

function changeTags(tags: readonly Tag[], { key, value, from }: Change): Tag[] {
  const kept = from === null ? tags : tags.filter((tag) => tag.key !== key || tag.value !== from);
  return [...kept, { key, value }];
}

function toRemedy({ side, key, value, from }: Change, policyId: string): TagRemedy {
  if (side === "subject") {
    return from === null
      ? { kind: "add_subject_tag", key, value, policyId }
      : { kind: "change_subject_tag", key, from, to: value, policyId };
  }
  return from === null
    ? { kind: "add_resource_tag", key, value, policyId }
    : { kind: "change_resource_tag", key, from, to: value, policyId };
}
