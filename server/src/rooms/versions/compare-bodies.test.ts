import { describe, expect, test } from "vitest";
import { alignLists } from "./align.rules.ts";
import { compareBodies } from "./compare-bodies.ts";

describe("two lists", () => {
  test.each<[string, string, string, string[]]>([
    ["of the same", "abc", "abc", []],
    ["one of them empty", "", "ab", ["+a0", "+b1"]],
    ["with an entry in front", "bc", "abc", ["+a0"]],
    ["with an entry gone", "abc", "ac", ["-b1"]],
    ["with an entry changed", "abc", "axc", ["b1>x1"]],
    ["with entries changed and added between", "ad", "axyd", ["+x1", "+y2"]],
    ["in another order", "ab", "ba", ["-a0", "+a1"]],
  ])("%s", (_title, before, after, expected) => {
    const steps = alignLists([...before], [...after]).map((step) => {
      if (step.before === undefined) return `+${step.after}${step.afterIndex}`;
      if (step.after === undefined) return `-${step.before}${step.beforeIndex}`;
      return `${step.before}${step.beforeIndex}>${step.after}${step.afterIndex}`;
    });
    expect(steps).toEqual(expected);
  });
});

describe("two bodies", () => {
  test("that differ only in the order of their fields are the same", () => {
    expect(compareBodies({ a: { x: 1, y: [2] }, b: 3 }, { b: 3, a: { y: [2], x: 1 } })).toEqual({ changes: [], lines: [] });
  });

  test("name each leaf, and one line for each entry or field", () => {
    const before = { name: "A", rules: [{ on: "x", of: [1] }], when: { from: "1" } };
    const after = { name: "B", rules: [{ on: "y", of: [1, 2] }], when: { from: "1", until: "2" } };
    const { changes, lines } = compareBodies(before, after);
    expect(changes).toEqual([
      { path: "name", before: "A", after: "B" },
      { path: "rules.0.on", before: "x", after: "y" },
      { path: "rules.0.of.1", before: null, after: 2 },
      { path: "when.until", before: null, after: "2" },
    ]);
    expect(lines.map((line) => [line.change, line.path])).toEqual([
      ["changed", "name"],
      ["changed", "rules.0"],
      ["added", "when.until"],
    ]);
  });
});
