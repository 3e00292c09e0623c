/** What a subject may do, by resource type: masks for any, for ids and for concrete tag pairs. */
import { Sieve, printOfId } from "./sieve.ts";
import { TagTable } from "./tag-table.ts";

export interface GrantTable {
  any: number;
  /** All masks of ids, combined: most subjects need no look-up of the id at all. */
  idReach: number;
  readonly ids: Map<string, number>;
  readonly idSieve: Sieve;
  readonly tags: TagTable;
  /** Tag match, still unresolved: key and mask. */
  readonly carries: Map<string, number>;
}

/** Tables by the position of their resource type; a type without grants has none. */
export type GrantLayer = (GrantTable | undefined)[];

export function grantTable(layer: GrantLayer, position: number): GrantTable {
  const known = layer[position];
  if (known !== undefined) return known;

  const [ids, carries] = [new Map<string, number>(), new Map<string, number>()];
  const table = { any: 0, idReach: 0, ids, idSieve: new Sieve(), tags: new TagTable(), carries };
  layer[position] = table;
  return table;
}

export function addIdGrant(table: GrantTable, id: string, mask: number): void {
  const known = table.ids.get(id);
  if (known === undefined) table.idSieve.add(printOfId(id));
  table.ids.set(id, (known ?? 0) | mask);
  table.idReach |= mask;
}

export function addCarriesGrant(table: GrantTable, key: string, mask: number): void {
  table.carries.set(key, (table.carries.get(key) ?? 0) | mask);
}
