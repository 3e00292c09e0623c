/** A set of small integers as bits: a whole population in one pass. */
export class Bits {
  readonly size: number;
  readonly words: Uint32Array;

  constructor(size: number) {
    this.size = size;
    this.words = new Uint32Array((size + 31) >>> 5);
  }

  add(index: number): void {
    const at = index >>> 5;
    this.words[at] = (this.words[at] ?? 0) | (1 << (index & 31));
  }

  has(index: number): boolean {
    return ((this.words[index >>> 5] ?? 0) & (1 << (index & 31))) !== 0;
  }

  addAll(): this {
    this.words.fill(0xffff_ffff);
    const spare = this.words.length * 32 - this.size;
    if (spare > 0) this.words[this.words.length - 1] = 0xffff_ffff >>> spare;
    return this;
  }

  or({ words }: Bits): this {
    for (let at = 0; at < words.length; at += 1) this.words[at] = (this.words[at] ?? 0) | (words[at] ?? 0);
    return this;
  }

  and({ words }: Bits): this {
    for (let at = 0; at < words.length; at += 1) this.words[at] = (this.words[at] ?? 0) & (words[at] ?? 0);
    return this;
  }

  andNot({ words }: Bits): this {
    for (let at = 0; at < words.length; at += 1) this.words[at] = (this.words[at] ?? 0) & ~(words[at] ?? 0);
    return this;
  }

  copy(): Bits {
    const copy = new Bits(this.size);
    copy.words.set(this.words);
    return copy;
  }

  /** What those in the set weigh together. */
  sum(weights: ArrayLike<number>): number {
    let total = 0;
    for (let at = 0; at < this.words.length; at += 1) {
      for (let word = this.words[at] ?? 0; word !== 0; word &= word - 1) total += weights[at * 32 + 31 - Math.clz32(word & -word)] ?? 0;
    }
    return total;
  }

  isEmpty(): boolean {
    return this.words.every((word) => word === 0);
  }

  *[Symbol.iterator](): Generator<number> {
    for (let at = 0; at < this.words.length; at += 1) {
      for (let word = this.words[at] ?? 0; word !== 0; word &= word - 1) yield at * 32 + 31 - Math.clz32(word & -word);
    }
  }
}
