/** Whether two kinds of calls can be told apart by how long they take, on a machine that does other things meanwhile. */

/** How much longer one kind took than the other, call by call in the same round. */
interface Difference {
  /** The middle one of the differences. A pause of the machine moves it by one place only, however long it was. */
  medianMs: number;
  /** How many standard deviations the share of slower calls lies from one half (sign test: pauses cannot outweigh the rest). */
  z: number;
}

/** Two equal kinds come so far apart in one of 2,000 comparisons; whoever finds one asks again, which makes it one in millions. */
const zMax = 3.5;

/** What is smaller is not looked for: rows that are there are read a little faster than none are found. */
const noticeableMs = 0.5;

export function isToldApart({ medianMs, z }: Difference): boolean {
  return Math.abs(z) > zMax && Math.abs(medianMs) >= noticeableMs;
}

/** Compares times that were taken in the same rounds, one of each kind a round, so that both had the same machine. */
export function compareTimes(times: readonly number[], others: readonly number[]): Difference {
  const differences = times.map((time, index) => time - (others[index] ?? Number.NaN)).toSorted((one, two) => one - two);
  const count = differences.length;
  const slower = differences.filter((difference) => difference > 0).length;
  return { medianMs: differences[Math.floor(count / 2)] ?? 0, z: (2 * slower - count) / Math.sqrt(Math.max(1, count)) };
}

/** The kinds of one round in an order that nobody can foresee: what runs first or after what must not matter. */
export function shuffled<T>(items: readonly T[]): T[] {
  return items
    .map((item) => [Math.random(), item] as const)
    .toSorted(([one], [two]) => one - two)
    .map(([, item]) => item);
}
