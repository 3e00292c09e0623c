import { expect, test } from "vitest";
import type { DashboardSummary } from "@latchkey/contract";
import { noGrouping } from "./dashboards-search.ts";
import { chooseGroupKey, groupDashboards, groupKeys, sortDashboards } from "./group-dashboards.ts";

function aDashboard(name: string, tags: Record<string, string | string[]> = {}, updatedAt = "2026-01-01T00:00:00.000Z"): DashboardSummary {
  return {
    id: name,
    name,
    description: "",
    tags: Object.entries(tags).flatMap(([key, values]) => [values].flat().map((value) => ({ key, value }))),
    widgetCount: 0,
    createdAt: updatedAt,
    updatedAt,
  };
}

const nine = Array.from({ length: 9 }, (_, index) =>
  aDashboard(`D${index}`, { state: index % 2 === 0 ? "NY" : "MA", serial: String(index) }),
);

test("a key with one value, or with a value of its own for every dashboard, makes no groups", () => {
  const all = nine.map((each) => ({ ...each, tags: [...each.tags, { key: "type", value: "weather" }] }));

  expect(groupKeys(all)).toEqual(["state"]);
});

test("a short list is not grouped unless asked for", () => {
  const short = nine.slice(0, 8);

  expect(chooseGroupKey(short, undefined)).toBeNull();
  expect(chooseGroupKey(short, "state")).toBe("state");
});

test("a long list is grouped by the key that most dashboards carry, unless refused", () => {
  expect(chooseGroupKey(nine, undefined)).toBe("state");
  expect(chooseGroupKey(nine, noGrouping)).toBeNull();
});

test("a key that is gone from an old link falls back to the default", () => {
  expect(chooseGroupKey(nine, "county")).toBe("state");
});

test("a dashboard stands in the group of each of its values, those without the key come last", () => {
  const groups = groupDashboards(
    [aDashboard("both", { state: ["NY", "MA"] }), aDashboard("none"), aDashboard("ny", { state: "NY" })],
    "state",
  );

  expect(groups.map(({ value, dashboards }) => [value, dashboards.map(({ name }) => name)])).toEqual([
    ["MA", ["both"]],
    ["NY", ["both", "ny"]],
    [null, ["none"]],
  ]);
});

test("names sort as people count, updates newest first", () => {
  const list = [aDashboard("Site 10", {}, "2026-01-03T00:00:00.000Z"), aDashboard("Site 9", {}, "2026-01-02T00:00:00.000Z")];

  expect(sortDashboards(list, "name").map(({ name }) => name)).toEqual(["Site 9", "Site 10"]);
  expect(sortDashboards(list, "updated").map(({ name }) => name)).toEqual(["Site 10", "Site 9"]);
});
