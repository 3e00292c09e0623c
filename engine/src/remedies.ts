/** Single changes that would turn a denial into an allow. Each is tried before it is proposed. */
import type { Remedy, ResourceSelector, Tag, Target } from "@latchkey/contract";
import type { Asked } from "./asked.ts";
import { decide } from "./decide.ts";
import { valuesOf } from "./match.ts";
import type { Circumstances, Question, Resource, Subject } from "./model.ts";
import { tagMiss, type TagMiss } from "./near-miss.ts";
import type { Rule } from "./judge-rule.ts";

const remediesMax = 10;

/** A proposal as yet untried, with the question as it would be asked after it. */
interface Proposal {
  readonly remedy: Remedy;
  readonly after: Question;
}

/**
 * Where a deny decided, only taking away that deny can help, and only if one policy or role holds all matching denies.
 * Otherwise one change to tags, groups, roles or circumstances, nearest rule first; a change that some deny would
 * defeat fails its trial and is not proposed.
 */
export function findRemedies(asked: Asked, rules: { deciding: readonly Rule[]; others: Iterable<Rule> }): Remedy[] {
  if (rules.deciding.length > 0) return removableDeny(rules.deciding);

  const found = new Map<string, Remedy>();
  const tried = new Set<string>();
  for (const rule of rules.others) {
    for (const { remedy, after } of rule.permission.effect === "allow" ? proposalsFor(rule, asked) : []) {
      const name = JSON.stringify({ ...remedy, policyId: "" });
      if (found.size >= remediesMax) return [...found.values()];
      if (tried.has(name)) continue;

      tried.add(name);
      if (decide(asked.set, after) === "allow") found.set(name, remedy);
    }
  }
  return [...found.values()];
}

function removableDeny(deciding: readonly Rule[]): Remedy[] {
  const denying = new Set(deciding.filter((rule) => rule.permission.effect === "deny").map((rule) => rule.source));
  const isAllowedOtherwise = deciding.some((rule) => rule.permission.effect === "allow");
  if (denying.size !== 1 || !isAllowedOtherwise) return [];
  return [...denying].map(({ id }) => ({ kind: "remove_deny", policyId: id }));
}

/** What could make the rule match, each change by itself; whether it suffices is for the trial to say. */
function proposalsFor(rule: Rule, asked: Asked): Proposal[] {
  const { source, permission } = rule;
  const fromConditions = rule.conditionsHold ? [] : conditionProposals(rule, asked.question);
  const fromTargets = rule.targetMatches ? [] : source.targets.flatMap((target) => targetProposals(target, rule, asked));
  const fromSelector = rule.resourceMatches ? [] : tagProposals(selectorChanges(permission.resource, asked), rule, asked.question);
  return [...fromConditions, ...fromTargets, ...fromSelector];
}

function targetProposals(target: Target, rule: Rule, asked: Asked): Proposal[] {
  if (target.subject !== asked.asker.type) return [];
  if (target.match === "group") return groupProposals(target.id, rule, asked);
  if (target.match === "role") return roleProposals(target.id, rule, asked);
  return tagProposals(targetChanges(target, asked), rule, asked.question);
}

function groupProposals(groupId: string, { source }: Rule, { set, question }: Asked): Proposal[] {
  const group = set.groups.get(groupId);
  if (group === undefined || question.subject.type !== "run_user") return [];

  const subject = { ...question.subject, groups: [...(question.subject.groups ?? []), groupId] };
  return [{ remedy: { kind: "join_group", groupId, groupName: group.name, policyId: source.id }, after: { ...question, subject } }];
}

function roleProposals(roleId: string, { source, misses }: Rule, { set, question }: Asked): Proposal[] {
  const role = set.roles.get(roleId);
  if (role === undefined) return [];

  const subject = { ...question.subject, roles: [...(question.subject.roles ?? []), { roleId, conditions: {} }] };
  const assign: Proposal = {
    remedy: { kind: "assign_role", roleId, roleName: role.name, policyId: source.id },
    after: { ...question, subject },
  };
  // Who has the role already needs no second assignment of it.
  const [miss] = misses.map((each) => each.miss).filter((each) => each.kind === "role_not_in_force");
  return miss?.roleId === roleId ? [...circumstanceProposals(miss, source.id, question), assign] : [assign];
}

function conditionProposals({ conditionMisses, source }: Rule, question: Question): Proposal[] {
  return conditionMisses.flatMap(({ miss }) => (miss.kind === "condition" ? circumstanceProposals(miss, source.id, question) : []));
}

/** Only what waiting or signing in better can change: nobody moves to another network or another day of the week by a click. */
function circumstanceProposals(miss: { condition: string; expected: string }, policyId: string, question: Question): Proposal[] {
  const after = (change: Partial<Circumstances>): Question => ({ ...question, circumstances: { ...question.circumstances, ...change } });
  if (miss.condition === "from") {
    return [{ remedy: { kind: "wait_until", at: miss.expected, policyId }, after: after({ now: Date.parse(miss.expected) }) }];
  }
  if (miss.condition === "secondFactor")
    return [{ remedy: { kind: "use_second_factor", policyId }, after: after({ hasSecondFactor: true }) }];
  if (miss.condition === "trustedDevice")
    return [{ remedy: { kind: "use_trusted_device", policyId }, after: after({ isDeviceTrusted: true }) }];
  return [];
}

interface TagChange {
  readonly side: "subject" | "resource";
  readonly key: string;
  readonly value: string;
  readonly from: string | null;
}

function tagProposals(changes: readonly TagChange[], { source }: Rule, question: Question): Proposal[] {
  return changes.map((change) => ({ remedy: toRemedy(change, source.id), after: afterChange(question, change) }));
}

function targetChanges(target: Target, { asker, question }: Asked): TagChange[] {
  if (target.match === "tag") return [towards(target, question.subject.tags, "subject")];
  if (target.match !== "tag_match") return [];

  // Any value would do; only values that exist somewhere near are worth proposing.
  const misspelt = asker.tags.filter((tag) => tagMiss({ key: target.key, value: tag.value }, [tag]).kind === "key_spelling");
  const values = [...misspelt.map((tag) => tag.value), ...valuesOf(question.resource.tags, target.key)];
  return values.map((value) => ({ side: "subject", key: target.key, value, from: null }));
}

function selectorChanges(selector: ResourceSelector, { asker, question }: Asked): TagChange[] {
  const { subject, resource } = question;
  if (selector.match === "tag") return [towards(selector, resource.tags, "resource")];
  if (selector.match !== "tag_match") return [];

  const { key } = selector;
  const forSubject = valuesOf(resource.tags, key).map((value) => towards({ key, value }, subject.tags, "subject"));
  const forResource = valuesOf(asker.tags, key).map((value) => towards({ key, value }, resource.tags, "resource"));
  return [...forSubject, ...forResource];
}

/** A slip in the value is corrected; a value that is simply another one stays and the wanted one is added. */
function towards({ key, value }: Tag, tags: readonly Tag[], side: TagChange["side"]): TagChange {
  const miss = tagMiss({ key, value }, tags);
  return { side, key, value, from: isSlip(miss) ? miss.actual : null };
}

function isSlip(miss: TagMiss): miss is Extract<TagMiss, { kind: "case" | "whitespace" | "spelling" }> {
  return miss.kind === "case" || miss.kind === "whitespace" || miss.kind === "spelling";
}

function afterChange(question: Question, change: TagChange): Question {
  const { subject, resource } = question;
  // An analysis or a user can be both: whoever asks and what is asked for. The tags then change on both sides.
  const isSameThing = isOneThing(subject, resource);
  const onSubject = change.side === "subject" || isSameThing;
  const onResource = change.side === "resource" || isSameThing;
  return {
    ...question,
    subject: onSubject ? { ...subject, tags: changeTags(subject.tags, change) } : subject,
    resource: onResource ? { ...resource, tags: changeTags(resource.tags, change) } : resource,
  };
}

function isOneThing(subject: Subject, resource: Resource): boolean {
  return subject.type === resource.type && subject.id === resource.id;
}

function changeTags(tags: readonly Tag[], { key, value, from }: TagChange): Tag[] {
  const kept = from === null ? tags : tags.filter((tag) => tag.key !== key || tag.value !== from);
  return [...kept, { key, value }];
}

function toRemedy({ side, key, value, from }: TagChange, policyId: string): Remedy {
  if (side === "subject") {
    return from === null
      ? { kind: "add_subject_tag", key, value, policyId }
      : { kind: "change_subject_tag", key, from, to: value, policyId };
  }
  return from === null
    ? { kind: "add_resource_tag", key, value, policyId }
    : { kind: "change_resource_tag", key, from, to: value, policyId };
}
