import { createInstance } from "i18next";
import { expect, test } from "vitest";
import { consoleResources, initWords } from "@latchkey/words";
import type { PolicyBody } from "@latchkey/contract";
import { describePermission, describePolicy } from "./describe-policy.ts";
import type { Describing } from "./describe-policy.ts";

const words = createInstance();
initWords(words, { language: "en", resources: consoleResources });

const salesView = "66f0c2000000000000000001";
const describing: Describing = {
  t: words.t,
  language: "en",
  nameOf: (type, id) => (type === "dashboard" && id === salesView ? "Regional Sales View" : undefined),
};

type Rules = Pick<PolicyBody, "targets" | "permissions">;

const promises: [title: string, rules: Rules, sentence: string][] = [
  [
    "one dashboard for tagged users",
    {
      targets: [{ subject: "run_user", match: "tag", key: "level", value: "supervisor" }],
      permissions: [{ effect: "allow", actions: ["access"], resource: { type: "dashboard", match: "id", id: salesView } }],
    },
    "Run users tagged level = supervisor may access the dashboard Regional Sales View.",
  ],
  [
    "permissions that differ in the tag alone are read together",
    {
      targets: [{ subject: "run_user", match: "tag", key: "region", value: "northeast" }],
      permissions: [
        { effect: "allow", actions: ["access"], resource: { type: "dashboard", match: "tag", key: "state", value: "NY" } },
        { effect: "allow", actions: ["access"], resource: { type: "dashboard", match: "tag", key: "state", value: "MA" } },
      ],
    },
    "Run users tagged region = northeast may access dashboards tagged state = NY or state = MA.",
  ],
  [
    "everything for everybody",
    {
      targets: [{ subject: "run_user", match: "any" }],
      permissions: [{ effect: "allow", actions: ["access"], resource: { type: "dashboard", match: "any" } }],
    },
    "Any run user may access any dashboard.",
  ],
  [
    "a script that creates devices",
    {
      targets: [{ subject: "analysis", match: "tag", key: "script", value: "device_upload" }],
      permissions: [{ effect: "allow", actions: ["create"], resource: { type: "device", match: "any" } }],
    },
    "Analyses tagged script = device_upload may create any device.",
  ],
  [
    "targets are alternatives, several actions add up, and a deny is told apart",
    {
      targets: [
        { subject: "run_user", match: "tag_match", key: "customer" },
        { subject: "analysis", match: "id", id: "66f0c2000000000000000009" },
      ],
      permissions: [
        { effect: "allow", actions: ["access", "edit", "get_data"], resource: { type: "device", match: "tag_match", key: "customer" } },
        { effect: "deny", actions: ["delete"], resource: { type: "device", match: "any" } },
      ],
    },
    "Run users with any customer tag or the analysis 66f0c2000000000000000009 may access, edit, and read the data of devices with the same customer as themselves; may never delete any device.",
  ],
];

test.each(promises)("%s", (_, rules, sentence) => {
  expect(describePolicy(rules, describing)).toBe(sentence);
});

test("conditions end the sentence", () => {
  const rules = { ...(promises[2]?.[1] ?? { targets: [], permissions: [] }), conditions: { secondFactor: true as const } };

  expect(describePolicy(rules, describing)).toBe("Any run user may access any dashboard, with a second factor.");
});

test("roles, groups and types of other applications are called by name", () => {
  const rules: Rules = {
    targets: [
      { subject: "run_user", match: "role", id: salesView },
      { subject: "run_user", match: "group", id: salesView },
      { subject: "administrator", match: "any" },
    ],
    permissions: [{ effect: "allow", actions: ["can_read"], resource: { type: "todo", match: "tag_match", key: "team" } }],
  };
  const nameOf = (type: string) => ({ role: "Night shift", group: "North" })[type];

  expect(describePolicy(rules, { ...describing, nameOf })).toBe(
    "Run users with the role Night shift, run users in the group North, or any limited administrator may can_read todo resources with the same team as themselves.",
  );
});

test("an unfinished policy says what it lacks", () => {
  expect(describePolicy({ targets: [], permissions: [] }, describing)).toContain("needs a target");
});

test("a half-filled row shows where something is still missing", () => {
  const permission = {
    effect: "allow" as const,
    actions: [],
    resource: { type: "dashboard" as const, match: "tag" as const, key: "state", value: "" },
  };

  expect(describePermission(permission, describing)).toBe("may do nothing yet with dashboards tagged state = …");
});

test("markup in tags and names stays text", () => {
  const rules: Rules = {
    targets: [{ subject: "run_user", match: "tag", key: "<b>k</b>", value: "{{who}} & $t(common.save)" }],
    permissions: [{ effect: "allow", actions: ["access"], resource: { type: "dashboard", match: "any" } }],
  };

  expect(describePolicy(rules, describing)).toBe("Run users tagged <b>k</b> = {{who}} & $t(common.save) may access any dashboard.");
});
