import type { ResourceFilter, ResourceSet } from "@latchkey/contract";
import { expect, test } from "vitest";
import { isCovered } from "./access.rules.ts";

const set = (part: Partial<ResourceSet>): ResourceSet => ({ any: false, ids: [], tags: [], ...part });
const some = (anyOf: Partial<ResourceSet>, noneOf: Partial<ResourceSet> = {}): ResourceFilter => ({
  kind: "some",
  anyOf: set(anyOf),
  noneOf: set(noneOf),
});
const all: ResourceFilter = { kind: "all" };
const none: ResourceFilter = { kind: "none" };
const ny = some({ tags: ["state=NY"] });
const ma = some({ tags: ["state=MA"] });

test.each<[string, ResourceFilter, ResourceFilter[], boolean]>([
  ["nothing is covered by nothing", none, [none], true],
  ["nothing is covered by no filter at all", none, [], true],
  ["everything is covered by everything", all, [all], true],
  ["everything is more than some", all, [ny], false],
  ["some is less than everything", ny, [all], true],
  ["some is more than nothing", ny, [none], false],
  ["a tag is covered by the same tag", ny, [ny], true],
  ["a tag is not covered by another", ny, [ma], false],
  ["a tag is not covered by an id", ny, [some({ ids: ["1"] })], false],
  ["two filters cover together", some({ tags: ["state=NY", "state=MA"] }), [ny, ma], true],
  ["everything but a tag is not everything", all, [some({ any: true }, { tags: ["class=secret"] })], false],
  ["what a filter leaves out, it does not cover", ny, [some({ any: true }, { tags: ["class=secret"] })], false],
  [
    "leaving out the same is enough",
    some({ tags: ["state=NY"] }, { tags: ["class=secret"] }),
    [some({ any: true }, { tags: ["class=secret"] })],
    true,
  ],
  ["a lifted deny is a gain", all, [some({ any: true }, { ids: ["1"] }), ny], false],
])("%s", (_title, filter, others, expected) => {
  expect(isCovered(filter, others)).toBe(expected);
});
