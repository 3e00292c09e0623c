/** What explain calls a near miss, and what it does not. */
import type { EnginePolicy } from "@latchkey/engine";
import fc from "fast-check";
import { expect, it } from "vitest";
import { explainAccess, tagList } from "../test/questions.ts";
import { difference as plainDifference } from "../test/plain-near-miss.ts";
import { tagMiss } from "./near-miss.ts";
import { TagList } from "./tag-list.ts";
import { difference } from "./text-difference.ts";

it.each([
  ["case", "Northeast"],
  ["whitespace", "north east"],
  ["whitespace", " northeast"],
  ["spelling", "norhteast"],
  ["spelling", "Northeast "],
  ["spelling", "nortest"],
  ["other_value", "south"],
  ["other_value", "northwest!"],
])("%s: a rule for northeast met %j", (kind, actual) => {
  expect(tagMiss({ key: "region", value: "northeast" }, new TagList([{ key: "region", value: actual }]))).toEqual({
    kind,
    key: "region",
    expected: "northeast",
    actual,
  });
});

it("short words are different words, not misspelt ones", () => {
  const miss = tagMiss({ key: "state", value: "NY" }, new TagList([{ key: "state", value: "NJ" }]));
  expect(miss.kind).toBe("other_value");
});

it("a misspelt key is found when its value is the wanted one", () => {
  const wanted = { key: "region", value: "northeast" };
  expect(tagMiss(wanted, new TagList([{ key: "regoin", value: "northeast" }]))).toEqual({
    kind: "key_spelling",
    key: "region",
    expected: "region",
    actual: "regoin",
  });
  expect(tagMiss(wanted, new TagList([{ key: "regoin", value: "south" }]))).toEqual({
    kind: "missing_key",
    key: "region",
    expected: "northeast",
  });
});

it("of several values of a key the nearest is named", () => {
  const values = ["south", "NORTHEAST"].map((value) => ({ key: "region", value }));
  const miss = tagMiss({ key: "region", value: "northeast" }, new TagList(values));
  expect(miss).toMatchObject({ kind: "case", actual: "NORTHEAST" });
});

it("two texts are as far apart as a plain count of edits says", () => {
  const letter = fc.constantFrom("a", "b", "A", "B", " ", "\u00e9", "\u0130");
  const text = fc.string({ unit: letter, minLength: 1, maxLength: 9 });
  const near = fc.tuple(text, fc.array(fc.tuple(fc.nat(9), fc.nat(1), fc.option(letter)), { maxLength: 3 }));
  const checkTexts = ([one, edits]: [string, [number, number, string | null][]]) => {
    let other = one;
    for (const [at, left, added] of edits) other = `${other.slice(0, at)}${added ?? ""}${other.slice(at + left)}`;
    expect(difference(one, other)).toBe(plainDifference(one, other));
  };
  fc.assert(fc.property(near, checkTexts), { numRuns: 20_000 });
});

const ownCustomer: EnginePolicy = {
  id: "own-customer",
  name: "Own customer",
  status: "active",
  targets: [{ subject: "run_user", match: "tag_match", key: "customer" }],
  permissions: [{ effect: "allow", actions: ["access"], resource: { type: "dashboard", match: "tag_match", key: "customer" } }],
};

function missesOf(userTags: Record<string, string>, dashboardTags: Record<string, string>) {
  const subject = { type: "run_user" as const, id: "ann", tags: tagList(userTags) };
  const resource = { type: "dashboard", id: "sales", tags: tagList(dashboardTags) };
  return explainAccess({ policies: [ownCustomer] }, { subject, resource }).rules[0]?.nearMisses;
}

it("tag match says on which side the key is missing, and which value the other side has", () => {
  expect(missesOf({}, { customer: "acme" })).toEqual([
    { side: "subject", miss: { kind: "missing_key", key: "customer", expected: "acme" } },
  ]);
  expect(missesOf({ customer: "acme" }, {})).toEqual([
    { side: "resource", miss: { kind: "missing_key", key: "customer", expected: "acme" } },
  ]);
  expect(missesOf({ Customer: "acme" }, { customer: "acme" })).toEqual([
    { side: "subject", miss: { kind: "key_spelling", key: "customer", expected: "customer", actual: "Customer" } },
  ]);
});

it("a rule that is far from both sides is not told", () => {
  expect(missesOf({}, {})).toBeUndefined();
});

it("tag match compares the subject's values with the resource's", () => {
  expect(missesOf({ customer: "acme" }, { customer: "Acme" })).toEqual([
    { side: "resource", miss: { kind: "case", key: "customer", expected: "acme", actual: "Acme" } },
  ]);
  expect(missesOf({ customer: "acme" }, { customer: "globex" })).toEqual([
    { side: "resource", miss: { kind: "other_value", key: "customer", expected: "acme", actual: "globex" } },
  ]);
});
