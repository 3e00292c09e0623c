/** What a subject may do, by resource type: masks for any, for ids and for concrete tag pairs. */
import { resourceTypes } from "./action-bits.ts";
import { TagTable } from "./tag-table.ts";

export interface GrantTable {
  any: number;
  /** All masks of ids, combined: most subjects need no look-up of the id at all. */
  idReach: number;
  readonly ids: Map<string, number>;
  readonly tags: TagTable;
  /** Tag match, still unresolved: key and mask. */
  readonly carries: Map<string, number>;
}

/** One table per resource type, in the order of `resourceTypes`. */
export type GrantLayer = readonly GrantTable[];

export function newGrantLayer(): GrantLayer {
  return resourceTypes.map(() => ({ any: 0, idReach: 0, ids: new Map(), tags: new TagTable(), carries: new Map() }));
}

export function addIdGrant(table: GrantTable, id: string, mask: number): void {
  table.ids.set(id, (table.ids.get(id) ?? 0) | mask);
  table.idReach |= mask;
}

export function addCarriesGrant(table: GrantTable, key: string, mask: number): void {
  table.carries.set(key, (table.carries.get(key) ?? 0) | mask);
}
