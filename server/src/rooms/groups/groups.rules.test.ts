import { groupDepthMax } from "@latchkey/contract";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { findNestingProblem, withGroupsBelow, type NestedGroup } from "./groups.rules.ts";

const aGroup = (id: string, parentId: string | null): NestedGroup => ({ id, name: `Group ${id}`, parentId, rule: null });
const chain = (length: number) => Array.from({ length }, (_, index) => aGroup(`${index}`, index === 0 ? null : `${index - 1}`));

/** Follows parents one by one; null when that never ends. */
function depthOf(groups: ReadonlyMap<string, NestedGroup>, id: string): number | null {
  let depth = 0;
  for (let parentId = groups.get(id)?.parentId ?? null; parentId !== null; parentId = groups.get(parentId)?.parentId ?? null) {
    depth += 1;
    if (depth > groups.size) return null;
  }
  return depth;
}

describe("nesting", () => {
  test("whatever groups are moved where, no accepted move closes a circle or goes too deep, and a refused one would have", () => {
    const moves = fc.array(fc.tuple(fc.nat({ max: 25 }), fc.option(fc.nat({ max: 25 }))), { minLength: 20, maxLength: 120 });
    const seen = { accepted: 0, cycle: 0 };
    fc.assert(
      fc.property(moves, (list) => {
        const groups = new Map(Array.from({ length: 26 }, (_, index) => [`${index}`, aGroup(`${index}`, null)]));
        for (const [child, parent] of list) {
          const moved = aGroup(`${child}`, parent === null ? null : `${parent}`);
          const problem = findNestingProblem([...groups.values()], moved);
          const after = new Map(groups).set(moved.id, moved);
          const depths = [...after.keys()].map((id) => depthOf(after, id));

          expect(problem?.kind === "cycle").toBe(depths.includes(null));
          if (!depths.includes(null)) expect(problem?.kind === "too_deep").toBe(depths.some((depth) => (depth ?? 0) > groupDepthMax));
          if (problem === null) groups.set(moved.id, moved);
          seen[problem === null ? "accepted" : "cycle"] += 1;
        }
      }),
      { numRuns: 200 },
    );
    expect(Math.min(seen.accepted, seen.cycle)).toBeGreaterThan(100);
  });

  test("the deepest group may have 20 above it, whether it moves itself or something above it does", () => {
    const deep = chain(groupDepthMax + 1);
    expect(findNestingProblem(deep.slice(0, -1), aGroup(`${groupDepthMax}`, `${groupDepthMax - 1}`))).toBeNull();
    expect(findNestingProblem(deep, aGroup("more", `${groupDepthMax}`))).toEqual({ kind: "too_deep", depth: groupDepthMax + 1 });
    expect(findNestingProblem([...deep, aGroup("top", null)], aGroup("0", "top"))).toEqual({ kind: "too_deep", depth: groupDepthMax + 1 });
  });

  test("a circle is told by the names on the way", () => {
    expect(findNestingProblem(chain(3), aGroup("0", "2"))).toEqual({ kind: "cycle", path: ["Group 0", "Group 2", "Group 1", "Group 0"] });
    expect(findNestingProblem(chain(1), aGroup("0", "0"))).toEqual({ kind: "cycle", path: ["Group 0", "Group 0"] });
    expect(findNestingProblem(chain(1), aGroup("0", "9"))).toEqual({ kind: "unknown_parent" });
  });

  test("a group with those below it has each once", () => {
    const groups = [...chain(3), aGroup("other", null), aGroup("twin", "0")];
    expect(withGroupsBelow(groups, "0").map((group) => group.id)).toEqual(["0", "1", "2", "twin"]);
    expect(withGroupsBelow(groups, "other").map((group) => group.id)).toEqual(["other"]);
  });
});
