import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { runJobsNow } from "../../../test/run-jobs.ts";
import { refusalOf, Resources, RunUser, startSdkServer, type SdkServer } from "../../../test/sdk-server.ts";
import { transact } from "../../database/transact.ts";
import type { Outbound } from "../../platform/outbound.ts";
import { deleteDevice } from "../devices/index.ts";

interface Called {
  url: string;
  body: Record<string, unknown>;
  headers: Record<string, string>;
}
const called: Called[] = [];
let isHookDown = false;
const outbound: Outbound = {
  postJson: async (url, body, headers = {}) => {
    if (isHookDown) throw new Error("nobody answers");
    called.push({ url, body: body as Record<string, unknown>, headers });
  },
};

let latchkey: SdkServer;
beforeAll(async () => (latchkey = await startSdkServer({ outbound })));
afterAll(() => latchkey.close());
beforeEach(() => called.splice(0));

const hook = "https://hook.example/latchkey";
const post = { type: "post", url: hook, headers: {} } as const;

async function stage() {
  const profile = await latchkey.make.aProfile();
  const { region } = latchkey;
  const resources = new Resources({ token: await latchkey.make.anApiToken(profile), region });
  const add = async (trigger: Record<string, string>[], action: object = post, more: object = {}) =>
    (await resources.actions.create({ name: "Tell", type: "resource", trigger, action, ...more } as never)).action;
  return { profile, region, resources, add };
}

const aDevice = async (resources: Resources, tags: { key: string; value: string }[] = []) =>
  ((await resources.devices.create({ name: "Pump", type: "mutable", tags } as never)) as { device_id: string }).device_id;
const tag = (key: string, value: string) => ({ key, value });

describe("Resources.actions", () => {
  test("creates, lists, reads, edits, also with the whole object, and deletes", async () => {
    const { resources, add } = await stage();
    const trigger = [{ resource: "device", when: "create", tag_key: "site", tag_value: "north" }];
    const action = { ...post, headers: { Authorization: "Bearer s3cret", "x-times": 3 } };
    const id = await add(trigger, action, { tags: [tag("kind", "hook")], description: "For the north" });
    expect(await resources.actions.list()).toEqual([{ id, name: "Tell", tags: [tag("kind", "hook")] }]);
    expect(await resources.actions.list({ filter: { tags: [tag("kind", "other")] } })).toEqual([]);
    const read = await resources.actions.info(id);
    expect(read).toMatchObject({
      id,
      active: true,
      lock: false,
      type: "resource",
      trigger,
      description: "For the north",
      action: { type: "post", url: hook, headers: { authorization: "Bearer s3cret", "x-times": "3" } },
      last_triggered: "never",
      created_at: expect.any(Date),
    });
    const stored = await latchkey.db.selectFrom("actions").selectAll().where("id", "=", id).executeTakeFirstOrThrow();
    expect(JSON.stringify(stored)).not.toContain("s3cret");

    expect(await resources.actions.edit(id, { ...read, name: "Renamed", active: false })).toBe("Action Successfully Updated");
    expect(await resources.actions.info(id)).toMatchObject({ name: "Renamed", active: false, action: read.action, trigger });
    expect(await resources.profiles.summary("current")).toMatchObject({ amount: { action: 1 } });
    await resources.actions.delete(id);
    expect(await refusalOf(resources.actions.info(id))).toBe("Action Not Found");
    const { events } = (await resources.profiles.auditLog("current", { resourceName: "action" } as never)) as { events: unknown[] };
    expect(events).toHaveLength(3);
    expect(JSON.stringify(await latchkey.db.selectFrom("audit_entries").selectAll().where("object_id", "=", id).execute())).not.toContain(
      "s3cret",
    );
  });

  test.each([
    ["another type of action", { type: "schedule" }, "actions for resources only"],
    ["no trigger", { trigger: [] }, "trigger"],
    ["a resource that there is not", { trigger: [{ resource: "file", when: "create" }] }, "trigger.0.resource"],
    ["a value without a key", { trigger: [{ resource: "user", when: "create", tag_value: "x" }] }, "without its key"],
    ["an outcome that is not served", { action: { type: "sms", to: "+4930123456", message: "m" } }, "none that Latchkey does"],
    ["a mail to nobody", { action: { type: "email", to: "a@example.com, b@example.com", subject: "s", message: "m" } }, "action.to"],
    ["an address that is none", { action: { ...post, url: "file:///etc/passwd" } }, "action.url"],
    ["a header that the call itself is made of", { action: { ...post, headers: { Host: "localhost" } } }, "not yours"],
    ["a header of two lines", { action: { ...post, headers: { a: "b\r\nc: d" } } }, "no header's"],
    ["a script that is not there", { action: { type: "script", script: ["6791456f8b726c0009adccec"] } }, "no analysis"],
    [
      "a run user who is not there",
      { action: { type: "notification_run", run_user: "6791456f8b726c0009adccec", subject: "s", message: "m" } },
      "no run user",
    ],
  ])("refuses %s", async (_what, wrong, sentence) => {
    const { resources } = await stage();
    const body = { name: "Tell", type: "resource", trigger: [{ resource: "user", when: "create" }], action: post, ...wrong };
    expect(await refusalOf(resources.actions.create(body as never))).toContain(sentence);
    expect(await resources.actions.list()).toEqual([]);
  });

  test("is for tokens of the profile that may do everything, and for nobody of another profile", async () => {
    const { profile, resources, region, add } = await stage();
    const id = await add([{ resource: "user", when: "create" }], { ...post, headers: { authorization: "s3cret" } });
    const reading = new Resources({ token: await latchkey.make.anApiToken(profile, "read"), region });
    expect(await reading.actions.info(id)).toMatchObject({ action: { headers: {} } });
    const writing = new Resources({ token: await latchkey.make.anApiToken(profile, "write"), region });
    expect(await refusalOf(writing.actions.edit(id, { name: "Mine" }))).toMatch(/^Authorization Denied/);
    const { id: analysis, token } = await resources.analysis.create({ name: "Script", run_on: "external" } as never);
    const permissions = [{ effect: "allow", action: ["access", "edit"], resource: ["profile"] }];
    await resources.accessManagement.create({ name: "All", targets: [["analysis", "id", analysis]], permissions } as never);
    expect(await refusalOf(new Resources({ token, region }).actions.list())).toMatch(/^Authorization Denied/);

    const other = await stage();
    expect(await refusalOf(other.resources.actions.info(id))).toBe("Action Not Found");
    expect(await refusalOf(other.resources.actions.edit(id, { name: "Mine" }))).toBe("Action Not Found");
    expect(await refusalOf(other.resources.actions.delete(id))).toBe("Action Not Found");
    await aDevice(other.resources);
    await runJobsNow(latchkey);
    expect(called).toEqual([]);
  });
});

describe("what actions do", () => {
  test("calls a webhook with what was created, changed or deleted, and with the headers it is to have", async () => {
    const { resources, add } = await stage();
    const moments = ["create", "update", "delete"].map((when) => ({ resource: "device", when }));
    const id = await add(moments, { ...post, headers: { authorization: "Bearer s3cret" } });
    const device = await aDevice(resources, [tag("site", "north")]);
    await runJobsNow(latchkey);
    expect(called).toMatchObject([
      { url: hook, headers: { authorization: "Bearer s3cret" }, body: { id: device, name: "Pump", tags: [tag("site", "north")] } },
    ]);
    await resources.devices.edit(device, { name: "Pump 2" });
    await runJobsNow(latchkey);
    await resources.devices.delete(device);
    await runJobsNow(latchkey);
    expect(called.slice(1)).toMatchObject([
      { body: { id: device, name: "Pump 2" } },
      { body: { id: device, name: "Pump 2", tags: [tag("site", "north")] } },
    ]);
    expect(await resources.actions.info(id)).toMatchObject({ last_triggered: expect.any(Date) });
  });

  test("waits for run users, policies, analyses and other actions, and for tags where it says so", async () => {
    const { profile, resources, add } = await stage();
    await add([{ resource: "user", when: "update", tag_key: "level", tag_value: "chief" }], { ...post, url: `${hook}/user` });
    await add([{ resource: "am", when: "delete" }], { ...post, url: `${hook}/am` });
    await add([{ resource: "analysis", when: "create", tag_key: "kind", tag_value: "" }], { ...post, url: `${hook}/analysis` });
    await add([{ resource: "action", when: "create" }], { ...post, url: `${hook}/action` });

    const user = await latchkey.make.aUser(profile);
    await resources.run.userEdit(user.id, { name: "Ann" });
    await runJobsNow(latchkey);
    expect(called).toEqual([]);
    await resources.run.userEdit(user.id, { tags: [tag("level", "chief")] });
    const { am_id: policy } = await resources.accessManagement.create({
      name: "All",
      targets: [["run_user"]],
      permissions: [{ effect: "allow", action: ["access"], resource: ["dashboard"] }],
    } as never);
    await resources.accessManagement.delete(policy);
    await resources.analysis.create({ name: "Script", run_on: "external", tags: [tag("kind", "any")] } as never);
    await resources.analysis.create({ name: "Other", run_on: "external" } as never);
    const other = await add([{ resource: "profile", when: "update" }]);
    await runJobsNow(latchkey);
    const heard = called.map(({ url, body }) => [url.slice(hook.length), body["name"], body["id"]]);
    expect(heard).toEqual([
      ["/user", "Ann", user.id],
      ["/am", "All", policy],
      ["/analysis", "Script", expect.any(String)],
      ["/action", "Tell", other],
    ]);
  });

  test("runs scripts, which hear what happened, and tells run users and administrators", async () => {
    const { profile, region, resources, add } = await stage();
    const user = await latchkey.make.aUser(profile);
    const analysis = await latchkey.make.anAnalysis(profile);
    const told = { subject: "A device", message: "It is new" };
    const trigger = [{ resource: "device", when: "create" }];
    const { id: off } = await resources.analysis.create({ name: "Off", run_on: "external", active: false } as never);
    await add(trigger, { type: "script", script: [off, analysis.id] });
    await add(trigger, { type: "notification", ...told });
    await add(trigger, { type: "notification_run", run_user: user.id, ...told });

    const stop = new AbortController();
    const lines: string[] = [];
    const listening = await fetch(`${region.sse}?channels=analysis_trigger&token=${analysis.token}`, {
      signal: stop.signal,
    });
    const reading = collect(listening, lines);
    const device = await aDevice(resources);
    await runJobsNow(latchkey);
    await vi.waitFor(() => expect(lines.join("")).toContain(device));
    expect(lines.join("")).toContain("_action_when");
    stop.abort();
    await reading;
    expect(await resources.notifications.list()).toMatchObject([{ title: "A device", message: "It is new" }]);
    expect(await new RunUser({ token: user.token, region }).notificationList(profile.slug as never)).toMatchObject([{ title: "A device" }]);
  });

  test("mails a text of its own, with nothing in it that leads elsewhere, and no more than a reader is to get in a day", async () => {
    const { profile, resources, add } = await stage();
    const user = await latchkey.make.aUser(profile);
    const email = { type: "email", to: String(user.email), subject: "A device", message: "It is new.\nSee https://evil.example/now" };
    const id = await add([{ resource: "device", when: "create" }], email);
    expect(await resources.actions.info(id)).toMatchObject({ action: email });
    await add([{ resource: "device", when: "create" }], { ...email, to: "ops@example.com" });
    for (let count = 0; count < 12; count += 1) await aDevice(resources);
    await runJobsNow(latchkey);

    const mails = await latchkey.db.selectFrom("mails").selectAll().where("profile_id", "=", profile.id).execute();
    const to = (address: string) => mails.filter(({ recipient }) => recipient === address);
    expect([to(email.to).length, to("ops@example.com").length, mails.length]).toEqual([10, 10, 20]);
    expect(to(email.to)[0]).toMatchObject({
      template: "action_notice",
      lane: "notice",
      user_id: user.id,
      subject: "Notice: A device",
      data: { title: "A device", message: "It is new.\nSee https: //evil. example/now" },
    });
    expect(to("ops@example.com")[0]).toMatchObject({ user_id: null });
  });

  test("does nothing while it is off or locked, after it was deleted, and for a change that was taken back", async () => {
    const { profile, resources, add } = await stage();
    const trigger = [{ resource: "device", when: "delete" }];
    const off = await add(trigger, post, { active: false });
    const locked = await add(trigger, post, { lock: true });
    const [first, second] = [await aDevice(resources), await aDevice(resources)];
    await resources.devices.delete(first);
    expect(await runJobsNow(latchkey)).not.toContain("actions.changed");

    await resources.actions.edit(off, { active: true });
    const ctx = latchkey.app.commandLineContext(profile.id);
    const undone = transact(ctx.db, async (tx) => {
      await deleteDevice({ ...ctx, db: tx }, second);
      throw new Error("taken back");
    });
    await expect(undone).rejects.toThrow("taken back");
    expect(await runJobsNow(latchkey)).not.toContain("actions.changed");

    await resources.devices.delete(second);
    await resources.actions.delete(off);
    await resources.actions.delete(locked);
    await runJobsNow(latchkey);
    expect(called).toEqual([]);
  });

  test("fails when the webhook does not answer, so that its job is tried again", async () => {
    const { resources, add } = await stage();
    await add([{ resource: "device", when: "create" }]);
    await aDevice(resources);
    isHookDown = true;
    await expect(runJobsNow(latchkey)).rejects.toThrow("nobody answers");
    isHookDown = false;
  });

  test("runs no script for what a script of an action has changed, and still tells of it", async () => {
    const { resources, region, add } = await stage();
    const { id: analysis, token } = await resources.analysis.create({ name: "Script", run_on: "external" } as never);
    const permissions = [{ effect: "allow", action: ["create"], resource: ["device"] }];
    await resources.accessManagement.create({ name: "Make", targets: [["analysis", "id", analysis]], permissions } as never);
    const trigger = [{ resource: "device", when: "create" }];
    const script = await add(trigger, { type: "script", script: [analysis] });
    await add(trigger);
    await aDevice(new Resources({ token, region }));
    await runJobsNow(latchkey);
    expect(await resources.actions.info(script)).toMatchObject({ last_triggered: "never" });
    expect(called).toHaveLength(1);
  });

  test("runs for each of several changes", async () => {
    const { profile, resources, add } = await stage();
    await add([{ resource: "user", when: "update", tag_key: "site", tag_value: "north" }]);
    const users = [await latchkey.make.aUser(profile), await latchkey.make.aUser(profile)];
    for (const { id } of users) await resources.run.userEdit(id, { tags: [tag("site", "north")] });
    await runJobsNow(latchkey);
    expect(called.map(({ body }) => String(body["id"])).toSorted()).toEqual(users.map(({ id }) => id).toSorted());
  });
});

async function collect(answer: Response, lines: string[]): Promise<void> {
  const decoder = new TextDecoder();
  try {
    for await (const chunk of answer.body ?? []) lines.push(decoder.decode(chunk, { stream: true }));
  } catch {
    // The test stops listening.
  }
}
