import type { ApiClient } from "@latchkey/client";
import type { User, UserSort } from "@latchkey/contract";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Makers } from "../../../test/makers.ts";
import { startTestApp, type TestApp } from "../../../test/test-app.ts";

let latchkey: TestApp;
let profile: Awaited<ReturnType<Makers["aProfile"]>>;
let ids: Record<string, string>;

/** Seven people who differ in everything the list can be asked for. */
beforeAll(async () => {
  latchkey = await startTestApp();
  profile = await latchkey.make.aProfile();
  const { client } = profile;
  const params = { profileId: profile.id };
  const invite = async (name: string, email: string, tags: { key: string; value: string }[] = []) => {
    const { user } = await client.users.createUser({ params, body: { name, email, tags } });
    latchkey.clock.advance({ hours: 1 });
    return user.id;
  };

  ids = {
    zoe: await invite("Zoë Ångström", "zoe@north.test", [
      { key: "region", value: "north" },
      { key: "level", value: "supervisor" },
    ]),
    adam: await invite("adam", "adam@north.test", [{ key: "region", value: "north" }]),
    bob: await invite("Bob 100%", "bob_x@south.test", [
      { key: "region", value: "south" },
      { key: "level", value: "a=b" },
    ]),
    percent: await invite("Bob 1000", "bobyx@south.test", [{ key: "Region", value: "north" }]),
    carl: await invite("Carl", "carl@south.test"),
  };
  const active = await latchkey.make.aUser(profile, { name: "Dora", email: "dora@west.test" });
  latchkey.clock.advance({ days: 40 });
  const recent = await latchkey.make.aUser(profile, { name: "Emil", email: "emil@west.test" });
  ids = { ...ids, dora: active.id, emil: recent.id };
  await client.users.suspendUser({ params: { ...params, userId: ids["carl"] ?? "" }, body: {} });
});
afterAll(() => latchkey.close());

type Query = NonNullable<Parameters<ApiClient["users"]["listUsers"]>[0]["query"]>;
const list = (query: Query = {}) => profile.client.users.listUsers({ params: { profileId: profile.id }, query });
const nameOf = (id: string) => Object.entries(ids).find(([, each]) => each === id)?.[0] ?? id;
const found = async (query: Query) => (await list(query)).items.map((user) => nameOf(user.id));

describe("filters", () => {
  test.each<[string, Query, string[]]>([
    ["part of a name in any case", { search: "ADA" }, ["adam"]],
    ["letters with accents", { search: "zoë ång" }, ["zoe"]],
    ["part of an address", { search: "@south" }, ["percent", "bob", "carl"]],
    ["a percent sign as a letter", { search: "100%" }, ["bob"]],
    ["an underscore as a letter", { search: "bob_x" }, ["bob"]],
    ["a backslash as a letter", { search: "\\" }, []],
    ["a tag with its value", { tag: ["region=north"] }, ["adam", "zoe"]],
    ["a tag key with whatever value", { tag: ["level"] }, ["bob", "zoe"]],
    ["several tags, all of which must be met", { tag: ["region=north", "level"] }, ["zoe"]],
    ["a value that contains =", { tag: ["level=a=b"] }, ["bob"]],
    ["a tag key in exact case", { tag: ["Region"] }, ["percent"]],
    ["a tag value in exact case", { tag: ["region=North"] }, []],
    ["one status", { status: ["suspended"] }, ["carl"]],
    ["several statuses", { status: ["suspended", "active"] }, ["carl", "dora", "emil"]],
    ["the source", { source: ["sign_up"] }, []],
    ["those who never signed in", { lastSignIn: "never", status: ["active"] }, []],
    ["those who signed in within 30 days", { lastSignIn: "<30d" }, ["emil"]],
    ["those who signed in longer ago, or never", { lastSignIn: ">30d" }, ["adam", "bob", "carl", "dora", "percent", "zoe"]],
    ["everything at once", { search: "north", tag: ["region"], status: ["invited"], lastSignIn: "never" }, ["adam", "zoe"]],
  ])("find %s", async (_title, query, expected) => {
    const page = await list(query);
    expect((await found(query)).toSorted()).toEqual(expected.toSorted());
    expect(page.total).toEqual({ count: expected.length, isCapped: false });
  });

  test("an exact id finds its user and nobody else", async () => {
    expect(await found({ search: ids["bob"] ?? "" })).toEqual(["bob"]);
  });

  test.each([
    ["status", "gone"],
    ["sort", "password"],
    ["sort", "name; drop table users"],
    ["limit", "0"],
    ["limit", "201"],
    ["limit", "ten"],
    ["lastSignIn", "30d"],
    ["lastSignIn", "<99999d"],
    ["tag", "=north"],
    ["source", "nowhere"],
    ["offset", "5"],
  ])("refuse %s=%s", async (name, value) => {
    const answer = await latchkey.request({
      method: "GET",
      url: `/api/v1/profiles/${profile.id}/users?${new URLSearchParams({ [name]: value })}`,
      headers: { authorization: `Bearer ${await latchkey.make.anApiToken(profile, "read")}` },
    });
    expect({ status: answer.statusCode, code: answer.json().code }).toEqual({ status: 400, code: "http.bad_request" });
  });
});

describe("paging", () => {
  const sorts: UserSort[] = ["name", "-name", "email", "-email", "createdAt", "-createdAt", "lastSignInAt", "-lastSignInAt"];

  async function walk(query: Query, eachPage: () => Promise<unknown> = async () => {}): Promise<User[]> {
    const all: User[] = [];
    let cursor: string | undefined;
    do {
      const page = await list({ ...query, ...(cursor === undefined ? {} : { cursor }) });
      all.push(...page.items);
      cursor = page.nextCursor ?? undefined;
      await eachPage();
    } while (cursor !== undefined);
    return all;
  }

  test.each(sorts)("by %s gives the same order page by page as at once, whatever the size of a page", async (sort) => {
    const whole = (await list({ sort })).items.map((user) => user.id);
    for (const limit of [1, 2, 3, 200]) expect((await walk({ sort, limit })).map((user) => user.id)).toEqual(whole);
    expect(whole).toHaveLength(7);
  });

  test("by name ignores case, and descending is exactly the reverse", async () => {
    const names = (await list({ sort: "name" })).items.map((user) => user.name);
    expect(names[0]).toBe("adam");
    expect(names[1]).toMatch(/^Bob/);
    expect((await list({ sort: "-name" })).items.map((user) => user.name)).toEqual(names.toReversed());
  });

  test("by last sign-in puts those who never did last in both directions", async () => {
    for (const sort of ["lastSignInAt", "-lastSignInAt"] as const) {
      const times = (await list({ sort })).items.map((user) => user.lastSignInAt);
      expect(times.slice(0, 2)).not.toContain(null);
      expect(new Set(times.slice(2))).toEqual(new Set([null]));
    }
  });

  test("neither repeats nor loses anybody while others are created, renamed and deleted", async () => {
    const crowd = await latchkey.make.aProfile();
    const params = { profileId: crowd.id };
    const { users } = crowd.client;
    const add = (index: number) =>
      users.createUser({ params, body: { name: `Person ${index % 7}`, email: `person-${index}@latchkey.test` } });
    const firsts = await Promise.all(Array.from({ length: 40 }, (_, index) => add(index)));

    let next = 40;
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await users.listUsers({ params, query: { sort: "name", limit: 7, ...(cursor === undefined ? {} : { cursor }) } });
      seen.push(...page.items.map((user) => user.id));
      cursor = page.nextCursor ?? undefined;
      await Promise.all([add((next += 1)), add((next += 1))]);
    } while (cursor !== undefined);

    expect(new Set(seen).size).toBe(seen.length);
    expect(firsts.filter(({ user }) => !seen.includes(user.id))).toEqual([]);
  });

  test("a cursor of another sort or made up by the caller is refused", async () => {
    const { nextCursor } = await list({ sort: "name", limit: 1 });
    const made = (content: unknown) => Buffer.from(JSON.stringify(content)).toString("base64url");
    for (const [sort, cursor] of [
      ["-name", nextCursor ?? ""],
      ["email", nextCursor ?? ""],
      ["name", "x"],
      ["name", ""],
      ["name", made(null)],
      ["name", made({})],
      ["name", made(["name", 5, "a"])],
      ["name", made(["name", "a", 5])],
      ["createdAt", made(["createdAt", "yesterday", "a"])],
      ["createdAt", made(["createdAt", "'; drop table users; --", "a"])],
    ] as const) {
      await expect(list({ sort, cursor })).rejects.toMatchObject({ status: 400, problem: { errors: [{ path: "query.cursor" }] } });
    }
  });
});

describe("tag keys and values", () => {
  const query = { of: "run_user" as const };

  test("are listed with how many users carry each, most used first, living users only", async () => {
    const own = await latchkey.make.aProfile();
    const params = { profileId: own.id };
    const region = (value: string) => ({ key: "region", value });
    await latchkey.make.aUser(own, { tags: [region("north"), region("south"), { key: "k%", value: "v" }] });
    await latchkey.make.aUser(own, { tags: [region("north")] });
    const deleted = await latchkey.make.aUser(own, { tags: [{ key: "gone", value: "x" }] });
    await own.client.users.deleteUser({ params: { ...params, userId: deleted.id } });
    await own.client.profiles.updateProfile({
      params,
      body: { signup: { isEnabled: true, fields: [{ type: "text", name: "region", label: "Region" }] } },
    });

    expect((await own.client.users.listTagKeys({ params, query })).items).toEqual([
      { key: "region", count: 2, isSetByUsers: true, registered: null },
      { key: "k%", count: 1, isSetByUsers: false, registered: null },
    ]);
    expect((await own.client.users.listTagKeys({ params, query: { ...query, search: "%" } })).items.map((item) => item.key)).toEqual([
      "k%",
    ]);
    expect((await own.client.users.listTagValues({ params, query: { ...query, key: "region" } })).items).toEqual([
      { value: "north", count: 2 },
      { value: "south", count: 1 },
    ]);
  });

  test("values come back whole when they contain =, and keys are compared in exact case", async () => {
    const own = await latchkey.make.aProfile();
    const params = { profileId: own.id };
    await latchkey.make.aDashboard(own, {
      tags: [
        { key: "größe", value: "a=b=c" },
        { key: "Größe", value: "other" },
      ],
    });
    const values = await own.client.users.listTagValues({ params, query: { of: "dashboard", key: "größe" } });
    expect(values.items).toEqual([{ value: "a=b=c", count: 1 }]);
  });

  test("nothing of another profile is suggested", async () => {
    const own = await latchkey.make.aProfile();
    const params = { profileId: own.id };
    expect((await own.client.users.listTagKeys({ params, query })).items).toEqual([]);
    expect((await own.client.users.listTagValues({ params, query: { ...query, key: "region" } })).items).toEqual([]);
  });
});
