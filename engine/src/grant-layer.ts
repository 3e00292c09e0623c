/** What a subject may do, by resource type: masks for any, for ids and for concrete tag pairs. */
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

/** Tables by the position of their resource type; a type without grants has none. */
export type GrantLayer = (GrantTable | undefined)[];

export function grantTable(layer: GrantLayer, position: number): GrantTable {
  const known = layer[position];
  if (known !== undefined) return known;

  const table = { any: 0, idReach: 0, ids: new Map<string, number>(), tags: new TagTable(), carries: new Map<string, number>() };
  layer[position] = table;
  return table;
}

export function addIdGrant(table: GrantTable, id: string, mask: number): void {
  table.ids.set(id, (table.ids.get(id) ?? 0) | mask);
  table.idReach |= mask;
}

export function addCarriesGrant(table: GrantTable, key: string, mask: number): void {
  table.carries.set(key, (table.carries.get(key) ?? 0) | mask);
}
