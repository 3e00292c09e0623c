/**
 * A sieve lets through every text that was put in and few others (a Bloom filter with one bit for each text). Looking at the
 * length and the last letters is enough for it: a text that passes wrongly costs the exact look-up, and never changes an answer.
 */
import type { Tag } from "@latchkey/contract";

const wordsMin = 4;
/** What a sieve begins with: most stay empty, and typed arrays are dear to make. Never written to. */
const noWords = new Int32Array(1);
/** At most one bit in so many is set, so that nearly all that was not put in is held back. */
const bitsPerText = 8;

export class Sieve {
  private words = noWords;
  private bitMask = 0;
  private readonly prints: number[] = [];

  add(print: number): void {
    this.prints.push(print);
    if (this.prints.length * bitsPerText > this.bitMask) this.widen();
    else this.mark(print);
  }

  mayHold(print: number): boolean {
    const bit = print & this.bitMask;
    return ((this.words[bit >>> 5] ?? 0) & (1 << (bit & 31))) !== 0;
  }

  private mark(print: number): void {
    const bit = print & this.bitMask;
    this.words[bit >>> 5] = (this.words[bit >>> 5] ?? 0) | (1 << (bit & 31));
  }

  private widen(): void {
    const wordCount = Math.max(wordsMin, this.words.length * 4);
    this.words = new Int32Array(wordCount);
    this.bitMask = wordCount * 32 - 1;
    for (const print of this.prints) this.mark(print);
  }
}

export function printOfTag({ key, value }: Tag): number {
  return mix(Math.imul(ending(key), 0x01000193) ^ ending(value));
}

export function printOfId(id: string): number {
  return mix(ending(id));
}

/** Numbers and random ids differ in their last letters; words differ in their lengths, too. */
function ending(text: string): number {
  const { length } = text;
  if (length < 3) return length === 0 ? 0 : (text.charCodeAt(0) << 8) ^ (text.charCodeAt(length - 1) << 2) ^ length;
  return (length << 21) ^ (text.charCodeAt(length - 3) << 14) ^ (text.charCodeAt(length - 2) << 7) ^ text.charCodeAt(length - 1);
}

function mix(value: number): number {
  const mixed = Math.imul(value, 0x9e3779b1);
  return mixed ^ (mixed >>> 15);
}
