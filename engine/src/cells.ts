/** Pairs of atoms with what all policies together say about them, found from either side. */
import type { RuleSource } from "./rule-source.ts";
import { PairTable } from "./pair-table.ts";

export interface Pair {
  readonly target: number;
  readonly resource: number;
}

export interface Cell {
  mask: number;
  readonly contributors: Map<RuleSource, number>;
}

export class Cells {
  readonly byTarget = new Map<number, Map<number, Cell>>();
  readonly byResource = new Map<number, Map<number, Cell>>();
  /** The masks alone, for decisions. */
  readonly masks = new PairTable();

  add(pair: Pair, source: RuleSource, mask: number): void {
    const { target, resource } = pair;
    const cell = this.byTarget.get(target)?.get(resource) ?? { mask: 0, contributors: new Map<RuleSource, number>() };
    cell.mask |= mask;
    cell.contributors.set(source, mask);

    setNested(this.byTarget, [target, resource], cell);
    setNested(this.byResource, [resource, target], cell);
    this.masks.set(target, resource, cell.mask);
  }

  remove({ target, resource }: Pair, source: RuleSource): void {
    const cell = this.byTarget.get(target)?.get(resource);
    if (cell === undefined) throw new Error("a compiled policy names a pair that the index does not hold");

    cell.contributors.delete(source);
    cell.mask = combine(cell);
    this.masks.set(target, resource, cell.mask);
    if (cell.contributors.size > 0) return;

    deleteNested(this.byTarget, [target, resource]);
    deleteNested(this.byResource, [resource, target]);
  }
}

/** Stops as soon as nothing is missing: policies that say the same make a removal no dearer. */
function combine(cell: Cell): number {
  let mask = 0;
  for (const each of cell.contributors.values()) {
    mask |= each;
    if (mask === cell.mask) break;
  }
  return mask;
}

function setNested(cells: Map<number, Map<number, Cell>>, [outer, inner]: [number, number], cell: Cell): void {
  const known = cells.get(outer);
  if (known === undefined) cells.set(outer, new Map([[inner, cell]]));
  else known.set(inner, cell);
}

function deleteNested(cells: Map<number, Map<number, Cell>>, [outer, inner]: [number, number]): void {
  const within = cells.get(outer);
  within?.delete(inner);
  if (within?.size === 0) cells.delete(outer);
}
