import type { AccessChange, Permission, Tag, Target } from "@latchkey/contract";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Makers } from "../../../test/makers.ts";
import { startTestApp, type TestApp } from "../../../test/test-app.ts";

let latchkey: TestApp;
let profile: Awaited<ReturnType<Makers["aProfile"]>>;
beforeAll(async () => {
  latchkey = await startTestApp();
});
afterAll(() => latchkey.close());
beforeEach(async () => {
  profile = await latchkey.make.aProfile();
});

const params = () => ({ profileId: profile.id });
const tag = (key: string, value: string): Tag => ({ key, value });
const dashboard = (name: string, ...tags: Tag[]) => latchkey.make.aDashboard(profile, { name, tags });
const user = (name: string, ...tags: Tag[]) => latchkey.make.aUser(profile, { name, tags });
const supervisors: Target = { subject: "run_user", match: "tag", key: "level", value: "supervisor" };
const access = (key: string, value: string, effect: "allow" | "deny" = "allow"): Permission => ({
  effect,
  actions: ["access"],
  resource: { type: "dashboard", match: "tag", key, value },
});
const put = (targets: Target[], permissions: Permission[], more: object = {}): AccessChange => ({
  kind: "put_policy",
  policy: { name: "Draft", description: "", status: "active", targets, permissions, conditions: {}, tags: [], ...more },
});

describe("simulate", () => {
  const inNewYork = { type: "dashboard", tags: [tag("state", "NY")] };
  const simulate = (body: Parameters<typeof profile.client.simulator.simulate>[0]["body"]) =>
    profile.client.simulator.simulate({ params: params(), body });

  test("decides for somebody thought up, and says by which rule", async () => {
    const policy = await latchkey.make.aPolicy(profile, { targets: [supervisors], permissions: [access("state", "NY")] });
    const somebody = { type: "run_user" as const, tags: [tag("level", "supervisor")] };

    const allowed = await simulate({ subject: somebody, action: "access", resource: inNewYork });
    expect(allowed).toMatchObject({ decision: "allow", reason: "allowed_by_policy", subject: { tags: somebody.tags } });
    expect(allowed.rules[0]).toMatchObject({ policyId: policy.id, isMatched: true });
    const denied = await simulate({ subject: { type: "run_user" }, action: "access", resource: inNewYork });
    expect(denied).toMatchObject({ decision: "deny", reason: "no_policy_allows" });
    await expect(simulate({ subject: somebody, action: "fly", resource: inNewYork })).rejects.toMatchObject({
      code: "access.unknown_action",
    });
  });

  test("adds tags, groups and roles to an existing person, and drafts to the rules", async () => {
    const ann = await user("Ann", tag("level", "operator"));
    const albany = await dashboard("Albany", tag("state", "NY"));
    const role = await profile.client.roles.createRole({
      params: params(),
      body: { name: "New York", permissions: [access("state", "NY")] },
    });
    const group = await profile.client.groups.createGroup({
      params: params(),
      body: { name: "Bosses", tags: [tag("level", "supervisor")] },
    });
    const ask = async (subject: object, changes?: AccessChange[]) => {
      const answer = await simulate({
        subject: { type: "run_user", id: ann.id, ...subject },
        action: "access",
        resource: { type: "dashboard", id: albany.id },
        ...(changes === undefined ? {} : { changes }),
      });
      return answer.decision;
    };
    const draft = put([supervisors], [access("state", "NY")]);

    expect(await ask({})).toBe("deny");
    expect(await ask({}, [draft])).toBe("deny");
    expect(await ask({ tags: [tag("level", "supervisor")] }, [draft])).toBe("allow");
    expect(await ask({ groups: [group.id] }, [draft])).toBe("allow");
    expect(await ask({ roles: [{ roleId: role.id }] })).toBe("allow");
    const retag: AccessChange = {
      kind: "retag",
      of: "run_user",
      which: { ids: [ann.id] },
      rename: [],
      removeKeys: [],
      addIfAbsent: [],
      remove: [],
      add: [tag("level", "supervisor")],
    };
    expect(await ask({}, [draft, retag])).toBe("allow");
  });

  test("judges conditions at the time, from the address and with the factor that it is told", async () => {
    const hours = { timeZone: "America/New_York", windows: [{ days: [1], from: "08:00", to: "18:00" }], holidays: [] };
    const conditions = { hours, addresses: ["192.0.2.0/24"], secondFactor: true };
    await latchkey.make.aPolicy(profile, { targets: [supervisors], permissions: [access("state", "NY")], conditions: conditions as never });
    const ask = async (circumstances: object) => {
      const subject = { type: "run_user" as const, tags: [tag("level", "supervisor")] };
      return (await simulate({ subject, action: "access", resource: inNewYork, circumstances })).decision;
    };
    const met = { at: "2026-11-23T14:00:00.000Z", address: "192.0.2.9", hasSecondFactor: true };

    expect(await ask(met)).toBe("allow");
    expect(await ask({ ...met, at: "2026-11-23T12:59:59.999Z" })).toBe("deny");
    expect(await ask({ ...met, address: "192.0.3.9" })).toBe("deny");
    expect(await ask({ ...met, hasSecondFactor: false })).toBe("deny");
  });

  test("nobody and nothing of another profile", async () => {
    const other = await latchkey.make.aProfile();
    const theirs = await latchkey.make.aUser(other, {});
    const subject = { type: "run_user" as const, id: theirs.id };
    await expect(simulate({ subject, action: "access", resource: inNewYork })).rejects.toMatchObject({ status: 404 });
  });
});

describe("matrix", () => {
  test("shows who may do what: always, never, or under conditions; with a draft, before and after", async () => {
    const [ann, bob] = [await user("Ann", tag("level", "supervisor")), await user("Bob")];
    const [albany, boston] = [await dashboard("Albany", tag("state", "NY")), await dashboard("Boston", tag("state", "MA"))];
    await latchkey.make.aPolicy(profile, { targets: [supervisors], permissions: [access("state", "NY")] });
    await latchkey.make.aPolicy(profile, {
      targets: [supervisors],
      permissions: [access("state", "MA")],
      conditions: { secondFactor: true },
    });
    const chosen = { subjects: { ids: [ann.id, bob.id] }, resources: { ids: [albany.id, boston.id] } };
    const matrix = (more: object) => profile.client.simulator.getMatrix({ params: params(), body: { ...chosen, ...more } });

    expect(await matrix({})).toEqual({
      subjects: [
        { id: ann.id, name: "Ann" },
        { id: bob.id, name: "Bob" },
      ],
      resources: [
        { id: albany.id, name: "Albany" },
        { id: boston.id, name: "Boston" },
      ],
      cells: [
        ["allow", "conditional"],
        ["deny", "deny"],
      ],
      before: null,
    });
    const known = await matrix({ circumstances: { hasSecondFactor: true } });
    expect(known.cells[0]).toEqual(["allow", "allow"]);
    const drafted = await matrix({
      changes: [put([{ subject: "run_user", match: "any" }], [access("state", "NY", "deny")])],
      resources: { tag: "state=NY" },
      subjects: { all: true },
    });
    expect(drafted).toMatchObject({ cells: [["deny"], ["deny"]], before: [["allow"], ["deny"]] });
  });
});

describe("replay", () => {
  test("lists real decisions that a draft would have turned", async () => {
    const ann = await user("Ann", tag("level", "supervisor"));
    const [albany, boston] = [await dashboard("Albany", tag("state", "NY")), await dashboard("Boston", tag("state", "MA"))];
    await latchkey.make.aPolicy(profile, { targets: [supervisors], permissions: [access("state", "NY")] });
    const open = (dashboardId: string) =>
      latchkey.client(ann.token).dashboards.getPortalDashboard({ params: { slug: profile.slug, dashboardId } });
    await open(albany.id);
    await expect(open(boston.id)).rejects.toMatchObject({ status: 404 });
    await latchkey.app.decisionLog.flush();

    const replay = (...changes: AccessChange[]) => profile.client.simulator.replayDecisions({ params: params(), body: { changes } });
    const denied = await replay(put([supervisors], [access("state", "NY", "deny")]));
    expect(denied).toMatchObject({ newlyAllowed: 0, nextCursor: null });
    expect(denied.newlyDenied).toBeGreaterThan(0);
    expect(denied.replayed).toBe(denied.decisions);
    expect(denied.items).toMatchObject([
      { subject: { name: "Ann" }, resource: { name: "Albany" }, action: "access", was: "allow", wouldBe: "deny" },
    ]);

    const allowed = await replay(put([supervisors], [access("state", "MA")]));
    expect(allowed.items).toMatchObject([{ resource: { name: "Boston" }, was: "deny", wouldBe: "allow" }]);
    const nothing = await replay(put([supervisors], [access("state", "VT")]));
    expect(nothing).toMatchObject({ newlyAllowed: 0, newlyDenied: 0, items: [] });
  });
});
