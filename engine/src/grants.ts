/** One subject's grants: every question about them is a few set look-ups, however many policies there are. */
import type { Effect, ResourceFilter, ResourceSet, ResourceType } from "@latchkey/contract";
import { allowBits, denyShift, typeEntry } from "./action-bits.ts";
import type { GrantLayer, GrantTable } from "./grant-layer.ts";
import { tagPair } from "./model.ts";
import type { Resource } from "./model.ts";
import { hashTag } from "./tag-table.ts";

export class Grants {
  /** Version of the policy set these grants were made from. */
  readonly version: number;
  private readonly own: GrantLayer;
  private readonly shared: GrantLayer;

  constructor(layers: { own: GrantLayer; shared: GrantLayer }, version: number) {
    this.own = layers.own;
    this.shared = layers.shared;
    this.version = version;
  }

  decide(action: string, resource: Resource): Effect {
    const { bits, position } = typeEntry(resource.type);
    const allow = bits.get(action) ?? 0;
    const [own, shared] = [this.own[position], this.shared[position]];
    if (allow === 0 || own === undefined || shared === undefined) return "deny";

    const deny = allow << denyShift;
    const masks = masksOf({ own, shared }, resource, allow | deny);
    return (masks & deny) === 0 && (masks & allow) !== 0 ? "allow" : "deny";
  }

  /** The same answer for all resources of a type at once, as plain data that a store turns into SQL. */
  filter(type: ResourceType, action: string): ResourceFilter {
    const { bits, position } = typeEntry(type);
    const allow = bits.get(action) ?? 0;
    if (allow === 0) return { kind: "none" };

    const tables = [this.own[position], this.shared[position]].filter((table) => table !== undefined);
    const noneOf = resourceSet(tables, allow << denyShift);
    if (noneOf.any) return { kind: "none" };
    const anyOf = resourceSet(tables, allow);
    if (isEmpty(anyOf)) return { kind: "none" };
    if (anyOf.any && isEmpty(noneOf)) return { kind: "all" };
    return { kind: "some", anyOf, noneOf };
  }
}

/** All masks that bear on the question; may stop early once the answer can no longer change. */
function masksOf({ own, shared }: { own: GrantTable; shared: GrantTable }, resource: Resource, question: number): number {
  const denies = question & ~allowBits;
  const tagReach = own.tags.reach | shared.tags.reach;
  let masks = own.any | shared.any;
  if (resource.id !== null) masks |= idMasks(own, resource.id, question) | idMasks(shared, resource.id, question);
  if ((tagReach & question) === 0) return masks;

  const settled = (tagReach & denies) === 0 ? question : denies;
  for (const tag of resource.tags) {
    if ((masks & settled) !== 0) return masks;
    const hash = hashTag(tag);
    masks |= own.tags.find(hash, tag, question) | shared.tags.find(hash, tag, question);
  }
  return masks;
}

function idMasks(table: GrantTable, id: string, question: number): number {
  return (table.idReach & question) === 0 ? 0 : (table.ids.get(id) ?? 0);
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
