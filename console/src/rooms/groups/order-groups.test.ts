import { expect, test } from "vitest";
import type { Group } from "@latchkey/contract";
import { orderGroups, pathOf } from "./order-groups.ts";

function aGroup(id: string, parentId: string | null = null): Group {
  return {
    id,
    name: id.toUpperCase(),
    description: "",
    parentId,
    rule: null,
    tags: [],
    managedBy: null,
    areMembersManaged: false,
    memberCount: 0,
    createdAt: "2026-01-01T00:00:00.000Z",
    updatedAt: "2026-01-01T00:00:00.000Z",
    version: 1,
    pendingRevert: null,
  };
}

test("a group stands below the one it belongs to, wherever it was in the list", () => {
  const placed = orderGroups([aGroup("spain", "europe"), aGroup("asia"), aGroup("europe"), aGroup("madrid", "spain")]);

  expect(placed.map(({ group, depth }) => [group.id, depth])).toEqual([
    ["asia", 0],
    ["europe", 0],
    ["spain", 1],
    ["madrid", 2],
  ]);
});

test("no group gets lost, neither without its parent nor in a circle", () => {
  const placed = orderGroups([aGroup("orphan", "gone"), aGroup("a", "b"), aGroup("b", "a")]);

  expect(placed.map(({ group }) => group.id).sort()).toEqual(["a", "b", "orphan"]);
});

test("the path reads from the top down", () => {
  const groups = [aGroup("europe"), aGroup("spain", "europe"), aGroup("madrid", "spain")];

  expect(pathOf(aGroup("madrid", "spain"), groups)).toEqual(["EUROPE", "SPAIN", "MADRID"]);
});
