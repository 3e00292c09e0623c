/**
 * All rules by number, with what ranking asks of each side by side in memory: a question can touch hundreds of rules, and
 * following the pointers of each costs more than everything else.
 */
import { noAtom } from "./atom-pool.ts";
import { isAllow, type IndexedRule } from "./indexed-rule.ts";

// One row is the only target (or no atom where there are several), the resource, flags, and the last visit.
const rowSize = 4;
const rowsMin = 64;
const allows = 1;
const isConditional = 2;

export class RuleTable {
  private rows = new Int32Array(rowsMin * rowSize);
  private readonly rules: (IndexedRule | undefined)[] = [];
  private readonly free: number[] = [];

  get size(): number {
    return this.rules.length - this.free.length;
  }

  nextNumber(): number {
    return this.free.pop() ?? this.rules.length;
  }

  put(rule: IndexedRule): void {
    const { number, audience, source, resource } = rule;
    const row = number * rowSize;
    if (row >= this.rows.length) this.grow();
    this.rules[number] = rule;
    this.rows[row] = audience.targets.length === 1 ? (audience.targets[0] ?? noAtom) : noAtom;
    this.rows[row + 1] = resource;
    this.rows[row + 2] = (isAllow(rule) ? allows : 0) | (source.conditions === null ? 0 : isConditional);
    this.rows[row + 3] = 0;
  }

  remove({ number }: IndexedRule): void {
    this.rules[number] = undefined;
    this.free.push(number);
  }

  at(number: number): IndexedRule {
    const rule = this.rules[number];
    if (rule === undefined) throw new Error("there is no rule of this number");
    return rule;
  }

  forgetVisits(): void {
    for (let row = 0; row < this.rows.length; row += rowSize) this.rows[row + 3] = 0;
  }

  /** Whether this visit comes upon the rule for the first time. */
  isFirstVisit(number: number, visit: number): boolean {
    const place = number * rowSize + 3;
    if (this.rows[place] === visit) return false;
    this.rows[place] = visit;
    return true;
  }

  /** No atom where there are several. */
  onlyTarget(number: number): number {
    return this.rows[number * rowSize] ?? noAtom;
  }

  resource(number: number): number {
    return this.rows[number * rowSize + 1] ?? noAtom;
  }

  isAllow(number: number): boolean {
    return ((this.rows[number * rowSize + 2] ?? 0) & allows) !== 0;
  }

  isConditional(number: number): boolean {
    return ((this.rows[number * rowSize + 2] ?? 0) & isConditional) !== 0;
  }

  private grow(): void {
    const grown = new Int32Array(this.rows.length * 2);
    grown.set(this.rows);
    this.rows = grown;
  }
}
