/** One subject's grants: every question about them is a few set look-ups, however many policies there are. */
import type { Effect, ResourceFilter, ResourceSet } from "@latchkey/contract";
import { allowBits, denyShift } from "./action-bits.ts";
import type { ActionTable } from "./action-bits.ts";
import type { Verdict } from "./decide.ts";
import { grantTable } from "./grant-layer.ts";
import type { GrantLayer, GrantTable } from "./grant-layer.ts";
import { tagPair } from "./model.ts";
import type { Resource } from "./model.ts";
import { printOfId, printOfTag } from "./sieve.ts";
import { hashTag } from "./tag-table.ts";

export class Grants {
  /** Version of the policy set these grants were made from. */
  readonly version: number;
  private readonly own: GrantLayer;
  private readonly shared: GrantLayer;
  private readonly actions: ActionTable;

  constructor(layers: { own: GrantLayer; shared: GrantLayer }, { actions, version }: { actions: ActionTable; version: number }) {
    this.own = layers.own;
    this.shared = layers.shared;
    this.actions = actions;
    this.version = version;
  }

  decide(action: string, resource: Resource): Effect {
    return this.verdict(action, resource) === "allow" ? "allow" : "deny";
  }

  /** Like `decide`, and tells a denial by a rule from the want of any rule. */
  verdict(action: string, resource: Resource): Verdict {
    const { bits, position } = this.actions.entry(resource.type);
    const allow = bits.get(action) ?? 0;
    if (allow === 0) return "none";

    const deny = allow << denyShift;
    const [own, shared] = [this.own[position] ?? nothing, this.shared[position] ?? nothing];
    const masks = masksOf({ own, shared }, resource, allow | deny);
    if ((masks & deny) !== 0) return "deny";
    return (masks & allow) !== 0 ? "allow" : "none";
  }

  /** The same answer for all resources of a type at once, as plain data that a store turns into SQL. */
  filter(type: string, action: string): ResourceFilter {
    const { anyOf, noneOf } = this.sets(type, action);
    if (noneOf.any || isEmpty(anyOf)) return { kind: "none" };
    if (anyOf.any && isEmpty(noneOf)) return { kind: "all" };
    return { kind: "some", anyOf, noneOf };
  }

  /** What rules allow and what they deny, each for itself, however much of the one the other takes away. */
  sets(type: string, action: string): { anyOf: ResourceSet; noneOf: ResourceSet } {
    const { bits, position } = this.actions.entry(type);
    const allow = bits.get(action) ?? 0;
    const tables = allow === 0 ? [] : [this.own[position], this.shared[position]].filter((table) => table !== undefined);
    return { anyOf: resourceSet(tables, allow), noneOf: resourceSet(tables, allow << denyShift) };
  }
}

const nothing = grantTable([], 0);

/** All masks that bear on the question; may stop early once the answer can no longer change. */
function masksOf({ own, shared }: { own: GrantTable; shared: GrantTable }, resource: Resource, question: number): number {
  const denies = question & ~allowBits;
  const tagReach = own.tags.reach | shared.tags.reach;
  let masks = own.any | shared.any;
  if (resource.id !== null && ((own.idReach | shared.idReach) & question) !== 0) masks |= idMasks(own, shared, resource.id);
  if ((tagReach & question) === 0) return masks;

  const settled = (tagReach & denies) === 0 ? question : denies;
  for (const tag of resource.tags) {
    if ((masks & settled) !== 0) return masks;
    const print = printOfTag(tag);
    if (!own.tags.sieve.mayHold(print) && !shared.tags.sieve.mayHold(print)) continue;

    const hash = hashTag(tag);
    masks |= own.tags.find(hash, tag, question) | shared.tags.find(hash, tag, question);
  }
  return masks;
}

function idMasks(own: GrantTable, shared: GrantTable, id: string): number {
  const print = printOfId(id);
  const ofOwn = own.idSieve.mayHold(print) ? (own.ids.get(id) ?? 0) : 0;
  return shared.idSieve.mayHold(print) ? ofOwn | (shared.ids.get(id) ?? 0) : ofOwn;
}

function resourceSet(tables: readonly GrantTable[], bit: number): ResourceSet {
  if (tables.some((table) => (table.any & bit) !== 0)) return { any: true, ids: [], tags: [] };

  const ids = new Set<string>();
  const tags = new Set<string>();
  for (const table of tables) {
    for (const [id, mask] of table.ids) if ((mask & bit) !== 0) ids.add(id);
    for (const { key, value } of table.tags.withAny(bit)) tags.add(tagPair(key, value));
  }
  return { any: false, ids: [...ids], tags: [...tags] };
}

function isEmpty(set: ResourceSet): boolean {
  return !set.any && set.ids.length === 0 && set.tags.length === 0;
}
