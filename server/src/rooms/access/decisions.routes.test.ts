import type { Dashboard, Permission, Tag, Target } from "@latchkey/contract";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Makers } from "../../../test/makers.ts";
import { seeEveryDashboard } from "../../../test/scene.ts";
import { startTestApp, type TestApp, type TestNode } from "../../../test/test-app.ts";

let latchkey: TestApp;
let second: TestNode;
let profile: Awaited<ReturnType<Makers["aProfile"]>>;
beforeAll(async () => {
  latchkey = await startTestApp();
  second = await latchkey.anotherNode();
});
afterAll(() => latchkey.close());
beforeEach(async () => {
  profile = await latchkey.make.aProfile();
});

const params = () => ({ profileId: profile.id });
const tag = (key: string, value: string): Tag => ({ key, value });
const dashboard = (name: string, ...tags: Tag[]): Promise<Dashboard> => latchkey.make.aDashboard(profile, { name, tags });
const user = (...tags: Tag[]) => latchkey.make.aUser(profile, { tags });
const policy = (targets: Target[], permissions: Permission[], status: "active" | "draft" = "active") =>
  latchkey.make.aPolicy(profile, { targets, permissions, status });
const who = (key: string, value: string): Target => ({ subject: "run_user", match: "tag", key, value });
const anybody: Target = { subject: "run_user", match: "any" };
const access = (effect: "allow" | "deny", resource: Permission["resource"]): Permission => ({ effect, actions: ["access"], resource });
const byTag = (key: string, value: string) => ({ type: "dashboard" as const, match: "tag" as const, key, value });

/** The names a person sees: the list, and every dashboard of the profile asked for by its id must say the same. */
async function seenBy({ token }: { token: string }, node: TestNode = latchkey): Promise<string[]> {
  const client = node.client(token);
  const { items, total } = await client.dashboards.listPortalDashboards({ params: { slug: profile.slug }, query: { limit: 200 } });
  const names = items.map((item) => item.name);
  expect(total.count).toBe(names.length);

  const all = await profile.client.dashboards.listDashboards({ params: params(), query: { limit: 200 } });
  for (const { id, name } of all.items) {
    const opened = client.dashboards.getPortalDashboard({ params: { slug: profile.slug, dashboardId: id } });
    if (names.includes(name)) await expect(opened).resolves.toMatchObject({ name });
    else await expect(opened).rejects.toMatchObject({ status: 404, code: "http.not_found" });
  }
  return names;
}

describe("the examples of Access Management", () => {
  test("1: Regional Sales View is for supervisors only", async () => {
    const [sales] = [await dashboard("Regional Sales View"), await dashboard("Payroll")];
    await policy([who("level", "supervisor")], [access("allow", { type: "dashboard", match: "id", id: sales.id })]);

    expect(await seenBy(await user(tag("level", "supervisor")))).toEqual(["Regional Sales View"]);
    expect(await seenBy(await user(tag("level", "operator")))).toEqual([]);
    expect(await seenBy(await user(tag("level", "Supervisor")))).toEqual([]);
    expect(await seenBy(await user(tag("Level", "supervisor")))).toEqual([]);
    expect(await seenBy(await user())).toEqual([]);
  });

  test("2: dashboards of New York or Massachusetts are for the northeast", async () => {
    await dashboard("Albany", tag("state", "NY"));
    await dashboard("Boston", tag("state", "MA"), tag("kind", "city"));
    await dashboard("Both", tag("state", "NY"), tag("state", "MA"));
    await dashboard("Dallas", tag("state", "TX"));
    await dashboard("Nowhere");
    await policy([who("region", "northeast")], [access("allow", byTag("state", "NY")), access("allow", byTag("state", "MA"))]);

    expect(await seenBy(await user(tag("region", "northeast")))).toEqual(["Albany", "Boston", "Both"]);
    expect(await seenBy(await user(tag("region", "south"), tag("region", "northeast")))).toEqual(["Albany", "Boston", "Both"]);
    expect(await seenBy(await user(tag("region", "Northeast")))).toEqual([]);
    expect(await seenBy(await user(tag("region", "south")))).toEqual([]);
  });

  test("3: every dashboard is for every user, and for nobody else", async () => {
    await dashboard("One");
    await dashboard("Two", tag("state", "NY"));
    await policy([anybody], seeEveryDashboard);

    expect(await seenBy(await user())).toEqual(["One", "Two"]);
    const stranger = await latchkey.make.aUser(await latchkey.make.aProfile());
    await expect(latchkey.client(stranger.token).dashboards.listPortalDashboards({ params: { slug: profile.slug } })).rejects.toMatchObject(
      { status: 401 },
    );
    const analysis = await latchkey.make.anAnalysis(profile);
    expect((await latchkey.client(analysis.token).dashboards.listDashboards({ params: params() })).items).toEqual([]);
  });

  // The fourth, an analysis that may create devices and nothing else, is in analyses.routes.test.ts.
});

describe("how policies add up", () => {
  test("nobody sees anything until a policy says so", async () => {
    await dashboard("One");
    expect(await seenBy(await user(tag("level", "supervisor")))).toEqual([]);
  });

  test("a deny wins over every allow, whichever was written first and whatever form either has", async () => {
    const [open, secret] = [await dashboard("Open"), await dashboard("Secret", tag("class", "secret"))];
    await policy([anybody], [access("deny", byTag("class", "secret"))]);
    await policy([anybody], seeEveryDashboard);
    await policy([who("level", "chief")], [access("allow", { type: "dashboard", match: "id", id: secret.id })]);
    const chief = await user(tag("level", "chief"));
    expect(await seenBy(chief)).toEqual(["Open"]);

    await policy([{ subject: "run_user", match: "id", id: chief.id }], [access("deny", { type: "dashboard", match: "id", id: open.id })]);
    expect(await seenBy(chief)).toEqual([]);
    expect(await seenBy(await user())).toEqual(["Open"]);
  });

  test("a draft does nothing, neither allow nor deny, until it is made active", async () => {
    await dashboard("One");
    const draft = await policy([anybody], seeEveryDashboard, "draft");
    const someone = await user();
    expect(await seenBy(someone)).toEqual([]);

    const { name, targets, permissions } = draft;
    await profile.client.access.updatePolicy({
      params: { ...params(), policyId: draft.id },
      ifMatch: 1,
      body: { name, targets, permissions, status: "active", confirmName: name },
    });
    expect(await seenBy(someone)).toEqual(["One"]);
    await policy([anybody], [access("deny", { type: "dashboard", match: "any" })], "draft");
    expect(await seenBy(someone)).toEqual(["One"]);
  });

  test("a tag match joins each user to the dashboards that carry one of their own values", async () => {
    await dashboard("Acme", tag("customer", "acme"));
    await dashboard("Bolt", tag("customer", "bolt"));
    await dashboard("Shared", tag("customer", "acme"), tag("customer", "bolt"));
    await dashboard("None");
    await policy([anybody], [access("allow", { type: "dashboard", match: "tag_match", key: "customer" })]);

    expect(await seenBy(await user(tag("customer", "acme")))).toEqual(["Acme", "Shared"]);
    expect(await seenBy(await user(tag("customer", "acme"), tag("customer", "bolt")))).toEqual(["Acme", "Bolt", "Shared"]);
    expect(await seenBy(await user(tag("client", "acme")))).toEqual([]);
  });

  test("values with = and quotes, and keys that every JavaScript object has, match as plain text", async () => {
    for (const [key, value] of [
      ["note", "a=b"],
      ["note", "'; drop table users; --"],
      ["__proto__", "x"],
      ["constructor", "{1,2}"],
      ["k", 'größe "ü"'],
    ] as const) {
      const named = await dashboard(`For ${value}`, tag(key, value));
      await policy([who(key, value)], [access("allow", byTag(key, value))]);
      expect(await seenBy(await user(tag(key, value)))).toEqual([named.name]);
    }
  });

  test("rights of one action give no other, and rights on users or devices no dashboard", async () => {
    await dashboard("One");
    const analysis = await latchkey.make.anAnalysis(profile);
    await latchkey.make.aPolicy(profile, {
      targets: [{ subject: "analysis", match: "any" }],
      permissions: [
        { effect: "allow", actions: ["edit", "delete"], resource: { type: "dashboard", match: "any" } },
        { effect: "allow", actions: ["access"], resource: { type: "device", match: "any" } },
      ],
    });
    expect((await latchkey.client(analysis.token).dashboards.listDashboards({ params: params() })).items).toEqual([]);
  });
});

describe("a change holds on the very next request, on every node", () => {
  /** What both nodes show, as one list; where they differ, the difference. */
  const seenOnBoth = async (someone: { token: string }) => {
    const [here, there] = [await seenBy(someone), await seenBy(someone, second)];
    return here.join() === there.join() ? here : { here, there };
  };

  test("of a policy: created, changed and deleted", async () => {
    await dashboard("Albany", tag("state", "NY"));
    await dashboard("Boston", tag("state", "MA"));
    const someone = await user();
    expect(await seenOnBoth(someone)).toEqual([]);

    const made = await policy([anybody], [access("allow", byTag("state", "NY"))]);
    expect(await seenOnBoth(someone)).toEqual(["Albany"]);
    const consent = { reason: "They moved.", confirmName: made.name };
    const body = { name: made.name, targets: made.targets, permissions: [access("allow", byTag("state", "MA"))], ...consent };
    await second.client(profile.administrator.token).access.updatePolicy({ params: { ...params(), policyId: made.id }, ifMatch: 1, body });
    expect(await seenOnBoth(someone)).toEqual(["Boston"]);
    await profile.client.access.deletePolicy({ params: { ...params(), policyId: made.id }, query: { reason: "No longer needed." } });
    expect(await seenOnBoth(someone)).toEqual([]);
  });

  test("of a user's tags, and of a dashboard's", async () => {
    const albany = await dashboard("Albany", tag("state", "NY"));
    await policy([who("level", "supervisor")], [access("allow", byTag("state", "NY"))]);
    const someone = await user();
    expect(await seenOnBoth(someone)).toEqual([]);
    await profile.client.users.updateUser({ params: { ...params(), userId: someone.id }, body: { tags: [tag("level", "supervisor")] } });
    expect(await seenOnBoth(someone)).toEqual(["Albany"]);
    await profile.client.dashboards.updateDashboard({
      params: { ...params(), dashboardId: albany.id },
      body: { tags: [], reason: "moved" },
    });
    expect(await seenOnBoth(someone)).toEqual([]);
  });

  test("while both nodes are asked all the time: no answer is older than the change before it", async () => {
    await dashboard("One");
    const someone = await user();
    const made = await policy([anybody], seeEveryDashboard, "draft");
    const clients = Array.from({ length: 12 }, (_, index) => (index % 2 === 0 ? latchkey : second).client(someone.token));
    const slug = { params: { slug: profile.slug } };
    let version = 1;
    for (const status of ["active", "draft", "active", "draft", "active"] as const) {
      const { name, targets, permissions } = made;
      await profile.client.access.updatePolicy({
        params: { ...params(), policyId: made.id },
        ifMatch: version,
        body: { name, targets, permissions, status, reason: "Back and forth", confirmName: name },
      });
      version += 1;
      const answers = await Promise.all(clients.map((client) => client.dashboards.listPortalDashboards(slug)));
      expect(new Set(answers.map((answer) => answer.items.length))).toEqual(new Set([status === "active" ? 1 : 0]));
    }
  });
});

describe("explain", () => {
  const ask = (userId: string, dashboardId: string, action = "access") =>
    profile.client.access.explain({
      params: params(),
      body: { subject: { type: "run_user", id: userId }, action, resource: { type: "dashboard", id: dashboardId } },
    });

  test("says which rule allows", async () => {
    const albany = await dashboard("Albany", tag("state", "NY"));
    const made = await policy([who("region", "northeast")], [access("allow", byTag("state", "NY"))]);
    const someone = await user(tag("region", "northeast"));
    expect(await ask(someone.id, albany.id)).toMatchObject({
      decision: "allow",
      reason: "allowed_by_policy",
      subject: { id: someone.id, status: "active" },
      resource: { id: albany.id, name: "Albany" },
      rules: [{ policyId: made.id, policyName: made.name, permissionIndex: 0, isMatched: true, effect: "allow" }],
      policyCount: 1,
    });
  });

  test("finds the near miss: Northeast where the rule says northeast, and what would mend it", async () => {
    const albany = await dashboard("Albany", tag("state", "NY"));
    const made = await policy([who("region", "northeast")], [access("allow", byTag("state", "NY"))]);
    const someone = await user(tag("region", "Northeast"));

    const explained = await ask(someone.id, albany.id);
    expect(explained).toMatchObject({ decision: "deny", reason: "no_policy_allows" });
    expect(explained.rules[0]).toMatchObject({ policyId: made.id, isMatched: false, targetMatches: false, resourceMatches: true });
    expect(explained.rules[0]?.nearMisses).toContainEqual({
      side: "subject",
      miss: { kind: "case", key: "region", expected: "northeast", actual: "Northeast" },
    });
    expect(explained.remedies).toContainEqual({
      kind: "change_subject_tag",
      key: "region",
      from: "Northeast",
      to: "northeast",
      policyId: made.id,
    });

    await profile.client.users.updateUser({ params: { ...params(), userId: someone.id }, body: { tags: [tag("region", "northeast")] } });
    expect((await ask(someone.id, albany.id)).decision).toBe("allow");
    expect(await seenBy(someone)).toEqual(["Albany"]);
  });

  test("says that a deny decides, even where others allow", async () => {
    const albany = await dashboard("Albany", tag("state", "NY"));
    await policy([anybody], seeEveryDashboard);
    const deny = await policy([anybody], [access("deny", byTag("state", "NY"))]);
    const explained = await ask((await user()).id, albany.id);
    expect(explained).toMatchObject({ decision: "deny", reason: "denied_by_policy" });
    expect(explained.rules[0]).toMatchObject({ policyId: deny.id, effect: "deny", isMatched: true });
  });

  test("says that a suspended or deleted user is refused before any policy", async () => {
    const one = await dashboard("One");
    await policy([anybody], seeEveryDashboard);
    const [suspended, deleted] = [await user(), await user()];
    await profile.client.users.suspendUser({ params: { ...params(), userId: suspended.id }, body: {} });
    await profile.client.users.deleteUser({ params: { ...params(), userId: deleted.id } });
    for (const someone of [suspended, deleted]) {
      expect(await ask(someone.id, one.id)).toMatchObject({ decision: "deny", reason: "subject_not_active", remedies: [] });
    }
  });

  test("agrees with what the person sees, for every user and dashboard of a small world", async () => {
    const levels = ["a", "A", "b"];
    const boards = await Promise.all(levels.map((value) => dashboard(`Board ${value}`, tag("team", value), tag("state", "NY"))));
    await policy([who("team", "a")], [access("allow", byTag("state", "NY"))]);
    await policy([anybody], [access("allow", { type: "dashboard", match: "tag_match", key: "team" })]);
    await policy([who("team", "b")], [access("deny", byTag("team", "A"))]);
    for (const someone of await Promise.all([
      user(),
      user(tag("team", "a")),
      user(tag("team", "A")),
      user(tag("team", "b"), tag("team", "A")),
    ])) {
      const seen = await seenBy(someone);
      for (const board of boards) {
        const { decision } = await ask(someone.id, board.id);
        expect({ board: board.name, decision }).toEqual({ board: board.name, decision: seen.includes(board.name) ? "allow" : "deny" });
      }
      const listed = await profile.client.users.listUserDashboards({ params: { ...params(), userId: someone.id } });
      expect(listed.items.map((item) => item.name)).toEqual(seen);
    }
  });

  test.each([
    ["an unknown action", { action: "fly" }, 400, "access.unknown_action"],
    ["an action that every object has", { action: "constructor" }, 400, "access.unknown_action"],
    ["an unknown user", { subject: { type: "run_user", id: "a".repeat(24) } }, 404, "http.not_found"],
    ["an unknown dashboard", { resource: { type: "dashboard", id: "a".repeat(24) } }, 404, "http.not_found"],
  ])("of %s is refused", async (_title, change, status, code) => {
    const body = {
      subject: { type: "run_user", id: (await user()).id },
      action: "access",
      resource: { type: "dashboard", id: (await dashboard("One")).id },
      ...change,
    };
    await expect(profile.client.access.explain({ params: params(), body: body as never })).rejects.toMatchObject({ status, code });
  });

  test("of a foreign user or dashboard answers as of an unknown one", async () => {
    const other = await latchkey.make.aProfile();
    const [stranger, foreign] = [await latchkey.make.aUser(other), await latchkey.make.aDashboard(other)];
    await expect(ask(stranger.id, (await dashboard("One")).id)).rejects.toMatchObject({ status: 404 });
    await expect(ask((await user()).id, foreign.id)).rejects.toMatchObject({ status: 404 });
  });
});
