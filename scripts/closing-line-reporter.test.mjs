import { describe, expect, it } from "vitest";
import { closingLine, countResults } from "./closing-line-reporter.mjs";

function moduleWith(states, state = "passed") {
  const tests = states.map((each) => ({ result: () => ({ state: each }) }));
  return { state: () => state, children: { allTests: () => tests } };
}

describe("the closing line", () => {
  it("sums up, and speaks of skipped tests only when there are some", () => {
    expect(closingLine({ passed: 3, failed: 0 })).toBe("3 passed, 0 failed");
    expect(closingLine({ passed: 3, failed: 1, skipped: 2 })).toBe("3 passed, 1 failed, 2 skipped");
  });

  it("counts a file that could not run, and an error outside of any test, as failed", () => {
    const modules = [moduleWith(["passed", "failed", "skipped"], "failed"), moduleWith([], "failed"), moduleWith(["passed"])];
    expect(countResults(modules, [new Error("outside")])).toEqual({ passed: 2, failed: 3, skipped: 1 });
  });
});
