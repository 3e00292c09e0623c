/** Integers side by side in memory; what was never set is 0. */
export class IntegerList {
  private values = new Int32Array(64);

  get(position: number): number {
    return this.values[position] ?? 0;
  }

  set(position: number, value: number): void {
    if (position >= this.values.length) this.growTo(position + 1);
    this.values[position] = value;
  }

  private growTo(length: number): void {
    const grown = new Int32Array(Math.max(length, this.values.length * 2));
    grown.set(this.values);
    this.values = grown;
  }
}
