/** Pairs of atoms with what all policies together say about them, found from either side. */
import type { IndexedRule } from "./indexed-rule.ts";
import { PairTable, type Cell, type Pair } from "./pair-table.ts";

const none: readonly Cell[] = [];

export class Cells {
  /** The masks alone, for decisions. */
  readonly masks = new PairTable();
  /** Lists by the number of the atom. */
  private readonly byTarget: (Cell[] | undefined)[] = [];
  private readonly byResource: (Cell[] | undefined)[] = [];
  private readonly all: (Cell | undefined)[] = [];
  private readonly free: number[] = [];

  get size(): number {
    return this.all.length - this.free.length;
  }

  at(target: number, resource: number): Cell | undefined {
    return this.all[this.masks.placeOf(target, resource)];
  }

  ofTarget(target: number): readonly Cell[] {
    return this.byTarget[target] ?? none;
  }

  ofResource(resource: number): readonly Cell[] {
    return this.byResource[resource] ?? none;
  }

  add(pair: Pair, rule: IndexedRule): void {
    const known = this.at(pair.target, pair.resource);
    if (known === undefined) {
      this.create(pair, rule);
      return;
    }
    known.mask |= rule.mask;
    known.rules.push(rule);
    this.masks.set(pair, known);
  }

  remove(pair: Pair, rule: IndexedRule): void {
    const cell = this.at(pair.target, pair.resource);
    if (cell === undefined) throw new Error("a compiled policy names a pair that the index does not hold");

    takeFrom(cell.rules, rule);
    cell.mask = combine(cell);
    this.masks.set(pair, cell);
    if (cell.rules.length > 0) return;

    this.all[cell.place] = undefined;
    this.free.push(cell.place);
    takeOut(this.byTarget, pair.target, cell);
    takeOut(this.byResource, pair.resource, cell);
  }

  private create({ target, resource }: Pair, rule: IndexedRule): void {
    const cell: Cell = { target, resource, mask: rule.mask, place: this.free.pop() ?? this.all.length, rules: [rule] };
    this.all[cell.place] = cell;
    this.masks.set(cell, cell);
    putIn(this.byTarget, target, cell);
    putIn(this.byResource, resource, cell);
  }
}

/** The order of a list means nothing: the last one fills the gap. */
export function takeFrom<Thing>(things: Thing[], thing: Thing): void {
  const position = things.indexOf(thing);
  const last = things.pop();
  if (position < things.length && last !== undefined) things[position] = last;
}

/** Stops as soon as nothing is missing: policies that say the same make a removal no dearer. */
function combine(cell: Cell): number {
  let mask = 0;
  for (const rule of cell.rules) {
    mask |= rule.mask;
    if (mask === cell.mask) break;
  }
  return mask;
}

function putIn(lists: (Cell[] | undefined)[], atom: number, cell: Cell): void {
  const known = lists[atom];
  if (known !== undefined) known.push(cell);
  else {
    while (lists.length < atom) lists.push(undefined);
    lists[atom] = [cell];
  }
}

function takeOut(lists: (Cell[] | undefined)[], atom: number, cell: Cell): void {
  const list = lists[atom];
  if (list === undefined) return;

  takeFrom(list, cell);
  if (list.length === 0) lists[atom] = undefined;
}
