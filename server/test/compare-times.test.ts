import { describe, expect, test } from "vitest";
import { compareTimes, isToldApart } from "./compare-times.ts";

/** Numbers that look random and are the same on every run. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_103_515_245 + 12_345) % 2 ** 31;
    return state / 2 ** 31;
  };
}

/** Times of a call: 4 ms, a spread, and now and then a pause of the machine that is many times longer. */
function timesOf(random: () => number, { count, spreadMs, shiftMs = 0 }: { count: number; spreadMs: number; shiftMs?: number }) {
  return Array.from({ length: count }, () => 4 + shiftMs + random() * spreadMs + (random() < 0.05 ? random() * 80 : 0));
}

describe("two kinds of calls", () => {
  test.each([1, 5])("that are equal are not told apart, with pauses and a spread of %i ms", (spreadMs) => {
    const random = seeded(spreadMs);
    const differs = () => isToldApart(compareTimes(timesOf(random, { count: 60, spreadMs }), timesOf(random, { count: 60, spreadMs })));
    // One in thousands is by chance, and is asked again.
    for (let run = 0; run < 500; run += 1) expect(differs() && differs()).toBe(false);
  });

  test.each([
    [1, 50],
    [5, 150],
  ])("of which one takes 2 ms longer are told apart, with a spread of %i ms, in %i rounds", (spreadMs, count) => {
    const random = seeded(spreadMs);
    for (let run = 0; run < 100; run += 1) {
      const difference = compareTimes(timesOf(random, { count, spreadMs, shiftMs: 2 }), timesOf(random, { count, spreadMs }));
      expect(isToldApart(difference)).toBe(true);
    }
  });

  test("of which one is faster are told apart too", () => {
    const random = seeded(7);
    const [slow, fast] = [timesOf(random, { count: 60, spreadMs: 1, shiftMs: 2 }), timesOf(random, { count: 60, spreadMs: 1 })];
    expect(compareTimes(fast, slow).medianMs).toBeLessThan(-1);
    expect(isToldApart(compareTimes(fast, slow))).toBe(true);
  });
});
