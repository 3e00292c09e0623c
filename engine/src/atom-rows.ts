/**
 * What explaining asks of each atom, side by side in memory: the texts of its tag as numbers, and what the question at hand
 * noted on it. The next question finds no note, without anything being cleared.
 */
import type { Matcher } from "./model.ts";
import { keyNumber, valueNumber } from "./tag-list.ts";

// One row is the visit that made the note, the note, the key and the value.
const rowSize = 4;
const rowsMin = 64;

/** Nothing is noted. */
export const unknown = -2;

/** In place of a value: the atom is a key with whatever value, or no tag at all. */
export const anyValue = 2;
export const noTag = 0;

export class AtomRows {
  private rows = new Int32Array(rowsMin * rowSize);

  describe(atom: number, matcher: Matcher | null): void {
    const row = atom * rowSize;
    if (row >= this.rows.length) this.growTo(row + rowSize);
    this.rows[row] = 0;
    this.rows[row + 2] = matcher !== null && "key" in matcher ? keyNumber(matcher.key) : noTag;
    this.rows[row + 3] = describedValue(matcher);
  }

  key(atom: number): number {
    return this.rows[atom * rowSize + 2] ?? noTag;
  }

  value(atom: number): number {
    return this.rows[atom * rowSize + 3] ?? noTag;
  }

  noteOf(atom: number, visit: number): number {
    const row = atom * rowSize;
    return this.rows[row] === visit ? (this.rows[row + 1] ?? unknown) : unknown;
  }

  note(atom: number, visit: number, note: number): void {
    const row = atom * rowSize;
    this.rows[row] = visit;
    this.rows[row + 1] = note;
  }

  forgetVisits(): void {
    for (let row = 0; row < this.rows.length; row += rowSize) this.rows[row] = 0;
  }

  private growTo(length: number): void {
    const grown = new Int32Array(Math.max(length, this.rows.length * 2));
    grown.set(this.rows);
    this.rows = grown;
  }
}

function describedValue(matcher: Matcher | null): number {
  if (matcher?.match === "tag") return valueNumber(matcher.value);
  return matcher?.match === "tag_match" ? anyValue : noTag;
}
