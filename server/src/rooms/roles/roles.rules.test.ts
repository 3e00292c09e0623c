import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { conditionsKeyOf, findInclusionCycle, stateOf, type IncludingRole } from "./roles.rules.ts";

const aRole = (id: string, ...includes: string[]): IncludingRole => ({ id, name: `Role ${id}`, includes });

/** Whether a role reaches itself, by trying every way of at most as many steps as there are roles. */
function reachesItself(roles: readonly IncludingRole[], wanted: string): boolean {
  const reached = new Set(roles.find((role) => role.id === wanted)?.includes);
  for (let step = 0; step < roles.length; step += 1) {
    const included = roles.filter((role) => reached.has(role.id)).flatMap((role) => role.includes);
    for (const id of included) reached.add(id);
  }
  return reached.has(wanted);
}

describe("inclusion", () => {
  test("whatever roles include what, no accepted save closes a circle, and a refused one would have", () => {
    const saves = fc.array(fc.tuple(fc.nat({ max: 9 }), fc.uniqueArray(fc.nat({ max: 9 }), { maxLength: 3 })), { maxLength: 30 });
    const seen = { accepted: 0, refused: 0 };
    fc.assert(
      fc.property(saves, (list) => {
        const roles = new Map(Array.from({ length: 10 }, (_, index) => [`${index}`, aRole(`${index}`)]));
        for (const [id, includes] of list) {
          const saved = aRole(`${id}`, ...includes.map(String));
          const path = findInclusionCycle([...roles.values()], saved);
          const after = new Map(roles).set(saved.id, saved);
          expect(path !== null).toBe(reachesItself([...after.values()], saved.id));

          if (path === null) roles.set(saved.id, saved);
          else {
            expect([path[0], path.at(-1)]).toEqual([saved.name, saved.name]);
            const isStep = (from: string, to: string) => after.get(from.slice(5))?.includes.includes(to.slice(5));
            expect(path.slice(1).every((name, index) => isStep(path[index] ?? "", name))).toBe(true);
          }
          seen[path === null ? "accepted" : "refused"] += 1;
        }
      }),
      { numRuns: 200 },
    );
    expect(Math.min(seen.accepted, seen.refused)).toBeGreaterThan(100);
  });
});

describe("an assignment", () => {
  const at = (second: number) => new Date(second * 1000);

  test("begins at its first moment and has ended at its last", () => {
    const bounds = { starts_at: at(10), ends_at: at(20) };
    expect([9, 10, 19, 20].map((second) => stateOf(bounds, at(second)))).toEqual(["not_yet", "in_force", "in_force", "ended"]);
    expect(stateOf({ starts_at: null, ends_at: null }, at(0))).toBe("in_force");
    expect(stateOf({ starts_at: at(30), ends_at: at(20) }, at(25))).toBe("ended");
  });

  test("has one text for the same conditions in whatever order, and none for two moments", () => {
    expect(conditionsKeyOf({ from: "2026-01-01T00:00:00Z", until: "2026-02-01T00:00:00Z" })).toBe("");
    expect(conditionsKeyOf({ secondFactor: true, addresses: ["192.0.2.1"] })).toBe(
      conditionsKeyOf({ addresses: ["192.0.2.1"], secondFactor: true, until: "2026-02-01T00:00:00Z" }),
    );
    expect(conditionsKeyOf({ addresses: ["192.0.2.1"] })).not.toBe(conditionsKeyOf({ addresses: ["192.0.2.2"] }));
  });
});
