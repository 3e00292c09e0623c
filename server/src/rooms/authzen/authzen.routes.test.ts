import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { addType, anybody, askerOf, rule, tagged, toTags, type TestProfile } from "../../../test/authzen/ask.ts";
import { changedTables } from "../../../test/database-state.ts";
import { startTestApp, type TestApp } from "../../../test/test-app.ts";

let latchkey: TestApp;
let profile: TestProfile;
let ask: Awaited<ReturnType<typeof askerOf>>;
beforeAll(async () => {
  latchkey = await startTestApp();
  profile = await latchkey.make.aProfile();
  ask = await askerOf(latchkey, profile);
  await addType(profile, "door", ["open", "lock", "lock:remote"]);
  await latchkey.make.aPolicy(profile, {
    name: "Guards open the doors of their site",
    targets: [tagged("job", "guard")],
    permissions: [rule("allow", ["open"], "door", { match: "tag_match", key: "site" })],
  });
});
afterAll(() => latchkey.close());

const params = () => ({ profileId: profile.id });
const aGuard = async (extra: { email?: string } = {}) =>
  latchkey.make.aUser(profile, { tags: toTags({ job: "guard", site: "north" }), ...extra });
const aDoor = async (id: string, site: string) =>
  profile.client.resourceTypes.saveObject({ params: { ...params(), type: "door", objectId: id }, body: { tags: toTags({ site }) } });
const openDoor = (subjectId: string, doorId: string, more: Record<string, unknown> = {}) => ({
  subject: { type: "user", id: subjectId },
  action: { name: "open" },
  resource: { type: "door", id: doorId },
  ...more,
});
const decisionOf = async (body: unknown) => (await ask("evaluation", body)).json().decision as unknown;

describe("a subject", () => {
  test("is found by the id here, by the external id and by the e-mail address, in that order", async () => {
    const guard = await aGuard({ email: "guard.one@latchkey.test" });
    await aDoor("by-name", "north");
    await profile.client.users.updateUser({ params: { ...params(), userId: guard.id }, body: { externalId: "HR-1" } });
    for (const id of [guard.id, "HR-1", "guard.one@latchkey.test", "Guard.One@Latchkey.Test"])
      expect(await decisionOf(openDoor(id, "by-name"))).toBe(true);
    for (const id of ["hr-1", "HR-2", "guard.two@latchkey.test"]) expect(await decisionOf(openDoor(id, "by-name"))).toBe(false);

    // Somebody without rights takes the guard's id and address as an external id: the guard stays the guard.
    const stranger = await latchkey.make.aUser(profile);
    await profile.client.users.updateUser({ params: { ...params(), userId: stranger.id }, body: { externalId: guard.id } });
    expect(await decisionOf(openDoor(guard.id, "by-name"))).toBe(true);
    await profile.client.users.updateUser({
      params: { ...params(), userId: stranger.id },
      body: { externalId: "guard.one@latchkey.test" },
    });
    expect(await decisionOf(openDoor("guard.one@latchkey.test", "by-name"))).toBe(false);
  });

  test("that is suspended, only invited, deleted or of another type is refused like one that does not exist", async () => {
    await aDoor("status", "north");
    const guard = await aGuard();
    expect(await decisionOf(openDoor(guard.id, "status"))).toBe(true);
    await profile.client.users.suspendUser({ params: { ...params(), userId: guard.id }, body: {} });
    expect((await ask("evaluation", openDoor(guard.id, "status", { options: { reason: true } }))).json()).toEqual({
      decision: false,
      context: { reason: "subject_not_found", rules: [] },
    });

    const { user } = await profile.client.users.createUser({
      params: params(),
      body: { name: "Invited", email: "invited@latchkey.test", tags: toTags({ job: "guard", site: "north" }) },
    });
    expect(await decisionOf(openDoor(user.id, "status"))).toBe(false);
    const other = await aGuard();
    for (const type of ["administrator", "spaceship", "User", "constructor"]) {
      expect(await decisionOf({ ...openDoor(other.id, "status"), subject: { type, id: other.id } })).toBe(false);
    }
    await profile.client.users.deleteUser({ params: { ...params(), userId: other.id } });
    expect(await decisionOf(openDoor(other.id, "status"))).toBe(false);
  });

  test("can be an analysis, while it is active", async () => {
    const analysis = await latchkey.make.anAnalysis(profile, { tags: toTags({ robot: "yes" }) });
    await aDoor("robots", "north");
    await latchkey.make.aPolicy(profile, {
      targets: [{ subject: "analysis", match: "tag", key: "robot", value: "yes" }],
      permissions: [rule("allow", ["lock"], "door")],
    });
    const question = { subject: { type: "analysis", id: analysis.id }, action: { name: "lock" }, resource: { type: "door", id: "robots" } };
    expect(await decisionOf(question)).toBe(true);
    expect((await ask("search/subject", { ...question, subject: { type: "analysis" } })).json().results).toEqual([
      { type: "analysis", id: analysis.id },
    ]);
    await profile.client.analyses.updateAnalysis({ params: { ...params(), analysisId: analysis.id }, body: { isActive: false } });
    expect(await decisionOf(question)).toBe(false);
    expect((await ask("search/subject", { ...question, subject: { type: "analysis" } })).json().results).toEqual([]);
  });

  test("brings tags of its own for one question, in place of the stored ones", async () => {
    const person = await latchkey.make.aUser(profile, { tags: toTags({ site: "north" }) });
    await aDoor("overlay", "north");
    const as = (properties: unknown) => ({ ...openDoor(person.id, "overlay"), subject: { type: "user", id: person.id, properties } });
    expect(await decisionOf(as({}))).toBe(false);
    expect(await decisionOf(as({ job: "guard" }))).toBe(true);
    expect(await decisionOf(as({ job: ["cook", "guard"] }))).toBe(true);
    expect(await decisionOf(as({ job: "guard", site: "south" }))).toBe(false);
    expect(await decisionOf(as({ job: { is: "guard" } }))).toBe(false);
    expect(await decisionOf(openDoor(person.id, "overlay"))).toBe(false);
  });
});

describe("a role that has ended", () => {
  test("was held before it ended and is not since, in evaluations as in searches", async () => {
    const person = await latchkey.make.aUser(profile);
    const role = await profile.client.roles.createRole({
      params: params(),
      body: { name: "Night porter", permissions: [rule("allow", ["lock"], "door")] },
    });
    const body = { roleId: role.id, assignee: { type: "run_user" as const, id: person.id }, reason: "test" };
    const assignment = await profile.client.roles.assignRole({ params: params(), body });
    const during = latchkey.clock.now().toISOString();
    latchkey.clock.advance({ minutes: 10 });
    const end = { params: { ...params(), assignmentId: assignment.id }, body: { reason: "left" } };
    await profile.client.roles.endAssignment(end);
    latchkey.clock.advance({ minutes: 10 });

    const locks = (time?: string) => ({ ...openDoor(person.id, "x"), action: { name: "lock" }, context: { time } });
    const finds = async (time?: string) =>
      (await ask("search/subject", locks(time))).json().results.some((each: { id: string }) => each.id === person.id) as boolean;
    expect([await decisionOf(locks(during)), await finds(during)]).toEqual([true, true]);
    expect([await decisionOf(locks()), await finds()]).toEqual([false, false]);
    const many = { ...locks(), evaluations: [{ context: {} }, { context: { time: during } }] };
    expect((await ask("evaluations", many)).json().evaluations).toEqual([{ decision: false }, { decision: true }]);
  });
});

describe("a resource", () => {
  test("of an added type that is not stored is judged by what is said of it", async () => {
    const guard = await aGuard();
    const unstored = (properties: unknown) => ({ ...openDoor(guard.id, "x"), resource: { type: "door", id: "never stored", properties } });
    expect(await decisionOf(unstored({ site: "north" }))).toBe(true);
    expect(await decisionOf(unstored({ site: "south" }))).toBe(false);
    expect(await decisionOf(unstored(undefined))).toBe(false);
  });

  test("of ours is judged by its stored tags, and by what is sent instead", async () => {
    const viewer = await latchkey.make.aUser(profile, { tags: toTags({ job: "viewer" }) });
    const dashboard = await latchkey.make.aDashboard(profile, { tags: toTags({ kind: "public" }) });
    await latchkey.make.aPolicy(profile, {
      targets: [tagged("job", "viewer")],
      permissions: [rule("allow", ["access"], "dashboard", { match: "tag", key: "kind", value: "public" })],
    });
    const see = (id: string, properties?: unknown) => ({
      subject: { type: "user", id: viewer.id },
      action: { name: "access" },
      resource: { type: "dashboard", id, properties },
    });
    expect(await decisionOf(see(dashboard.id))).toBe(true);
    expect(await decisionOf(see(dashboard.id, { kind: "secret" }))).toBe(false);
    expect(await decisionOf(see("a".repeat(24), { kind: "public" }))).toBe(false);
    expect((await ask("search/resource", see("ignored"))).json().results).toEqual([{ type: "dashboard", id: dashboard.id }]);
    expect((await ask("search/resource", see("ignored", { kind: "secret" }))).json().results).toEqual([]);
  });

  test("of a type or an action that nobody knows is refused, and found nowhere", async () => {
    const guard = await aGuard();
    for (const resource of [
      { type: "spaceship", id: "1" },
      { type: "constructor", id: "1" },
      { type: "user", id: "1" },
    ]) {
      expect(await decisionOf({ ...openDoor(guard.id, ""), resource })).toBe(false);
      expect((await ask("search/resource", { ...openDoor(guard.id, ""), resource })).json().results).toEqual([]);
      expect((await ask("search/action", { ...openDoor(guard.id, ""), resource })).json().results).toEqual([]);
    }
    for (const name of ["fly", "constructor", "open:wide"])
      expect(await decisionOf({ ...openDoor(guard.id, "x"), action: { name } })).toBe(false);
  });

  test("takes part with a narrower action where a property of the action makes one", async () => {
    const locker = await latchkey.make.aUser(profile, { tags: toTags({ job: "locker" }) });
    await aDoor("locks", "north");
    await latchkey.make.aPolicy(profile, { targets: [tagged("job", "locker")], permissions: [rule("allow", ["lock:remote"], "door")] });
    const lock = (properties: unknown) => ({ ...openDoor(locker.id, "locks"), action: { name: "lock", properties } });
    expect(await decisionOf(lock({ remote: true }))).toBe(true);
    expect(await decisionOf(lock({ mode: "remote" }))).toBe(true);
    expect(await decisionOf(lock({ remote: false }))).toBe(false);
    expect(await decisionOf(lock({}))).toBe(false);
    expect((await ask("search/action", openDoor(locker.id, "locks"))).json().results).toEqual([{ name: "lock:remote" }]);
  });
});

describe("context", () => {
  test("decides conditions: time, address, second factor and trusted device", async () => {
    const cleaner = await latchkey.make.aUser(profile, { tags: toTags({ job: "cleaner" }) });
    await aDoor("context", "north");
    await latchkey.make.aPolicy(profile, {
      targets: [tagged("job", "cleaner")],
      permissions: [rule("allow", ["open"], "door")],
      conditions: {
        hours: { timeZone: "UTC", windows: [{ days: [1, 2, 3, 4, 5], from: "08:00", to: "10:00" }], holidays: [] },
        addresses: ["192.0.2.0/24"],
        secondFactor: true,
        trustedDevice: true,
      },
    });
    const good = { time: "2026-05-04T08:30Z", ip: "192.0.2.7", mfa: true, trusted_device: true };
    const asked = (context: unknown) => openDoor(cleaner.id, "context", { context });
    expect(await decisionOf(asked(good))).toBe(true);
    expect(await decisionOf(asked({ ...good, time: "2026-05-04T12:30:00+04:00" }))).toBe(true);
    expect(await decisionOf(asked({ ...good, other: { nested: [1] } }))).toBe(true);
    for (const missing of ["ip", "mfa", "trusted_device"] as const)
      expect(await decisionOf(asked({ ...good, [missing]: undefined }))).toBe(false);
    expect(await decisionOf(asked({ ...good, time: "2026-05-04T10:00:00Z" }))).toBe(false);
    expect(await decisionOf(asked({ ...good, ip: "198.51.100.7" }))).toBe(false);

    const search = { subject: { type: "user" }, action: { name: "open" }, resource: { type: "door", id: "context" } };
    const found = async (context: unknown) => (await ask("search/subject", { ...search, context })).json().results;
    expect(await found(good)).toContainEqual({ type: "user", id: cleaner.id });
    expect(await found({ ...good, mfa: false })).not.toContainEqual({ type: "user", id: cleaner.id });
  });

  test.each([{ time: "noon" }, { time: 12 }, { time: "2026-13-01T00:00:00Z" }, { ip: "somewhere" }, { mfa: "yes" }, { trusted_device: 1 }])(
    "that names a circumstance wrongly is a bad request: %j",
    async (context) => {
      const answer = await ask("evaluation", openDoor("anybody", "x", { context }));
      expect(answer.statusCode).toBe(400);
      expect(answer.json().errors[0].path).toBe(`body.context.${Object.keys(context)[0]}`);
    },
  );
});

describe("a reason", () => {
  test("is told when it is asked for, with the rules that decided", async () => {
    const guard = await aGuard();
    await aDoor("reason", "north");
    const asked = openDoor(guard.id, "reason", { options: { reason: true } });
    expect((await ask("evaluation", openDoor(guard.id, "reason"))).json()).toEqual({ decision: true });
    expect((await ask("evaluation", asked)).json()).toMatchObject({
      decision: true,
      context: { reason: "allowed_by_policy", rules: [{ name: "Guards open the doors of their site", effect: "allow" }] },
    });

    await latchkey.make.aPolicy(profile, {
      name: "Closed",
      targets: [anybody],
      permissions: [rule("deny", ["open"], "door", { match: "id", id: "reason" })],
    });
    expect((await ask("evaluation", asked)).json()).toMatchObject({
      decision: false,
      context: { reason: "denied_by_policy", rules: [{ name: "Closed", effect: "deny" }] },
    });
  });
});

describe("the decision log", () => {
  const loggedOf = (subjectId: string) =>
    latchkey.db
      .selectFrom("decision_log")
      .select(["resource_type", "resource_id", "action", "decision", "count"])
      .where("subject_id", "=", subjectId)
      .orderBy("resource_id")
      .execute();

  test("keeps decisions about what is stored here, each once a day with a count", async () => {
    const guard = await aGuard();
    await aDoor("log-n", "north");
    await aDoor("log-s", "south");
    for (const door of ["log-n", "log-s", "log-n"]) await ask("evaluation", openDoor(guard.id, door));
    await latchkey.app.decisionLog.flush();
    expect(await loggedOf(guard.id)).toEqual([
      { resource_type: "door", resource_id: "log-n", action: "open", decision: "allow", count: 2 },
      { resource_type: "door", resource_id: "log-s", action: "open", decision: "deny", count: 1 },
    ]);
  });

  test("counts uses of rules by questions that bring their own tags, without keeping what was sent", async () => {
    const person = await latchkey.make.aUser(profile);
    const policy = await latchkey.make.aPolicy(profile, {
      targets: [tagged("job", "postman")],
      permissions: [rule("allow", ["open"], "door", { match: "tag", key: "kind", value: "gate" })],
    });
    const question = {
      subject: { type: "user", id: person.id, properties: { job: "postman" } },
      action: { name: "open" },
      resource: { type: "door", id: "not stored", properties: { kind: "gate" } },
    };
    expect(await decisionOf(question)).toBe(true);
    await latchkey.app.decisionLog.flush();
    expect(await loggedOf(person.id)).toEqual([]);
    const uses = await latchkey.db.selectFrom("rule_uses").select(["count"]).where("source_id", "=", policy.id).execute();
    expect(uses).toEqual([{ count: 1 }]);
  });

  test("has nothing of thoughts: other moments, unknown people, cut off questions", async () => {
    const guard = await aGuard();
    await aDoor("thought", "north");
    await aDoor("thought too", "north");
    await ask("evaluation", openDoor(guard.id, "thought", { context: { time: "2020-01-01T00:00:00Z" } }));
    await ask("evaluation", openDoor("nobody at all", "thought"));
    await ask("evaluations", {
      ...openDoor(guard.id, "thought"),
      options: { evaluations_semantic: "permit_on_first_permit" },
      evaluations: [{}, { resource: { type: "door", id: "thought too" } }],
    });
    await latchkey.app.decisionLog.flush();
    expect(await loggedOf(guard.id)).toMatchObject([{ resource_id: "thought", count: 1 }]);
  });
});

describe("many questions at once", () => {
  const decisions = async (body: unknown) =>
    (await ask("evaluations", body)).json().evaluations.map((each: { decision: boolean }) => each.decision);
  const doors = (...ids: string[]) => ids.map((id) => ({ resource: { type: "door", id } }));
  let guardId = "";
  beforeAll(async () => {
    guardId = (await aGuard()).id;
    await aDoor("n1", "north");
    await aDoor("n2", "north");
    await aDoor("s1", "south");
  });
  const defaults = () => ({ subject: { type: "user", id: guardId }, action: { name: "open" } });

  test.each([
    [undefined, [true, false, true, false]],
    ["execute_all", [true, false, true, false]],
    ["deny_on_first_deny", [true, false]],
    ["permit_on_first_permit", [true]],
  ])("stop where %s says", async (semantic, expected) => {
    const options = semantic === undefined ? undefined : { evaluations_semantic: semantic, other: 1 };
    expect(await decisions({ ...defaults(), options, evaluations: doors("n1", "s1", "n2", "none") })).toEqual(expected);
  });

  test("that never settle are all answered", async () => {
    expect(
      await decisions({ ...defaults(), options: { evaluations_semantic: "deny_on_first_deny" }, evaluations: doors("n1", "n2") }),
    ).toEqual([true, true]);
    expect(
      await decisions({ ...defaults(), options: { evaluations_semantic: "permit_on_first_permit" }, evaluations: doors("s1", "none") }),
    ).toEqual([false, false]);
  });

  test("with an unknown semantic are a bad request", async () => {
    const answer = await ask("evaluations", { ...defaults(), options: { evaluations_semantic: "majority" }, evaluations: doors("n1") });
    expect(answer.statusCode).toBe(400);
  });

  test("take an entity as a whole: properties of the default are not mixed in", async () => {
    const resource = { type: "door", id: "x", properties: { site: "north" } };
    expect(
      await decisions({
        ...defaults(),
        resource,
        evaluations: [{}, { resource: { id: "y" } }, { resource: { properties: { site: "south" } } }],
      }),
    ).toEqual([true, false, false]);
  });

  test("answer each faulty one with false and say what is wrong with it", async () => {
    const faulty = [
      null,
      7,
      "x",
      [],
      { resource: "n1" },
      { resource: { type: "door" } },
      { action: { name: 1 } },
      { context: { time: "noon" } },
    ];
    const { evaluations } = (await ask("evaluations", { ...defaults(), evaluations: [...faulty, ...doors("n1")] })).json();
    expect(evaluations.slice(0, -1)).toEqual(
      faulty.map(() => ({ decision: false, context: { error: { status: 400, message: expect.any(String) } } })),
    );
    expect(evaluations.at(-1)).toEqual({ decision: true });
    const nul = { resource: { type: "door", id: "n\u00001", properties: { a: "\u0000" } } };
    expect(await decisions({ ...defaults(), evaluations: [nul, ...doors("n\u00001", "n1")] })).toEqual([false, false, true]);
  });

  test("with a faulty default are a bad request as a whole", async () => {
    for (const fault of [{ subject: "alice" }, { action: { name: 7 } }, { context: "now" }, { options: 1 }, { evaluations: {} }]) {
      expect((await ask("evaluations", { ...defaults(), evaluations: doors("n1"), ...fault })).statusCode).toBe(400);
    }
  });

  test("are answered up to a thousand, in order", async () => {
    const ids = Array.from({ length: 1000 }, (_, index) => ["n1", "s1", "n2"][index % 3] ?? "");
    expect(await decisions({ ...defaults(), evaluations: doors(...ids) })).toEqual(ids.map((id) => id !== "s1"));
    expect((await ask("evaluations", { ...defaults(), evaluations: doors(...ids, "n1") })).statusCode).toBe(400);
  });
});

describe("a search", () => {
  test("comes in pages without repeat or loss, each but the last with a token", async () => {
    const own = await latchkey.make.aProfile();
    const askOwn = await askerOf(latchkey, own);
    await addType(own, "door", ["open"]);
    await latchkey.make.aPolicy(own, { targets: [anybody], permissions: [rule("allow", ["open"], "door")] });
    const items = Array.from({ length: 23 }, (_, index) => ({ id: `Tür ${index}/ä` }));
    await own.client.resourceTypes.saveObjects({ params: { profileId: own.id, type: "door" }, body: { items } });
    const users = [];
    for (let count = 0; count < 7; count += 1) users.push((await latchkey.make.aUser(own)).id);

    const collect = async (endpoint: "search/resource" | "search/subject" | "search/action", body: object, limit: number) => {
      const found: string[] = [];
      const sizes: number[] = [];
      for (let token: string | undefined; token !== "";) {
        const answer = (await askOwn(endpoint, { ...body, page: { limit, ...(token === undefined ? {} : { token }) } })).json();
        found.push(...answer.results.map((each: { id?: string; name?: string }) => each.id ?? each.name));
        sizes.push(answer.page.count);
        token = answer.page.next_token as string;
      }
      return { found, sizes };
    };
    const asked = { subject: { type: "user", id: users[0] }, action: { name: "open" }, resource: { type: "door", id: "Tür 1/ä" } };
    const doors = await collect("search/resource", asked, 5);
    expect(doors.sizes).toEqual([5, 5, 5, 5, 3]);
    expect(doors.found.toSorted()).toEqual(items.map((item) => item.id).toSorted());
    const people = await collect("search/subject", asked, 7);
    expect(people).toEqual({ sizes: [7], found: users.toSorted() });
    expect(await collect("search/action", asked, 1)).toEqual({ sizes: [1], found: ["open"] });
  });

  test("goes on only with a token of its own", async () => {
    const guard = await aGuard();
    await aDoor("t1", "north");
    await aDoor("t2", "north");
    const asked = openDoor(guard.id, "t1");
    const first = await ask("search/resource", { ...asked, page: { limit: 1 } });
    const token = first.json().page.next_token as string;
    expect((await ask("search/resource", { ...asked, page: { token, limit: 1000 } })).statusCode).toBe(200);
    expect((await ask("search/resource", { ...asked, page: { next_token: token } })).statusCode).toBe(200);
    for (const [endpoint, other] of [
      ["search/resource", { ...asked, action: { name: "lock" } }],
      ["search/resource", { ...asked, context: { mfa: true } }],
      ["search/subject", asked],
    ] as const) {
      const answer = await ask(endpoint, { ...other, page: { token } });
      expect({ status: answer.statusCode, path: answer.json().errors[0].path }).toEqual({ status: 400, path: "body.page.token" });
    }
    for (const page of [{ token: "nonsense" }, { limit: 0 }, { limit: 1.5 }, { limit: 1001 }, { limit: "5" }, { token: 5 }, []]) {
      expect((await ask("search/resource", { ...asked, page })).statusCode).toBe(400);
    }
    const elsewhere = await askerOf(latchkey, await latchkey.make.aProfile());
    expect((await elsewhere("search/resource", { ...asked, page: { token } })).statusCode).toBe(400);
  });

  test("ignores the id of what is searched for", async () => {
    const guard = await aGuard();
    await aDoor("ignored", "north");
    const plain = (await ask("search/resource", { ...openDoor(guard.id, ""), resource: { type: "door" } })).json();
    for (const id of ["ignored", "", 7, null, {}]) {
      const answer = await ask("search/resource", { ...openDoor(guard.id, ""), resource: { type: "door", id } });
      expect(answer.json().results).toEqual(plain.results);
    }
  });
});

describe("who may ask", () => {
  const question = () => openDoor("anybody", "x");
  const call = (token: string | null, profileId = profile.id) =>
    latchkey.request({
      method: "POST",
      url: `/authzen/${profileId}/access/v1/evaluation`,
      headers: { "content-type": "application/json", ...(token === null ? {} : { authorization: `Bearer ${token}` }) },
      payload: JSON.stringify(question()),
    });

  test("tokens that read or do everything, and administrators; nobody else", async () => {
    for (const permission of ["read", "full"] as const)
      expect((await call(await latchkey.make.anApiToken(profile, permission))).statusCode).toBe(200);
    expect((await call(profile.administrator.token)).statusCode).toBe(200);
    expect((await call(await latchkey.make.anApiToken(profile, "write"))).statusCode).toBe(403);
    expect((await call(null)).statusCode).toBe(401);
    expect((await call("p-nonsense")).statusCode).toBe(401);
    const user = await latchkey.make.aUser(profile);
    expect([401, 403, 404]).toContain((await call(user.token)).statusCode);
    const device = await latchkey.make.aDevice(profile);
    expect([401, 403, 404]).toContain((await call(device.token)).statusCode);
  });

  test("analyses that may see all of Access Management, not those that may see a part", async () => {
    const own = await latchkey.make.aProfile();
    const analysis = await latchkey.make.anAnalysis(own);
    const target = { subject: "analysis" as const, match: "any" as const };
    expect([403, 404]).toContain((await call(analysis.token, own.id)).statusCode);
    const part = await latchkey.make.aPolicy(own, {
      targets: [target],
      permissions: [rule("allow", ["access"], "access_management", { match: "tag", key: "team", value: "a" })],
    });
    expect([403, 404]).toContain((await call(analysis.token, own.id)).statusCode);
    await latchkey.make.aPolicy(own, { targets: [target], permissions: [rule("allow", ["access"], "access_management")] });
    expect((await call(analysis.token, own.id)).statusCode).toBe(200);
    await own.client.access.deletePolicy({ params: { profileId: own.id, policyId: part.id } });
  });

  test("a token of another profile gets the same 404 as for a profile that does not exist", async () => {
    const other = await latchkey.make.aProfile();
    const token = await latchkey.make.anApiToken(other);
    const [foreign, missing] = [await call(token), await call(token, "a".repeat(24))];
    expect(foreign.statusCode).toBe(404);
    const shown = (answer: typeof foreign) => ({ ...answer.json(), requestId: "" });
    expect(shown(foreign)).toEqual(shown(missing));
  });

  test("one profile never speaks of people, doors or rules of another", async () => {
    const other = await latchkey.make.aProfile();
    await addType(other, "door", ["open"]);
    await latchkey.make.aPolicy(other, { targets: [anybody], permissions: [rule("allow", ["open"], "door")] });
    await other.client.resourceTypes.saveObject({ params: { profileId: other.id, type: "door", objectId: "theirs" }, body: {} });
    const theirs = await latchkey.make.aUser(other, { email: "theirs@latchkey.test" });
    const ours = await aGuard();

    const askOther = await askerOf(latchkey, other);
    expect((await askOther("evaluation", openDoor(theirs.id, "theirs"))).json().decision).toBe(true);
    expect((await askOther("evaluation", openDoor(ours.id, "theirs"))).json().decision).toBe(false);
    expect(await decisionOf(openDoor("theirs@latchkey.test", "theirs"))).toBe(false);
    const found = (await ask("search/resource", openDoor(ours.id, ""))).json().results;
    expect(found).not.toContainEqual({ type: "door", id: "theirs" });
    const people = (await askOther("search/subject", openDoor("", "theirs"))).json().results;
    expect(people).toEqual([{ type: "user", id: theirs.id }]);
  });

  test("asking leaves no trace in what is stored", async () => {
    expect(await changedTables(latchkey.db, () => ask("evaluation", question()))).toEqual([]);
  });
});
