import type { BulkTagChange, Tag, TagStep } from "@latchkey/contract";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Makers } from "../../../test/makers.ts";
import { startTestApp, type TestApp } from "../../../test/test-app.ts";
import { deleteOldPatches } from "./delete-old-patches.ts";
import { runBulkTags } from "./run-bulk-tags.ts";

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
const user = (name: string, ...tags: Tag[]) => latchkey.make.aUser(profile, { name, tags });
const everybody = (...steps: TagStep[]): BulkTagChange => ({ of: "run_user", which: { filter: {} }, steps });
const preview = (body: BulkTagChange) => profile.client.bulkTags.previewBulkTags({ params: params(), body });
const run = (app = latchkey.app) => runBulkTags(app.commandLineContext(), app.policySets);
const start = (body: BulkTagChange, more: { reason?: string; confirmName?: string } = {}) =>
  profile.client.bulkTags.startBulkTags({ params: params(), body: { ...body, ...more } });
const at = (id: string) => ({ params: { ...params(), bulkTagJobId: id } });
const get = (id: string) => profile.client.bulkTags.getBulkTags(at(id));
const undo = (id: string) => profile.client.bulkTags.undoBulkTags({ ...at(id), body: { reason: "a mistake" } });
const tagsOf = async ({ id }: { id: string }) => (await profile.client.users.getUser({ params: { ...params(), userId: id } })).tags;
const entriesOf = async (action: string) => (await profile.client.audit.listAudit({ params: params(), query: { action: [action] } })).items;

describe("a step", () => {
  const outcomes: [string, TagStep, Tag[], Tag[]][] = [
    ["set", { kind: "set", key: "a", value: "3" }, [tag("a", "1"), tag("a", "2"), tag("b", "1")], [tag("b", "1"), tag("a", "3")]],
    ["add", { kind: "add", key: "a", value: "3" }, [tag("a", "1")], [tag("a", "1"), tag("a", "3")]],
    ["add if absent, absent", { kind: "add_if_absent", key: "a", value: "3" }, [], [tag("a", "3")]],
    ["add if absent, there", { kind: "add_if_absent", key: "a", value: "3" }, [tag("a", "1")], [tag("a", "1")]],
    ["remove a value", { kind: "remove", key: "a", value: "1" }, [tag("a", "1"), tag("a", "2")], [tag("a", "2")]],
    ["remove a key", { kind: "remove", key: "a", value: null }, [tag("a", "1"), tag("a", "2"), tag("b", "1")], [tag("b", "1")]],
    ["rename a key", { kind: "rename_key", key: "a", to: "b" }, [tag("a", "1"), tag("b", "1")], [tag("b", "1")]],
    ["change a value", { kind: "change_value", key: "a", value: "1", to: "2" }, [tag("a", "1")], [tag("a", "2")]],
  ];
  test.each(outcomes)("%s", async (_name, step, before, after) => {
    const someone = await user("Ann", ...before);
    const other = await user("Bob", tag("a", "x"), tag("b", "y"), tag("c", "z"));
    const change: BulkTagChange = { of: "run_user", which: { ids: [someone.id] }, steps: [step, { kind: "add", key: "z", value: "z" }] };
    expect((await preview(change)).samples).toMatchObject([{ before, after: [...after, tag("z", "z")] }]);
    await start(change);
    await run();
    expect(await tagsOf(someone)).toEqual([...after, tag("z", "z")]);
    expect(await tagsOf(other)).toHaveLength(3);
  });
});

test("a preview counts exactly, shows mixed values and samples, and writes nothing", async () => {
  await user("Ann", tag("region", "north"));
  await user("Bob", tag("region", "north"), tag("region", "south"));
  const cid = await user("Cid");
  const shown = await preview(everybody({ kind: "add_if_absent", key: "region", value: "east" }));
  expect(shown).toMatchObject({ matched: 3, changed: { count: 1, isCapped: false } });
  expect(shown.keys).toEqual([
    {
      key: "region",
      absent: 1,
      values: [
        { value: "north", count: 2 },
        { value: "south", count: 1 },
      ],
      valueCount: { count: 2, isCapped: false },
    },
  ]);
  expect(shown.samples).toMatchObject([{ id: cid.id, before: [], after: [tag("region", "east")] }]);
  const impact = await profile.client.impact.previewImpact({ params: params(), body: { changes: shown.changes } });
  expect(impact).toMatchObject({ needsReason: false, gained: { pairs: 0 } });
  expect(await tagsOf(cid)).toEqual([]);
});

describe("a job", () => {
  test("takes exactly whom the filter found, in batches, with one entry for each", async () => {
    for (let number = 0; number < 3; number += 1) await user(`North ${number}`, tag("region", "north"));
    const south = await user("South", tag("region", "south"));
    const change: BulkTagChange = {
      of: "run_user",
      which: { filter: { tag: ["region=north"] } },
      steps: [{ kind: "change_value", key: "region", value: "north", to: "south" }],
    };
    const job = await start(change, { reason: "merged" });
    expect(job).toMatchObject({ state: "running", matched: 3, seen: 0 });
    expect("filter" in job.which && job.which.until).toBeTruthy();
    latchkey.clock.advance({ minutes: 1 });
    const late = await user("Late", tag("region", "north"));

    const other = await latchkey.anotherNode();
    await Promise.all([run(), run(other.app)]);
    expect(await get(job.id)).toMatchObject({ state: "done", seen: 3, changed: 3, refused: 0 });
    expect(await tagsOf(late)).toEqual([tag("region", "north")]);
    expect(await tagsOf(south)).toEqual([tag("region", "south")]);
    const entries = await entriesOf("user.updated");
    expect(entries).toHaveLength(3);
    expect(entries[0]).toMatchObject({ reason: "merged", actor: { type: "administrator" }, before: { tags: ["region=north"] } });
    expect(await entriesOf("tags.bulk_change_started")).toHaveLength(1);
    expect((await profile.client.bulkTags.listBulkTags({ params: params() })).items).toMatchObject([{ id: job.id }]);
  });

  test("that takes access away asks for a reason; one by which an administrator loses somebody for the profile's name", async () => {
    await latchkey.make.aDashboard(profile, { tags: [tag("state", "NY")] });
    await latchkey.make.aPolicy(profile, {
      targets: [{ subject: "run_user", match: "tag", key: "level", value: "boss" }],
      permissions: [{ effect: "allow", actions: ["access"], resource: { type: "dashboard", match: "tag", key: "state", value: "NY" } }],
    });
    await user("Ann", tag("level", "boss"));
    const change = everybody({ kind: "remove", key: "level", value: null });
    await expect(start(change)).rejects.toMatchObject({ status: 400, code: "access.reason_required", problem: { lost: { pairs: 1 } } });

    const limited = await latchkey.make.anAdministrator({ profileIds: [profile.id], limitedProfileIds: [profile.id] });
    await latchkey.make.aPolicy(profile, {
      targets: [{ subject: "administrator", match: "id", id: limited.id }],
      permissions: [{ effect: "allow", actions: ["access"], resource: { type: "run_user", match: "tag", key: "level", value: "boss" } }],
    });
    await expect(start(change, { reason: "flat now" })).rejects.toMatchObject({
      code: "access.name_required",
      problem: { name: profile.name },
    });
    await start(change, { reason: "flat now", confirmName: profile.name });
  });

  test("refuses values that a key does not take, and what would change nobody", async () => {
    await profile.client.tagKeys.registerTagKey({ params: params(), body: { key: "region", values: ["north", "south"] } });
    const ann = await user("Ann", tag("region", "north"), tag("place", "moon"));
    await expect(start(everybody({ kind: "set", key: "region", value: "moon" }))).rejects.toMatchObject({
      code: "tag_keys.value_not_allowed",
      problem: { errors: [{ path: "body.steps.0.value" }] },
    });
    await expect(start(everybody({ kind: "set", key: "region", value: "north" }))).rejects.toMatchObject({ code: "bulk_tags.nobody" });

    const job = await start(everybody({ kind: "rename_key", key: "place", to: "region" }));
    await run();
    expect(await get(job.id)).toMatchObject({ state: "done", changed: 0, refused: 1, undoableUntil: null });
    expect(await tagsOf(ann)).toEqual([tag("region", "north"), tag("place", "moon")]);
  });

  test("of dashboards and devices works the same; filters of users are refused for them", async () => {
    const dashboard = await latchkey.make.aDashboard(profile, { name: "Albany", tags: [tag("state", "NY")] });
    await latchkey.make.aDashboard(profile, { name: "Boston" });
    const steps: TagStep[] = [{ kind: "set", key: "state", value: "MA" }];
    const job = await start({ of: "dashboard", which: { filter: { search: "alb" } }, steps });
    await run();
    expect(await get(job.id)).toMatchObject({ matched: 1, changed: 1 });
    const stored = await profile.client.dashboards.getDashboard({ params: { ...params(), dashboardId: dashboard.id } });
    expect(stored.tags).toEqual([tag("state", "MA")]);
    expect(await entriesOf("dashboard.updated")).toHaveLength(1);

    const device = await latchkey.make.aDevice(profile);
    await start({ of: "device", which: { ids: [device.id] }, steps });
    await run();
    expect((await profile.client.devices.getDevice({ params: { ...params(), deviceId: device.id } })).tags).toEqual([tag("state", "MA")]);
    await expect(start({ of: "device", which: { filter: { status: ["active"] } }, steps })).rejects.toMatchObject({ status: 400 });
  });

  test("nobody whom rules govern may start one", async () => {
    const delegate = await user("Delegate");
    await latchkey.make.aPolicy(profile, {
      targets: [{ subject: "run_user", match: "id", id: delegate.id }],
      permissions: [{ effect: "allow", actions: ["access", "edit"], resource: { type: "run_user", match: "any" } }],
    });
    const as = latchkey.client(delegate.token).bulkTags;
    const body = everybody({ kind: "set", key: "a", value: "1" });
    await expect(as.startBulkTags({ params: params(), body })).rejects.toMatchObject({ status: 403 });
    await expect(as.previewBulkTags({ params: params(), body })).rejects.toMatchObject({ status: 403 });
  });
});

describe("undoing", () => {
  test("gives back the tags of those nobody touched since, and says who was left", async () => {
    const [ann, bob] = [await user("Ann", tag("a", "1"), tag("b", "2")), await user("Bob", tag("a", "1"))];
    const job = await start(everybody({ kind: "set", key: "a", value: "9" }));
    await expect(undo(job.id)).rejects.toMatchObject({ status: 409, code: "bulk_tags.not_undoable" });
    await run();
    await profile.client.users.updateUser({ params: { ...params(), userId: bob.id }, body: { tags: [tag("a", "9"), tag("new", "x")] } });

    expect(await undo(job.id)).toMatchObject({ state: "undoing" });
    await run();
    expect(await get(job.id)).toMatchObject({
      state: "undone",
      undone: 1,
      kept: 1,
      undoableUntil: null,
      keptSamples: [{ id: bob.id, name: bob.email }],
    });
    expect(await tagsOf(ann)).toEqual([tag("a", "1"), tag("b", "2")]);
    expect(await tagsOf(bob)).toEqual([tag("a", "9"), tag("new", "x")]);
    expect((await entriesOf("user.updated")).filter((entry) => entry.reason === "a mistake")).toHaveLength(1);
    await expect(undo(job.id)).rejects.toMatchObject({ code: "bulk_tags.not_undoable" });
  });

  test("is possible for a day, and what the tags were is then forgotten", async () => {
    await user("Ann");
    const job = await start(everybody({ kind: "set", key: "a", value: "9" }));
    await run();
    latchkey.clock.advance({ hours: 24 });
    await expect(undo(job.id)).rejects.toMatchObject({ code: "bulk_tags.not_undoable" });
    await deleteOldPatches(latchkey.app.commandLineContext());
    expect(await get(job.id)).toMatchObject({ state: "done", undoableUntil: null });
    const left = await latchkey.db.selectFrom("bulk_tag_patches").selectAll().where("profile_id", "=", profile.id).execute();
    expect(left).toEqual([]);
  });

  test("of another profile's job is not found", async () => {
    await user("Ann");
    const job = await start(everybody({ kind: "set", key: "a", value: "9" }));
    const other = await latchkey.make.aProfile();
    const place = { params: { profileId: other.id, bulkTagJobId: job.id } };
    await expect(other.client.bulkTags.getBulkTags(place)).rejects.toMatchObject({ status: 404 });
    await expect(other.client.bulkTags.undoBulkTags({ ...place, body: { reason: "x" } })).rejects.toMatchObject({ status: 404 });
  });
});
