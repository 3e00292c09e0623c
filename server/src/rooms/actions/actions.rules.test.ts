import { describe, expect, it } from "vitest";
import { isTriggered, nextPace, webhookHeaders } from "./actions.rules.ts";
import type { Trigger } from "./actions.tables.ts";

const trigger = (more: Partial<Trigger> = {}): Trigger => ({ resource: "device", moment: "create", tagKey: null, tagValue: null, ...more });
const created = { resource: "device", moment: "create", id: "d1" } as const;
const north = [{ key: "site", value: "north" }];

describe("isTriggered", () => {
  it.each([
    ["the same kind of thing at the same moment", [trigger()], [], true],
    ["another moment", [trigger({ moment: "delete" })], [], false],
    ["another kind of thing", [trigger({ resource: "policy" })], [], false],
    ["one of several triggers", [trigger({ moment: "delete" }), trigger()], [], true],
    ["a key that is carried", [trigger({ tagKey: "site" })], north, true],
    ["a key that is not carried", [trigger({ tagKey: "state" })], north, false],
    ["a tag that is carried", [trigger({ tagKey: "site", tagValue: "north" })], north, true],
    ["another value of the key", [trigger({ tagKey: "site", tagValue: "south" })], north, false],
    ["no trigger at all", [], north, false],
  ])("knows %s", (_what, triggers, tags, isMeant) => {
    expect(isTriggered({ id: "a1", triggers }, created, tags)).toBe(isMeant);
  });

  it("never lets an action run for what happens to itself", () => {
    const action = { id: "a1", triggers: [trigger({ resource: "action", moment: "update" })] };
    expect(isTriggered(action, { resource: "action", moment: "update", id: "a1" }, [])).toBe(false);
    expect(isTriggered(action, { resource: "action", moment: "update", id: "a2" }, [])).toBe(true);
  });
});

it("an action runs 300 times a minute, and what is more in the minutes after", () => {
  expect(nextPace({ minute: 0, count: 0 }, 7)).toEqual({ minute: 7, count: 1 });
  expect(nextPace({ minute: 7, count: 299 }, 7)).toEqual({ minute: 7, count: 300 });
  expect(nextPace({ minute: 7, count: 300 }, 7)).toEqual({ minute: 8, count: 1 });
  expect(nextPace({ minute: 9, count: 5 }, 7)).toEqual({ minute: 9, count: 6 });
});

it.each([
  ["its own host", { Host: "localhost" }],
  ["two lines", { a: "b\r\nc: d" }],
  ["a name that is none", { "a b": "c" }],
  ["more than 20", Object.fromEntries(Array.from({ length: 21 }, (_each, at) => [`x-${at}`, "1"]))],
])("a webhook is not sent headers with %s", (_what, headers) => {
  expect(webhookHeaders.safeParse(headers).success).toBe(false);
});
