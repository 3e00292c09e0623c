import type { ReplayedDecision } from "@latchkey/contract";
import { expect, test } from "vitest";
import { latestOf } from "./replay-decisions.ts";

test("of more turned decisions than are listed the latest are kept, latest first, whatever order they were read in", () => {
  const at = (second: number): ReplayedDecision => ({
    at: new Date(Date.UTC(2026, 0, 1) + second * 1000).toISOString(),
    subject: { type: "run_user", id: "1".repeat(24), name: "Ann" },
    action: "access",
    resource: { type: "dashboard", id: "2".repeat(24), name: "Albany" },
    was: "allow",
    wouldBe: "deny",
    count: 1,
  });
  const read = Array.from({ length: 6000 }, (_, index) => at((index * 7) % 6000));
  const kept = latestOf(read);
  expect(kept).toHaveLength(5000);
  expect([kept[0]?.at, kept.at(-1)?.at]).toEqual([at(5999).at, at(1000).at]);
  expect(latestOf([...kept, at(7000)])[0]?.at).toBe(at(7000).at);
});
