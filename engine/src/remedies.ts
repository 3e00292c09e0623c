/** Single changes that would turn a denial into an allow. Each is tried before it is proposed. */
import type { Remedy } from "@latchkey/contract";
import { whyNot } from "./conditions.ts";
import { decide } from "./decide.ts";
import { isAllow, permissionOf, type IndexedRule } from "./indexed-rule.ts";
import type { Inquiry, Standing } from "./inquiry.ts";
import type { Circumstances, Question } from "./model.ts";
import { roleMiss } from "./role-miss.ts";
import type { RuleRanking } from "./rule-ranking.ts";
import { TagChanges } from "./tag-changes.ts";
import { TagTrial, type TagChange } from "./tag-trial.ts";

const remediesMax = 10;

interface Rules {
  readonly deciding: readonly IndexedRule[];
  /** The first of the others. */
  readonly nearest: readonly IndexedRule[];
  readonly others: RuleRanking;
}

/**
 * Where a deny decided, only taking away that deny can help, and only if one policy or role holds all matching denies.
 * Otherwise one change to tags, groups, roles or circumstances, nearest rule first; a change that some deny would
 * defeat fails its trial and is not proposed.
 */
export function findRemedies(inquiry: Inquiry, { deciding, nearest, others }: Rules): Remedy[] {
  if (deciding.length > 0) return removableDeny(deciding);

  const search = new RemedySearch(inquiry);
  for (const rule of nearest) if (!search.isOver) search.tryRule(rule);
  if (search.isOver || others.size === nearest.length) return search.found;

  for (const rule of others.all().slice(nearest.length)) if (!search.isOver) search.tryRule(rule);
  return search.found;
}

function removableDeny(deciding: readonly IndexedRule[]): Remedy[] {
  const denying = new Set(deciding.filter((rule) => !isAllow(rule)).map((rule) => rule.source));
  const isAllowedOtherwise = deciding.some(isAllow);
  if (denying.size !== 1 || !isAllowedOtherwise) return [];
  return [...denying].map(({ id }) => ({ kind: "remove_deny", policyId: id }));
}

/** Tries what could make a rule match, each change by itself, and only what could: the rule named with a remedy is the one that then allows. */
class RemedySearch {
  readonly found: Remedy[] = [];
  private readonly inquiry: Inquiry;
  private readonly changes: TagChanges;
  private readonly trial: TagTrial;
  private readonly tried = new Set<string>();

  constructor(inquiry: Inquiry) {
    this.inquiry = inquiry;
    this.changes = new TagChanges(inquiry);
    this.trial = new TagTrial(inquiry.asked, inquiry.mask);
  }

  get isOver(): boolean {
    return this.found.length >= remediesMax;
  }

  tryRule(rule: IndexedRule): void {
    if (!isAllow(rule)) return;

    const standing = this.inquiry.standingOf(rule);
    if (!standing.conditionsHold) {
      if (standing.resourceMatches) this.tryConditions(rule);
      return;
    }
    if (!standing.targetMatches) this.tryTargets(rule, standing);
    if (!standing.resourceMatches) this.trySelector(rule, standing);
  }

  private tryConditions({ source }: IndexedRule): void {
    for (const unmet of whyNot(source.conditions ?? undefined, this.inquiry.asked.question.circumstances)) {
      this.tryCircumstance(unmet, source.id);
    }
  }

  /** What a subject is given helps where the resource is not at fault, or would not be with it. */
  private tryTargets(rule: IndexedRule, { resourceMatches }: Standing): void {
    const canTagsHelp = resourceMatches || permissionOf(rule).resource.match === "tag_match" || this.trial.isAboutOneThing;
    for (const index of rule.audience.targetIndexes) {
      const target = rule.source.targets[index];
      if (target?.match === "role" && resourceMatches) this.tryRole(target.id, rule.source.id);
      if (target?.match === "group" && canTagsHelp) this.tryGroup(target.id, rule.source.id);
      if (target !== undefined && "key" in target && canTagsHelp) this.tryTags(this.changes.forTarget(target), rule.source.id);
    }
  }

  private trySelector(rule: IndexedRule, { targetMatches }: Standing): void {
    const { resource } = permissionOf(rule);
    if (resource.match === "tag_match") this.tryTags(this.changes.ofSubjectForTagMatch(resource.key), rule.source.id);
    const canTagsHelp = targetMatches || this.trial.isAboutOneThing;
    if (canTagsHelp && "key" in resource) this.tryTags(this.changes.ofResourceFor(resource), rule.source.id);
  }

  private tryGroup(groupId: string, policyId: string): void {
    const { set, question } = this.inquiry.asked;
    const group = set.groups.get(groupId);
    if (group === undefined || question.subject.type !== "run_user") return;

    const subject = { ...question.subject, groups: [...(question.subject.groups ?? []), groupId] };
    this.propose({ kind: "join_group", groupId, groupName: group.name, policyId }, groupId, { ...question, subject });
  }

  /** Who has the role already is told first what to wait for. */
  private tryRole(roleId: string, policyId: string): void {
    const { set, question } = this.inquiry.asked;
    const role = set.roles.get(roleId);
    if (role === undefined) return;

    const miss = roleMiss(this.inquiry.asked, roleId);
    if (miss?.kind === "role_not_in_force") this.tryCircumstance(miss, policyId);
    const subject = { ...question.subject, roles: [...(question.subject.roles ?? []), { roleId, conditions: {} }] };
    this.propose({ kind: "assign_role", roleId, roleName: role.name, policyId }, roleId, { ...question, subject });
  }

  /** Only what waiting or signing in better can change: nobody moves to another network or another day of the week by a click. */
  private tryCircumstance({ condition, expected }: { condition: string; expected: string }, policyId: string): void {
    const { question } = this.inquiry.asked;
    const after = (change: Partial<Circumstances>) => ({ ...question, circumstances: { ...question.circumstances, ...change } });
    if (condition === "from") this.propose({ kind: "wait_until", at: expected, policyId }, expected, after({ now: Date.parse(expected) }));
    if (condition === "secondFactor") this.propose({ kind: "use_second_factor", policyId }, "", after({ hasSecondFactor: true }));
    if (condition === "trustedDevice") this.propose({ kind: "use_trusted_device", policyId }, "", after({ isDeviceTrusted: true }));
  }

  private tryTags(changes: readonly TagChange[], policyId: string): void {
    for (const change of changes) {
      if (this.isNew(change.side, change.key, change.value, change.from ?? "") && this.trial.isAllowedAfter(change)) {
        this.found.push(toRemedy(change, policyId));
      }
    }
  }

  private propose(remedy: Remedy, name: string, after: Question): void {
    if (this.isNew(remedy.kind, name) && decide(this.inquiry.asked.set, after) === "allow") this.found.push(remedy);
  }

  /** The same change is tried once, whichever policy asks for it. */
  private isNew(...parts: readonly string[]): boolean {
    if (this.isOver) return false;
    const { size } = this.tried;
    return this.tried.add(parts.join("\u0000")).size > size;
  }
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
