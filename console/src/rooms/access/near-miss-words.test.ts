import { createInstance } from "i18next";
import { expect, test } from "vitest";
import type { Explanation, NearMiss } from "@latchkey/contract";
import { consoleResources, initWords } from "@latchkey/words";
import { describeNearMiss, isSlip } from "./near-miss-words.ts";

const words = createInstance();
initWords(words, { language: "en", resources: consoleResources });
const { t } = words;

const explanation: Explanation = {
  decision: "deny",
  reason: "no_policy_allows",
  subject: { type: "run_user", id: "66f0c2000000000000000001", name: "Ann", status: "active", tags: [] },
  resource: { type: "dashboard", id: "66f0c2000000000000000002", name: "Sales", tags: [] },
  action: "access",
  rules: [],
  policyCount: 1,
  remedies: [],
  accessRevision: 1,
  decidedAt: "2026-03-01T12:00:00.000Z",
};
const groupId = "66f0c2000000000000000003";

function say(miss: NearMiss, side: "subject" | "resource" | "circumstances" = "subject"): string {
  return describeNearMiss(t, { side, miss }, explanation);
}

test("a tag on the other object is said with both names", () => {
  expect(say({ kind: "wrong_object", key: "state", expected: "NY" })).toBe(
    "The rule wants the tag state = NY on Ann; it is on Sales instead.",
  );
});

test("a missing tag of any value reads unlike one of a certain value", () => {
  expect(say({ kind: "missing_key", key: "region", expected: "" })).toBe("Ann has no tag region, the rule wants one.");
  expect(say({ kind: "missing_key", key: "region", expected: "south" })).toBe("Ann has no tag region, the rule wants region = south.");
});

test("hours are said by the names of days, with the clock that was read", () => {
  const miss = {
    kind: "condition",
    condition: "hours",
    expected: "1,5 08:00-18:00",
    actual: "2026-11-22 19:03",
    timeZone: "Europe/Berlin",
  } as const;

  expect(say(miss, "circumstances")).toBe(
    "It counts only during Mon, Fri 08:00-18:00 (Europe/Berlin); the clock there says 2026-11-22 19:03.",
  );
});

test("an address that nobody knows is said so", () => {
  expect(say({ kind: "condition", condition: "addresses", expected: "192.0.2.0/24", actual: null }, "circumstances")).toBe(
    "It counts only from 192.0.2.0/24; the address is not known.",
  );
});

test("groups and roles are named", () => {
  expect(say({ kind: "group_not_joined", groupId, groupName: "Night" })).toBe("Ann is not a member of the group Night.");
  expect(say({ kind: "role_not_held", roleId: groupId, roleName: "Viewer" })).toBe("Ann does not hold the role Viewer.");
});

test("what is almost right is marked, what is simply not there is not", () => {
  expect(isSlip({ side: "subject", miss: { kind: "case", key: "a", expected: "b", actual: "B" } })).toBe(true);
  expect(isSlip({ side: "subject", miss: { kind: "role_not_held", roleId: groupId, roleName: "Viewer" } })).toBe(false);
});
