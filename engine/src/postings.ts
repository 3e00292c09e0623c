/** Numbers of rules by what they are kept under: a target atom with type and action, or a resource atom with subject kind and action. */
import { actionsPerTypeMax, type SubjectType } from "@latchkey/contract";
import { allowBits, denyShift, subjectTypes } from "./action-bits.ts";
import { takeFrom } from "./cells.ts";
import type { IndexedRule } from "./indexed-rule.ts";

/** Numbers of rules; one by itself is no list, for most stand alone. */
export type Posting = number | number[];

/** What is asked, as a number by which rules are found: of a type by its position, of an action by its allow bit. */
export interface Asking {
  readonly position: number;
  readonly subject: SubjectType;
  readonly allow: number;
}

export class Postings {
  private readonly byTarget = new Map<number, Posting>();
  private readonly byResource = new Map<number, Posting>();
  private readonly byAction = new Map<number, Posting>();
  private readonly typeCount: number;

  constructor(typeCount: number) {
    this.typeCount = typeCount;
  }

  get size(): number {
    return this.byTarget.size + this.byResource.size + this.byAction.size;
  }

  ofTarget(target: number, { position, allow }: Asking): Posting | undefined {
    return this.byTarget.get(this.targetKey(target, position, actionOf(allow)));
  }

  ofResource(resource: number, { subject, allow }: Asking): Posting | undefined {
    return this.byResource.get(resourceKey(resource, subject, actionOf(allow)));
  }

  /** All rules that say anything about what is asked. */
  ofAction(asking: Asking): Posting | undefined {
    return this.byAction.get(actionKey(asking));
  }

  add(rule: IndexedRule, position: number): void {
    for (const action of actionsOf(rule.mask)) {
      for (const target of rule.audience.origins) put(this.byTarget, this.targetKey(target, position, action), rule.number);
      put(this.byResource, resourceKey(rule.resource, rule.audience.subject, action), rule.number);
      put(this.byAction, actionKey({ position, subject: rule.audience.subject, allow: 1 << action }), rule.number);
    }
  }

  remove(rule: IndexedRule, position: number): void {
    for (const action of actionsOf(rule.mask)) {
      for (const target of rule.audience.origins) take(this.byTarget, this.targetKey(target, position, action), rule.number);
      take(this.byResource, resourceKey(rule.resource, rule.audience.subject, action), rule.number);
      take(this.byAction, actionKey({ position, subject: rule.audience.subject, allow: 1 << action }), rule.number);
    }
  }

  private targetKey(target: number, position: number, action: number): number {
    return (target * this.typeCount + position) * actionsPerTypeMax + action;
  }
}

function actionKey({ position, subject, allow }: Asking): number {
  return (position * subjectTypes.length + subjectTypes.indexOf(subject)) * actionsPerTypeMax + actionOf(allow);
}

function resourceKey(resource: number, subject: SubjectType, action: number): number {
  return (resource * subjectTypes.length + subjectTypes.indexOf(subject)) * actionsPerTypeMax + action;
}

/** A single bit as its position. */
function actionOf(bit: number): number {
  return 31 - Math.clz32(bit);
}

/** Positions of the actions that a rule allows or denies. */
function actionsOf(mask: number): number[] {
  const actions: number[] = [];
  for (let bits = (mask | (mask >>> denyShift)) & allowBits; bits !== 0; bits &= bits - 1) actions.push(actionOf(bits & -bits));
  return actions;
}

function put(postings: Map<number, Posting>, key: number, rule: number): void {
  const known = postings.get(key);
  if (known === undefined) postings.set(key, rule);
  else if (typeof known === "number") postings.set(key, [known, rule]);
  else known.push(rule);
}

function take(postings: Map<number, Posting>, key: number, rule: number): void {
  const known = postings.get(key);
  if (typeof known === "object") takeFrom(known, rule);
  if (known === rule || (typeof known === "object" && known.length === 0)) postings.delete(key);
}
