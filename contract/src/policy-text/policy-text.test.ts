import fc from "fast-check";
import { expect, test } from "vitest";
import { policyBody } from "../access.ts";
import type { PolicyBody } from "../access.ts";
import { actionPhrases } from "./grammar-words.ts";
import { parsePolicy } from "./parse-policy.ts";
import { printPolicy } from "./print-policy.ts";
import { resourceType, subjectType } from "../catalogue.ts";

const awkward = fc.constantFrom(
  "and",
  "to",
  'say "hi"',
  "back\\slash",
  "a, b",
  "(x)",
  "=",
  ".",
  "with tag",
  "line\nbreak",
  "tab\there",
  "ünïcode 🚚",
);
const text = fc.oneof(fc.string({ minLength: 1, maxLength: 20 }), awkward);
const id = fc.stringMatching(/^[0-9a-f]{24}$/);
const key = fc.oneof(text, fc.constantFrom("level", "region", "or", "in", "tag"));
const subject = fc.constantFrom(...subjectType.options);
const type = fc.oneof(fc.constantFrom<string>(...resourceType.options), fc.stringMatching(/^[A-Za-z][A-Za-z0-9_.-]{0,10}$/));
const action = fc.oneof(
  fc.constantFrom(...Object.keys(actionPhrases)),
  fc.stringMatching(/^[A-Za-z][A-Za-z0-9_.:/-]{0,10}$/),
  fc.constantFrom("run", "arrange", "read", "and"),
);

const target = fc.oneof(
  fc.record({ subject, match: fc.constant("any" as const) }),
  fc.record({ subject, match: fc.constant("id" as const), id }),
  fc.record({ subject, match: fc.constant("tag" as const), key, value: text }),
  fc.record({ subject, match: fc.constant("tag_match" as const), key }),
  fc.record({ subject, match: fc.constantFrom("role" as const, "group" as const), id }),
);

const resource = fc.oneof(
  fc.record({ type, match: fc.constant("any" as const) }),
  fc.record({ type, match: fc.constant("id" as const), id: fc.oneof(id, text) }),
  fc.record({ type, match: fc.constant("tag" as const), key, value: text }),
  fc.record({ type, match: fc.constant("tag_match" as const), key }),
);

const moment = fc.date({ min: new Date("2000-01-01"), max: new Date("2099-12-31"), noInvalidDate: true }).map((date) => date.toISOString());
const clock = fc
  .tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }))
  .map((parts) => parts.map((part) => String(part).padStart(2, "0")).join(":"));

const hours = fc.record({
  timeZone: fc.constantFrom("UTC", "America/New_York", "Etc/GMT+5", "America/Argentina/Buenos_Aires", "+01:00"),
  windows: fc.array(
    fc.record({
      days: fc.oneof(
        fc.array(fc.integer({ min: 1, max: 7 }), { minLength: 1, maxLength: 7 }),
        fc.constantFrom<number[]>([1, 2, 3, 4, 5], [6, 7], [1, 2, 3, 4, 5, 6, 7]),
      ),
      from: clock,
      to: fc.oneof(clock, fc.constant("24:00" as const)),
    }),
    { minLength: 1, maxLength: 3 },
  ),
  holidays: fc.array(
    moment.map((at) => at.slice(0, 10)),
    { maxLength: 3 },
  ),
});

const conditions = fc.record(
  {
    from: moment,
    until: moment,
    hours,
    addresses: fc.array(fc.constantFrom("10.0.0.0/8", "192.0.2.1", "2001:db8::/32", "::1", "2001:db8::", "::ffff:192.0.2.1"), {
      minLength: 1,
      maxLength: 4,
    }),
    trustedDevice: fc.constant(true as const),
    secondFactor: fc.constant(true as const),
  },
  { requiredKeys: [] },
);

const policies: fc.Arbitrary<PolicyBody> = fc.record({
  name: text,
  description: fc.oneof(fc.constant(""), text),
  status: fc.constantFrom("draft" as const, "monitor" as const, "active" as const),
  tags: fc.array(fc.record({ key, value: text }), { maxLength: 3 }),
  targets: fc.array(target, { maxLength: 4 }),
  permissions: fc.array(
    fc.record({ effect: fc.constantFrom("allow" as const, "deny" as const), actions: fc.array(action, { maxLength: 4 }), resource }),
    { maxLength: 4 },
  ),
  conditions,
});

test("printing and reading back is the same policy, whatever names, keys and values are", () => {
  const nameOf = fc.option(text, { nil: undefined });

  fc.assert(
    fc.property(policies, nameOf, (policy, name) => {
      expect(parsePolicy(printPolicy(policy, () => name))).toEqual({ isRead: true, policy });
    }),
    { numRuns: 2000 },
  );
});

test("a text that was read once is printed the same way again", () => {
  fc.assert(
    fc.property(policies, (policy) => {
      const printed = printPolicy(policy);
      const parsed = parsePolicy(printed);
      expect(parsed.isRead && printPolicy(parsed.policy)).toBe(printed);
    }),
    { numRuns: 300 },
  );
});

test("whatever is typed either is read or says where it is not", () => {
  fc.assert(
    fc.property(policies, fc.nat(), fc.string({ maxLength: 3 }), (policy, place, typed) => {
      const printed = printPolicy(policy);
      const at = place % (printed.length + 1);
      const parsed = parsePolicy(printed.slice(0, at) + typed + printed.slice(at + 1));
      if (parsed.isRead) return;
      expect(parsed.problem.message).toContain("expected");
      expect(parsed.problem.offset).toBeLessThanOrEqual(printed.length + typed.length);
    }),
    { numRuns: 500 },
  );
});

const nightShift = "66f0c2000000000000000001";
const salesView = "66f0c2000000000000000002";

const example: PolicyBody = policyBody.parse({
  name: "Dashboard for supervisors",
  targets: [
    { subject: "run_user", match: "tag", key: "level", value: "supervisor" },
    { subject: "run_user", match: "role", id: nightShift },
  ],
  permissions: [
    { effect: "allow", actions: ["access", "export"], resource: { type: "dashboard", match: "tag", key: "type", value: "top_view" } },
    { effect: "allow", actions: ["get_data"], resource: { type: "device", match: "tag_match", key: "region" } },
    { effect: "deny", actions: ["can_read", "delete"], resource: { type: "todo", match: "any" } },
  ],
  conditions: {
    hours: { timeZone: "America/New_York", windows: [{ days: [1, 2, 3, 4, 5], from: "07:00", to: "20:00" }] },
    addresses: ["10.0.0.0/8"],
    trustedDevice: true,
    secondFactor: true,
  },
});

test("sentences are plain English", () => {
  const names = new Map([[nightShift, "Night shift"]]);

  expect(printPolicy(example, (_, id) => names.get(id)).split("\n")).toEqual([
    'Policy "Dashboard for supervisors" is active.',
    "",
    `Allow run users with tag level = "supervisor" or in role "Night shift" (${nightShift}) to access and export dashboards with tag type = "top_view", between 07:00 and 20:00 on weekdays in America/New_York, from addresses 10.0.0.0/8, on a trusted device, with a second factor.`,
    "Allow them to read data of devices that share the user's tag region.",
    'Deny them to "can_read" and delete all "todo" resources.',
  ]);
});

test("names alone are enough where they belong to one thing", () => {
  const ids: Record<string, string[]> = { "Night shift": [nightShift], Sales: [salesView], Twice: [nightShift, salesView] };
  const idsOf = (_: string, name: string) => ids[name] ?? [];
  const head = 'policy "x" is a draft. ';

  expect(parsePolicy(`${head}allow run users in role "Night shift" to access dashboard "Sales".`, idsOf)).toMatchObject({
    policy: { targets: [{ match: "role", id: nightShift }], permissions: [{ resource: { match: "id", id: salesView } }] },
  });
  expect(parsePolicy(`${head}allow run users in role "Twice" to access billing.`, idsOf)).toMatchObject({
    problem: { found: '"Twice"', expected: ["an id in parentheses after the name, as 2 have it"] },
  });
  expect(parsePolicy(`${head}allow run users in role "Nobody" to access billing.`, idsOf)).toMatchObject({ problem: { column: 48 } });
});

test.each([
  ["Policy x", 1, 8, "the name of the policy in quotes"],
  ['Policy "x" is active.\nAllow everybody too access all dashboards.', 2, 17, '"to"'],
  ['Policy "x" is active.\nAllow everybody to access all dashboards', 2, 41, '"."'],
  ['Policy "x" is active.\nAllow everybody to access all dashboards, between 7 and 8 in UTC.', 2, 51, "a time of day such as 07:00"],
  ['Policy "x" is active.\nAllow everybody to access "Sales.', 2, 27, 'the closing " of this text'],
  [
    'Policy "x" is active.\nAllow everybody to access billing.\nDeny every analysis to access billing.',
    3,
    1,
    "a rule about the same people",
  ],
])("%s: says where and what", (source, line, column, expected) => {
  const parsed = parsePolicy(source);
  if (parsed.isRead) throw new Error("must not be read");

  expect(parsed.problem).toMatchObject({ line, column });
  expect(parsed.problem.expected.join()).toContain(expected);
});
