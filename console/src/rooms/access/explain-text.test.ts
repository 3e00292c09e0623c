import { createInstance } from "i18next";
import { expect, test } from "vitest";
import { consoleResources, initWords } from "@latchkey/words";
import type { Explanation, RuleTrail } from "@latchkey/contract";
import { explainText } from "./explain-text.ts";
import { chainSteps } from "./explain-chain-words.ts";
import { describeRule, ruleFate } from "./explain-words.ts";

const words = createInstance();
initWords(words, { language: "en", resources: consoleResources });
const { t } = words;

const rule: RuleTrail = {
  source: "policy",
  conditionsHold: true,
  path: [],
  policyId: "66f0c2000000000000000003",
  policyName: "Northeast",
  permissionIndex: 0,
  effect: "allow",
  isMatched: false,
  targetMatches: false,
  resourceMatches: true,
  targetIndex: 0,
  nearMisses: [{ side: "subject", miss: { kind: "case", key: "region", expected: "northeast", actual: "Northeast" } }],
};

const refused: Explanation = {
  decision: "deny",
  reason: "no_policy_allows",
  subject: {
    type: "run_user",
    id: "66f0c2000000000000000001",
    name: "Ann",
    status: "active",
    tags: [{ key: "region", value: "Northeast" }],
  },
  resource: { type: "dashboard", id: "66f0c2000000000000000002", name: "Sales", tags: [{ key: "state", value: "NY" }] },
  action: "access",
  rules: [rule],
  policyCount: 4,
  remedies: [{ kind: "change_subject_tag", key: "region", from: "Northeast", to: "northeast", policyId: rule.policyId }],
  accessRevision: 12,
  decidedAt: "2026-03-01T12:00:00.000Z",
};

test("the text says what the page says, with the near miss and the remedy", () => {
  expect(explainText(t, refused, "https://example.com/explain").split("\n")).toEqual([
    "May Ann access Sales?",
    "No, denied: No active policy allows it, and the default is deny.",
    "Decided 2026-03-01T12:00:00.000Z, policy set 12",
    "",
    "Ann (66f0c2000000000000000001): region=Northeast",
    "Sales (66f0c2000000000000000002): state=NY",
    "",
    "The way to the decision:",
    "1. Ann is active",
    "2. Policies do not allow it",
    "",
    "Rules looked at: 1 of 4 active policies have to do with this question.",
    "- Northeast, permission 1: Names this resource, but does not speak about this subject.",
    "    Ann has region = Northeast, the rule wants region = northeast: only upper and lower case differ.",
    "",
    "What would allow it:",
    "- Change the tag region of Ann from Northeast to northeast",
    "",
    "https://example.com/explain",
  ]);
});

test("an allow beside a deny is overruled, and the deny decides", () => {
  const denied: Explanation = { ...refused, reason: "denied_by_policy" };
  const allow = { ...rule, isMatched: true };

  expect(ruleFate(allow, denied)).toBe("overruled");
  expect(ruleFate({ ...allow, effect: "deny" }, denied)).toBe("decided");
  expect(describeRule(t, { ...allow, effect: "deny" }, denied)).toContain("denies, and that wins");
});

test("an account that is not active stops before any policy", () => {
  const suspended: Explanation = { ...refused, reason: "subject_not_active", subject: { ...refused.subject, status: "suspended" } };

  expect(chainSteps(t, suspended).map((step) => step.outcome)).toEqual(["stopped", "skipped"]);
});
