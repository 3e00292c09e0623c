/** Policies and roles in the order of their ids, as numbers: ranking compares hundreds, and texts are slow to compare. */
import { noPlace, type RuleSource } from "./rule-source.ts";

const gone = -2;

/** So few are put in their place one by one; more are sorted anew. */
const insertedMax = 32;

export class RuleOrder {
  /** INVARIANT: a source that has a place stands at it. Gaps are what was removed. */
  private sorted: (RuleSource | undefined)[] = [];
  private waiting: RuleSource[] = [];

  /** What replaces a source with the same id takes its place. */
  add(source: RuleSource, replaced: RuleSource | undefined): void {
    if (replaced !== undefined && replaced.place >= 0) {
      source.place = replaced.place;
      this.sorted[source.place] = source;
      return;
    }
    if (replaced !== undefined) replaced.place = gone;
    source.place = noPlace;
    this.waiting.push(source);
  }

  remove(source: RuleSource): void {
    if (source.place >= 0) this.sorted[source.place] = undefined;
    source.place = gone;
  }

  /** Gives everything its place; costs nothing when nothing was added since. */
  settle(): void {
    if (this.waiting.length === 0) return;

    const waiting = this.waiting.filter((source) => source.place === noPlace);
    const sorted = this.sorted.filter((source) => source !== undefined);
    if (waiting.length > insertedMax) sorted.push(...waiting);
    else for (const source of waiting) sorted.splice(placeFor(sorted, source), 0, source);
    if (waiting.length > insertedMax) sorted.sort(byId);

    this.waiting = [];
    this.sorted = sorted;
    for (const [place, source] of sorted.entries()) source.place = place;
  }
}

function placeFor(sorted: readonly RuleSource[], source: RuleSource): number {
  let [from, to] = [0, sorted.length];
  while (from < to) {
    const middle = (from + to) >>> 1;
    const other = sorted[middle];
    if (other !== undefined && byId(other, source) < 0) from = middle + 1;
    else to = middle;
  }
  return from;
}

/** A policy and a role may have the same id. */
function byId(one: RuleSource, other: RuleSource): number {
  if (one.id !== other.id) return one.id < other.id ? -1 : 1;
  return one.kind < other.kind ? -1 : 1;
}
