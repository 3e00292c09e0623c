/** Circles are found whatever else there is, and named by the ids along them. */
import { findGroupCycle, findRoleCycle } from "@latchkey/engine";
import fc from "fast-check";
import { expect, it } from "vitest";

it("names the roles along the circle", () => {
  const roles = [
    { id: "a", includes: ["b", "nobody"] },
    { id: "b", includes: ["d", "c"] },
    { id: "c", includes: ["b"] },
    { id: "d", includes: [] },
  ];
  expect(findRoleCycle(roles)).toEqual(["b", "c"]);
  expect(findRoleCycle(roles.filter((role) => role.id !== "c"))).toBeNull();
  expect(findRoleCycle([{ id: "self", includes: ["self"] }])).toEqual(["self"]);
});

it("names the groups along the circle", () => {
  const parents = (list: [string, string | null][]) => list.map(([id, parentId]) => ({ id, parentId }));
  expect(
    findGroupCycle(
      parents([
        ["a", "b"],
        ["b", "c"],
        ["c", "a"],
      ]),
    ),
  ).toEqual(["a", "b", "c"]);
  expect(
    findGroupCycle(
      parents([
        ["a", "b"],
        ["b", "c"],
        ["c", null],
        ["d", "gone"],
      ]),
    ),
  ).toBeNull();
});

it("two ways to the same role are no circle, and ten thousand roles in a row are no trouble", () => {
  const diamond = [
    { id: "a", includes: ["b", "c"] },
    { id: "b", includes: ["d"] },
    { id: "c", includes: ["d"] },
    { id: "d", includes: [] },
  ];
  const row = Array.from({ length: 10_000 }, (_, index) => ({ id: `${index}`, includes: [`${index + 1}`] }));
  expect(findRoleCycle(diamond)).toBeNull();
  expect(findRoleCycle(row)).toBeNull();
});

it("finds a circle exactly when some role reaches itself", () => {
  const ids = ["0", "1", "2", "3", "4"];
  const roles = fc.tuple(...ids.map((id) => fc.subarray(ids, { maxLength: 2 }).map((includes) => ({ id, includes }))));
  const checkRoles = (list: { id: string; includes: string[] }[]) => {
    const cycle = findRoleCycle(list);
    expect(cycle !== null).toBe(list.some((role) => reaches(list, role.includes, role.id)));
    for (const [index, id] of cycle?.entries() ?? []) {
      const next = cycle?.[(index + 1) % cycle.length];
      expect(list.find((role) => role.id === id)?.includes).toContain(next);
    }
  };
  fc.assert(fc.property(roles, checkRoles), { numRuns: 500 });
});

function reaches(roles: { id: string; includes: string[] }[], from: readonly string[], wanted: string, steps = roles.length): boolean {
  if (from.includes(wanted)) return true;
  return (
    steps > 0 &&
    reaches(
      roles,
      roles.filter((role) => from.includes(role.id)).flatMap((role) => role.includes),
      wanted,
      steps - 1,
    )
  );
}
