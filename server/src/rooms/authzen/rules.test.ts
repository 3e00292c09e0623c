import { catalogue, type ResourceFilter, type Tag } from "@latchkey/contract";
import type { SubjectFilter, SubjectSet } from "@latchkey/engine";
import { describe, expect, test } from "vitest";
import { overlayResourceFilter, overlaySubjectFilter, overlayTags, toOverlay } from "./overlay.rules.ts";
import { readPageToken, toPageToken } from "./page-token.rules.ts";
import { toActions, toCircumstances, toResourceType, toSubjectType, toTags } from "./question.rules.ts";

const now = new Date("2026-05-01T12:00:00.000Z");
const tag = (key: string, value: string): Tag => ({ key, value });
const pairs = (tags: readonly Tag[]) => tags.map((each) => `${each.key}=${each.value}`);

describe("properties as tags", () => {
  test.each<[string, Record<string, unknown>, string[]]>([
    ["text", { status: "archived" }, ["status=archived"]],
    [
      "numbers and booleans as they are written",
      { level: 3, ratio: 0.5, vip: true, old: false },
      ["level=3", "ratio=0.5", "vip=true", "old=false"],
    ],
    ["each value of a list", { role: ["admin", "editor"], floor: [1, 2] }, ["role=admin", "role=editor", "floor=1", "floor=2"]],
    ["nothing of what is nested, empty or null", { a: { b: 1 }, c: [[1], { d: 2 }, null], e: null, f: "" }, []],
    ["no key that a tag cannot have", { "": "x", "a=b": "x" }, []],
    ["exact case and spaces", { Role: " Admin " }, ["Role= Admin "]],
  ])("are %s", (_title, properties, expected) => {
    expect(pairs(toTags(properties, "subject.properties"))).toEqual(expected);
  });

  test("with a NUL are refused: a rule that denies them must not be passed by leaving them out", () => {
    expect(() => toTags({ role: "a\0" }, "subject.properties")).toThrow("NUL");
    expect(() => toTags({ "ro\0le": "a" }, "subject.properties")).toThrow("NUL");
  });

  test("take the place of every stored value of their key and of no other", () => {
    const stored = [tag("status", "active"), tag("status", "new"), tag("site", "north")];
    expect(pairs(overlayTags(stored, [tag("status", "archived")]))).toEqual(["site=north", "status=archived"]);
    expect(overlayTags(stored, [])).toBe(stored);
  });
});

describe("names", () => {
  const added = { ...catalogue, record: { delete: catalogue.device.delete, "delete:soft": catalogue.device.delete } };

  test("of subjects are those of the standard and our own; all others are unknown", () => {
    expect(["user", "run_user", "identity", "analysis"].map(toSubjectType)).toEqual(["run_user", "run_user", "run_user", "analysis"]);
    expect(["administrator", "User", "spaceship", "constructor", ""].map(toSubjectType)).toEqual([
      undefined,
      undefined,
      undefined,
      undefined,
      undefined,
    ]);
  });

  test("of resources stay, but `user` is ours unless the profile has a type of that name", () => {
    expect(toResourceType(catalogue, "user")).toBe("run_user");
    expect(toResourceType({ ...catalogue, user: {} }, "user")).toBe("user");
    expect(toResourceType(catalogue, "spaceship")).toBe("spaceship");
  });

  test.each<[string, Record<string, unknown> | undefined, string[]]>([
    ["no properties", undefined, ["delete"]],
    ["a flag that is set", { soft: true }, ["delete:soft"]],
    ["a flag that is not set", { soft: false }, ["delete"]],
    ["a mode", { mode: "soft" }, ["delete:soft"]],
    ["a property that makes no narrower action", { method: "GET" }, ["delete"]],
    ["the same twice", { soft: true, mode: "soft" }, ["delete:soft"]],
  ])("of an action with %s", (_title, properties, expected) => {
    expect(toActions(added, "record", { name: "delete", properties })).toEqual(expected);
  });
});

describe("context", () => {
  test("is not known where it is not sent, but the moment is now", () => {
    expect(toCircumstances({}, now)).toEqual({ now: now.getTime(), address: null, isDeviceTrusted: false, hasSecondFactor: false });
  });

  test("is taken under each of the documented names", () => {
    const { now: at, ...others } = toCircumstances(
      { context: { time: "2024-05-31T15:22-07:00", ip: "192.0.2.1", mfa: true, trusted_device: true } },
      now,
    );
    expect(new Date(at).toISOString()).toBe("2024-05-31T22:22:00.000Z");
    expect(others).toEqual({ address: "192.0.2.1", isDeviceTrusted: true, hasSecondFactor: true });
    expect(toCircumstances({ context: { address: "192.0.2.2", second_factor: true } }, now)).toMatchObject({
      address: "192.0.2.2",
      hasSecondFactor: true,
    });
    expect(toCircumstances({ subject: { properties: { ip_address: "192.0.2.3" } } }, now).address).toBe("192.0.2.3");
  });
});

describe("an overlaid filter lets through exactly what the filter lets through with the overlaid tags", () => {
  const values = ["a=1", "a=2", "b=1", "b=2"];
  const subsets = Array.from({ length: 16 }, (_, bits) => values.filter((_value, index) => ((bits >> index) & 1) === 1));
  const asTags = (stored: readonly string[]): Tag[] => stored.map((pair) => tag(pair.slice(0, 1), pair.slice(2)));

  test("for resources", { timeout: 30_000 }, () => {
    const filters = [false, true].flatMap((any) =>
      subsets.flatMap((allowed) =>
        subsets.map((denied): ResourceFilter => {
          return { kind: "some", anyOf: { any, ids: [], tags: allowed }, noneOf: { any: false, ids: [], tags: denied } };
        }),
      ),
    );
    const wrong = wrongOnes(filters, (filter, overlay) => overlayResourceFilter(filter, overlay), passes);
    expect(wrong).toEqual([]);
  });

  test("for subjects, rules of groups included", { timeout: 30_000 }, () => {
    const empty: SubjectSet = { any: false, ids: [], tags: [], keys: [], allTags: [], groups: [], roles: [] };
    const sets: SubjectSet[] = [
      ...subsets.map((tags) => ({ ...empty, tags })),
      ...subsets.filter((list) => list.length > 0).map((list) => ({ ...empty, allTags: [list] })),
      { ...empty, keys: ["a"] },
      { ...empty, keys: ["b"], tags: ["a=1"] },
      {
        ...empty,
        allTags: [
          ["a=1", "b=1"],
          ["a=2", "b=2"],
        ],
      },
    ];
    const filters = sets.flatMap((target) =>
      [null, ...sets.slice(0, 6)].map((carries): SubjectFilter => ({ kind: "some", anyOf: [{ target, carries }], noneOf: [] })),
    );
    const wrong = wrongOnes(filters, (filter, overlay) => overlaySubjectFilter(filter, overlay), includes);
    expect(wrong).toEqual([]);
  });

  /** Every filter with every list of sent tags and every list of stored ones. */
  function wrongOnes<Filter>(
    filters: readonly Filter[],
    overlaid: (filter: Filter, overlay: ReturnType<typeof toOverlay>) => Filter,
    lets: (filter: Filter, tags: readonly string[]) => boolean,
  ) {
    return filters.flatMap((filter) =>
      subsets.flatMap((sent) => {
        const changed = overlaid(filter, toOverlay(asTags(sent)));
        return subsets
          .filter((stored) => lets(changed, stored) !== lets(filter, pairs(overlayTags(asTags(stored), asTags(sent)))))
          .map((stored) => ({ filter, sent, stored }));
      }),
    );
  }

  function passes(filter: ResourceFilter, tags: readonly string[]): boolean {
    if (filter.kind !== "some") return filter.kind === "all";
    const isIn = (set: { any: boolean; tags: string[] }) => set.any || set.tags.some((pair) => tags.includes(pair));
    return isIn(filter.anyOf) && !isIn(filter.noneOf);
  }

  function includes(filter: SubjectFilter, tags: readonly string[]): boolean {
    if (filter.kind !== "some") return filter.kind === "all";
    const carriesKey = (key: string) => tags.some((pair) => pair.startsWith(`${key}=`));
    const isIn = (set: SubjectSet) =>
      set.any ||
      set.tags.some((pair) => tags.includes(pair)) ||
      set.keys.some(carriesKey) ||
      set.allTags.some((list) => list.every((pair) => tags.includes(pair)));
    return filter.anyOf.some(({ target, carries }) => isIn(target) && (carries === null || isIn(carries)));
  }
});

describe("a page token", () => {
  const asked = { kind: "subject", action: { name: "read" }, resource: { type: "record", id: "1" } };

  test("leads on, whatever order the same search is written in", () => {
    const token = toPageToken(asked, "row 7");
    expect(readPageToken(asked, token)).toBe("row 7");
    expect(readPageToken({ resource: { id: "1", type: "record" }, action: { name: "read" }, kind: "subject" }, token)).toBe("row 7");
  });

  test.each([
    ["another search", { ...asked, action: { name: "write" } }],
    ["more in it", { ...asked, context: {} }],
  ])("is refused with %s", (_title, other) => {
    expect(readPageToken(other, toPageToken(asked, "row 7"))).toBeNull();
  });

  test.each(["", "x", "bnVsbA", Buffer.from("[1,2]").toString("base64url"), Buffer.from("null").toString("base64url")])(
    "that nobody made is refused: %j",
    (token) => expect(readPageToken(asked, token)).toBeNull(),
  );
});
