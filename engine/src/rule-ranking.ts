/** Rules by how much they are worth reading; only as many as are read are ever put in order. */
import type { IndexedRule } from "./indexed-rule.ts";
import type { RuleTable } from "./rule-table.ts";

export class RuleRanking {
  private readonly table: RuleTable;
  /** Numbers of rules. */
  private readonly ranks: number[][] = [];

  constructor(table: RuleTable) {
    this.table = table;
  }

  get size(): number {
    return this.sizeBefore(this.ranks.length);
  }

  add(rule: number, rank: number): void {
    const known = this.ranks[rank];
    if (known === undefined) this.ranks[rank] = [rule];
    else known.push(rule);
  }

  /** How many rank before this. */
  sizeBefore(rank: number): number {
    let size = 0;
    for (const rules of this.ranks.slice(0, rank)) size += rules?.length ?? 0;
    return size;
  }

  /** The order of policies in the profile must not show in an answer: rules of one rank stand in the order of their ids. */
  nearest(countMax: number): IndexedRule[] {
    const nearest: IndexedRule[] = [];
    for (const rules of this.ranks) {
      if (nearest.length >= countMax) break;
      if (rules !== undefined) this.pushFirst(nearest, rules, countMax);
    }
    return nearest;
  }

  all(): IndexedRule[] {
    return this.ranks.flatMap((rules) =>
      (rules ?? []).map((rule) => this.table.at(rule)).sort((one, other) => (isBefore(one, other) ? -1 : 1)),
    );
  }

  /** Adds the first in their order, until the list is as long as it may be: insertion beats sorting what is not read. */
  private pushFirst(list: IndexedRule[], rules: readonly number[], lengthMax: number): void {
    const start = list.length;
    for (const number of rules) {
      const rule = this.table.at(number);
      let at = list.length;
      if (at < lengthMax) list.push(rule);
      else if (isBefore(rule, list[at - 1])) at -= 1;
      else continue;

      for (; at > start && isBefore(rule, list[at - 1]); at -= 1) move(list, at);
      list[at] = rule;
    }
  }
}

function move(list: IndexedRule[], to: number): void {
  const rule = list[to - 1];
  if (rule !== undefined) list[to] = rule;
}

/** INVARIANT: the order is settled, so every source has its place. */
function isBefore(one: IndexedRule, other: IndexedRule | undefined): boolean {
  if (other === undefined) return false;
  const place = one.source.place;
  const otherPlace = other.source.place;
  return place === otherPlace ? one.permissionIndex < other.permissionIndex : place < otherPlace;
}

/** The same order by the ids themselves, for the few rules that decide. */
export function byPlace(one: IndexedRule, other: IndexedRule): number {
  if (one.source.id !== other.source.id) return one.source.id < other.source.id ? -1 : 1;
  return one.permissionIndex - other.permissionIndex;
}
