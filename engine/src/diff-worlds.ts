/** The smallest worlds in which two rules meet: one subject, one resource, and nothing that the rules do not need. */
import type { SubjectType, Tag } from "@latchkey/contract";
import type { RuleCell } from "./diff-cells.ts";
import { scenarioKey } from "./diff-scenario.ts";
import { joinNeeds, type Need } from "./diff-sources.ts";
import type { Question } from "./model.ts";

export interface World {
  readonly subject: SubjectType;
  readonly type: string;
  readonly need: Need;
  readonly actions: ReadonlySet<string>;
}

/** A way in which a cell matches, with the actions to look at. */
export interface Look {
  readonly need: Need;
  readonly actions: ReadonlySet<string>;
}

/** Each world once, with all actions that are asked of it. */
export class WorldList {
  isFull = false;
  private readonly worlds = new Map<string, World & { readonly actions: Set<string> }>();

  private readonly worldsMax: number;

  constructor(worldsMax: number) {
    this.worldsMax = worldsMax;
  }

  add(cell: RuleCell, { need, actions }: Look): void {
    const { subject } = cell.target;
    const { type } = cell.selector;
    const key = worldKey(subject, type, need);
    const known = this.worlds.get(key);
    if (known !== undefined) {
      for (const action of actions) known.actions.add(action);
    } else if (this.worlds.size < this.worldsMax) {
      this.worlds.set(key, { subject, type, need, actions: new Set(actions) });
    } else {
      this.isFull = true;
    }
  }

  /** An allow in all its ways together with a deny in some. */
  addPairs(allow: RuleCell, allowNeeds: readonly Need[], denyLooks: readonly Look[]): void {
    for (const deny of denyLooks) {
      const actions = new Set([...allow.actions].filter((action) => deny.actions.has(action)));
      if (actions.size === 0) continue;
      for (const allowNeed of allowNeeds) {
        if (this.isFull) return;
        const need = joinNeeds(allowNeed, deny.need);
        if (need !== null) this.add(allow, { need, actions });
      }
    }
  }

  all(): World[] {
    return [...this.worlds.values()];
  }
}

/** Whether the two can concern one subject and one resource. */
export function canMeet(one: RuleCell, other: RuleCell): boolean {
  if (one.target.subject !== other.target.subject || one.selector.type !== other.selector.type) return false;
  if (one.target.match === "id" && other.target.match === "id" && one.target.id !== other.target.id) return false;
  if (one.selector.match === "id" && other.selector.match === "id" && one.selector.id !== other.selector.id) return false;
  return haveCommon(one.actions, other.actions);
}

export function haveCommon(one: ReadonlySet<string>, other: ReadonlySet<string>): boolean {
  for (const each of one) if (other.has(each)) return true;
  return false;
}

// No rule names it: ids are hexadecimal, and those of other applications have no control characters in their rules.
const freshId = "\u0000";

export function questionOf({ subject, type, need }: World, action: string): Question {
  // An analysis or a run user that is asked about itself is one thing with one list of tags.
  const isSelf = type === subject && need.id !== null && need.id === need.resourceId;
  const shared = isSelf ? [...need.tags, ...need.resourceTags] : null;
  return {
    subject: {
      type: subject,
      id: need.id ?? freshId,
      tags: shared ?? need.tags,
      groups: need.groups,
      roles: need.roles.map((roleId) => ({ roleId, conditions: {} })),
    },
    action,
    resource: { type, id: action === "create" ? null : (need.resourceId ?? freshId), tags: shared ?? need.resourceTags },
    circumstances: { now: 0, address: null, isDeviceTrusted: false, hasSecondFactor: false },
  };
}

function worldKey(subject: SubjectType, type: string, need: Need): string {
  const pairs = (tags: readonly Tag[]) => tags.map(({ key, value }) => `${key}=${value}`).toSorted();
  return JSON.stringify([
    subject,
    type,
    need.id,
    pairs(need.tags),
    need.groups.toSorted(),
    need.roles.toSorted(),
    need.resourceId,
    pairs(need.resourceTags),
    scenarioKey(need.conditions),
  ]);
}
