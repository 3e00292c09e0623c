import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { anybody, askerOf, rule, toTags, type TestProfile } from "../../../test/authzen/ask.ts";
import { auditedSince, auditIds, changedTables } from "../../../test/database-state.ts";
import { startTestApp, type TestApp } from "../../../test/test-app.ts";

let latchkey: TestApp;
let profile: TestProfile;
beforeAll(async () => {
  latchkey = await startTestApp();
  profile = await latchkey.make.aProfile();
});
afterAll(() => latchkey.close());

const params = () => ({ profileId: profile.id });
const types = () => profile.client.resourceTypes;
const action = (name: string) => ({ name, label: name });
let count = 0;
const aType = async (actions = ["open", "close"], owner = profile) => {
  count += 1;
  const body = { name: `kind${count}`, label: `Kind ${count}`, actions: actions.map(action) };
  return owner.client.resourceTypes.createResourceType({ params: { profileId: owner.id }, body });
};
const refusal = (status: number, code: string) => ({ status, code });

describe("an added type", () => {
  test("is read, listed by its label, and part of the catalogue with everything that rules need to know", async () => {
    const own = await latchkey.make.aProfile();
    const add = (name: string, label: string) =>
      own.client.resourceTypes.createResourceType({
        params: { profileId: own.id },
        body: { name, label, description: "d", actions: [{ name: "pay", label: "Pay", category: "data_write" }, action("void")] },
      });
    const [second, first] = [await add("invoice", "b"), await add("Bill.2", "A")];
    expect(second).toMatchObject({
      name: "invoice",
      label: "b",
      description: "d",
      actions: [
        { name: "pay", label: "Pay", category: "data_write" },
        { name: "void", label: "void", category: "features" },
      ],
      objectCount: { count: 0, isCapped: false },
      version: 1,
    });
    expect(await own.client.resourceTypes.getResourceType({ params: { profileId: own.id, type: "invoice" } })).toEqual(second);
    expect(await own.client.resourceTypes.listResourceTypes({ params: { profileId: own.id } })).toEqual({ items: [first, second] });

    const catalogue = await own.client.access.getCatalogue({ params: { profileId: own.id } });
    expect(catalogue["dashboard"]).toHaveProperty("access");
    expect(catalogue["invoice"]?.["pay"]).toEqual({
      subjects: ["run_user", "analysis", "administrator"],
      matchForms: ["any", "id", "tag", "tag_match"],
      category: "data_write",
    });
    expect(await profile.client.access.getCatalogue({ params: params() })).not.toHaveProperty("invoice");
  });

  test.each<[string, Record<string, unknown>]>([
    ["the name of one of ours", { name: "dashboard" }],
    ["the name of one of ours in other letters", { name: "Run_User" }],
    ["the name of a kind of subject", { name: "administrator" }],
    ["a name with a space", { name: "my door" }],
    ["a name with a slash", { name: "a/b" }],
    ["no actions", { actions: [] }],
    ["sixteen actions", { actions: Array.from({ length: 16 }, (_, index) => action(`a${index}`)) }],
    ["the same action twice", { actions: [action("open"), action("open")] }],
    ["an action with a space", { actions: [action("open wide")] }],
    ["an empty label", { label: " " }],
    ["something that it does not have", { color: "red" }],
  ])("with %s is refused", async (_title, fault) => {
    const body = { name: "fine", label: "Fine", actions: [action("open")], ...fault } as never;
    const changed = await changedTables(latchkey.db, () =>
      expect(types().createResourceType({ params: params(), body })).rejects.toMatchObject({ status: 400 }),
    );
    expect(changed).toEqual([]);
  });

  test("may be called user, and takes fifteen actions", async () => {
    const body = { name: "user", label: "Their user", actions: Array.from({ length: 15 }, (_, index) => action(`a${index}`)) };
    expect((await types().createResourceType({ params: params(), body })).actions).toHaveLength(15);
    await types().deleteResourceType({ params: { ...params(), type: "user" } });
  });

  test("has a name of its own in its profile, and there are at most a hundred", async () => {
    const own = await latchkey.make.aProfile();
    const add = (name: string) =>
      own.client.resourceTypes.createResourceType({
        params: { profileId: own.id },
        body: { name, label: name, actions: [action("open")] },
      });
    await add("t0");
    await expect(add("t0")).rejects.toMatchObject(refusal(409, "resource_types.name_taken"));
    for (let index = 1; index < 100; index += 1) await add(`t${index}`);
    await expect(add("t100")).rejects.toMatchObject(refusal(409, "resource_types.too_many"));
  });

  test("that does not exist is not found, whatever is asked of it", async () => {
    const nowhere = { params: { ...params(), type: "nowhere" } };
    const missing = refusal(404, "http.not_found");
    const body = { label: "X", description: "", actions: [action("open")] };
    await expect(types().getResourceType(nowhere)).rejects.toMatchObject(missing);
    await expect(types().updateResourceType({ ...nowhere, body, ifMatch: 1 })).rejects.toMatchObject(missing);
    await expect(types().deleteResourceType(nowhere)).rejects.toMatchObject(missing);
    await expect(types().listObjects(nowhere)).rejects.toMatchObject(missing);
    await expect(types().saveObjects({ ...nowhere, body: { items: [{ id: "1" }] } })).rejects.toMatchObject(missing);
    const object = { params: { ...nowhere.params, objectId: "1" } };
    await expect(types().getObject(object)).rejects.toMatchObject(missing);
    await expect(types().saveObject({ ...object, body: {} })).rejects.toMatchObject(missing);
    await expect(types().deleteObject(object)).rejects.toMatchObject(missing);
  });

  test("of another profile is not found, and a type of the same name there has nothing to do with it", async () => {
    const other = await latchkey.make.aProfile();
    const ours = await aType();
    await expect(other.client.resourceTypes.getResourceType({ params: { profileId: other.id, type: ours.name } })).rejects.toMatchObject({
      status: 404,
    });
    await expect(other.client.resourceTypes.getResourceType({ params: { ...params(), type: ours.name } })).rejects.toMatchObject({
      status: 404,
    });
    const body = { name: ours.name, label: "Theirs", actions: [action("other")] };
    await other.client.resourceTypes.createResourceType({ params: { profileId: other.id }, body });
    await other.client.resourceTypes.saveObject({ params: { profileId: other.id, type: ours.name, objectId: "1" }, body: {} });
    expect(await types().getResourceType({ params: { ...params(), type: ours.name } })).toEqual(ours);
    expect((await types().listObjects({ params: { ...params(), type: ours.name } })).items).toEqual([]);
  });
});

describe("a change of a type", () => {
  test("from a version that is no more changes nothing and shows what is stored", async () => {
    const stored = await aType();
    const save = (label: string, ifMatch: number) =>
      types().updateResourceType({ params: { ...params(), type: stored.name }, body: { label, actions: stored.actions }, ifMatch });
    const saved = await save("New", 1);
    expect(saved).toMatchObject({ label: "New", version: 2 });
    await expect(save("Late", 1)).rejects.toMatchObject({
      ...refusal(412, "resource_types.version_conflict"),
      problem: { current: { label: "New", version: 2 } },
    });
  });

  test("counts from the next decision on, on every node", async () => {
    const type = await aType(["open"]);
    const user = await latchkey.make.aUser(profile);
    const node = await latchkey.anotherNode();
    const token = await latchkey.make.anApiToken(profile, "read");
    const decide = async (name: string) => {
      const answers = await Promise.all(
        [latchkey, node].map((each) =>
          each.request({
            method: "POST",
            url: `/authzen/${profile.id}/access/v1/evaluation`,
            headers: { authorization: `Bearer ${token}` },
            payload: { subject: { type: "user", id: user.id }, action: { name }, resource: { type: type.name, id: "1" } },
          }),
        ),
      );
      return answers.map((answer) => answer.json().decision as unknown);
    };
    expect(await decide("open")).toEqual([false, false]);
    await latchkey.make.aPolicy(profile, { targets: [anybody], permissions: [rule("allow", ["open"], type.name)] });
    expect(await decide("open")).toEqual([true, true]);

    // In front of the old one: what each node has compiled by position must not be mixed up.
    await types().updateResourceType({
      params: { ...params(), type: type.name },
      body: { label: "X", actions: [action("burn"), action("open")] },
      ifMatch: 1,
    });
    expect([await decide("open"), await decide("burn")]).toEqual([
      [true, true],
      [false, false],
    ]);
    await latchkey.make.aPolicy(profile, { targets: [anybody], permissions: [rule("allow", ["burn"], type.name)] });
    expect(await decide("burn")).toEqual([true, true]);
  });

  test("cannot take away an action that a policy or a role names, and says which", async () => {
    const type = await aType(["open", "close", "lock"]);
    const policy = await latchkey.make.aPolicy(profile, {
      name: "Openers",
      targets: [anybody],
      permissions: [rule("allow", ["open"], type.name)],
    });
    const role = await profile.client.roles.createRole({
      params: params(),
      body: { name: `Closers of ${type.name}`, permissions: [rule("allow", ["close"], type.name)] },
    });
    const keep = (actions: string[]) =>
      types().updateResourceType({
        params: { ...params(), type: type.name },
        body: { label: "X", actions: actions.map(action) },
        ifMatch: 1,
      });
    const named = { policies: [{ id: policy.id, name: "Openers" }] };
    await expect(keep(["close", "lock"])).rejects.toMatchObject({
      ...refusal(409, "resource_types.in_use"),
      problem: { ...named, roles: [] },
    });
    await expect(keep(["open", "lock"])).rejects.toMatchObject({ problem: { policies: [], roles: [{ id: role.id }] } });
    await expect(types().deleteResourceType({ params: { ...params(), type: type.name } })).rejects.toMatchObject({
      ...refusal(409, "resource_types.in_use"),
      problem: { ...named, roles: [{ id: role.id }] },
    });
    expect((await keep(["open", "close"])).actions.map((each) => each.name)).toEqual(["open", "close"]);

    await profile.client.access.deletePolicy({ params: { ...params(), policyId: policy.id } });
    await profile.client.roles.deleteRole({ params: { ...params(), roleId: role.id } });
    await types().saveObject({ params: { ...params(), type: type.name, objectId: "1" }, body: {} });
    await types().deleteResourceType({ params: { ...params(), type: type.name } });
    expect(await latchkey.db.selectFrom("external_resources").select("id").where("type", "=", type.name).execute()).toEqual([]);
  });

  test("and a rule about it saved at the same moment never leave a rule about nothing", async () => {
    for (let round = 0; round < 8; round += 1) {
      const type = await aType();
      const [removed, saved] = await Promise.allSettled([
        types().deleteResourceType({ params: { ...params(), type: type.name } }),
        latchkey.make.aPolicy(profile, { targets: [anybody], permissions: [rule("allow", ["open"], type.name)] }),
      ]);
      expect([removed.status, saved.status].toSorted()).toEqual(["fulfilled", "rejected"]);
    }
  });
});

describe("rules about an added type", () => {
  test("are refused where they could never fire", async () => {
    const type = await aType();
    for (const permissions of [[rule("allow", ["fly"], type.name)], [rule("allow", ["open"], `${type.name}x`)]]) {
      await expect(latchkey.make.aPolicy(profile, { targets: [anybody], permissions })).rejects.toMatchObject(
        refusal(400, "access.dead_rule"),
      );
    }
  });

  test("show how many objects they reach, with samples", async () => {
    const type = await aType();
    const items = ["north", "north", "south"].map((site, index) => ({ id: `${index}`, name: `Door ${index}`, tags: toTags({ site }) }));
    await types().saveObjects({ params: { ...params(), type: type.name }, body: { items } });
    const permissions = [
      rule("allow", ["open"], type.name),
      rule("allow", ["open"], type.name, { match: "tag", key: "site", value: "north" }),
      rule("allow", ["close"], type.name, { match: "id", id: "2" }),
      rule("allow", ["close"], type.name, { match: "tag_match", key: "site" }),
    ];
    const preview = await profile.client.access.previewPolicy({ params: params(), body: { targets: [anybody], permissions } });
    expect(preview.permissions.map((each) => each.count)).toEqual([3, 2, 1, 3]);
    expect(preview.permissions[1]?.samples).toMatchObject([
      { id: "0", name: "Door 0" },
      { id: "1", name: "Door 1" },
    ]);
    expect(preview.resourceCount).toBe(3);
  });

  test("by id let the object be deleted, and match nothing by it then", async () => {
    const type = await aType();
    const at = { params: { ...params(), type: type.name, objectId: "one" } };
    await types().saveObject({ ...at, body: {} });
    const user = await latchkey.make.aUser(profile);
    await latchkey.make.aPolicy(profile, {
      targets: [{ subject: "run_user", match: "id", id: user.id }],
      permissions: [rule("allow", ["open"], type.name, { match: "id", id: "one" })],
    });
    const ask = await askerOf(latchkey, profile);
    const found = async () =>
      (
        await ask("search/resource", { subject: { type: "user", id: user.id }, action: { name: "open" }, resource: { type: type.name } })
      ).json().results;
    expect(await found()).toEqual([{ type: type.name, id: "one" }]);
    await types().deleteObject(at);
    expect(await found()).toEqual([]);
  });
});

describe("objects", () => {
  test("are created and replaced in bulk, with one audit entry that tells what they were", async () => {
    const { name: type } = await aType();
    const save = (items: { id: string; name?: string; tags?: { key: string; value: string }[] }[]) =>
      types().saveObjects({ params: { ...params(), type }, body: { items } });
    expect(
      await save([
        { id: "1", tags: toTags({ site: "north" }) },
        { id: "2", name: "Two" },
      ]),
    ).toEqual({ created: 2, updated: 0 });

    const known = await auditIds(latchkey.db);
    expect(await save([{ id: "2", tags: toTags({ site: "south" }) }, { id: "3" }])).toEqual({ created: 1, updated: 1 });
    expect(await auditedSince(latchkey.db, known)).toEqual(["resource_type.objects_saved"]);
    const entries = await latchkey.db
      .selectFrom("audit_entries")
      .selectAll()
      .where("object_id", "=", type)
      .where("action", "=", "resource_type.objects_saved")
      .execute();
    expect(entries.find((entry) => Object.keys(entry.before ?? {}).length > 0)).toMatchObject({
      before: { "2": { name: "Two", tags: [] } },
      after: { "2": { name: "2", tags: ["site=south"] }, "3": { name: "3", tags: [] } },
    });
    expect((await types().listObjects({ params: { ...params(), type } })).items).toMatchObject([
      { id: "1", name: "1", tags: toTags({ site: "north" }) },
      { id: "2", name: "2", tags: toTags({ site: "south" }) },
      { id: "3", name: "3", tags: [] },
    ]);
    expect(await types().getResourceType({ params: { ...params(), type } })).toMatchObject({ objectCount: { count: 3, isCapped: false } });
  });

  test("are saved all or none, a thousand at most", async () => {
    const { name: type } = await aType();
    const many = Array.from({ length: 1000 }, (_, index) => ({ id: `${index}` }));
    for (const items of [
      [],
      [...many, { id: "one more" }],
      [{ id: "1" }, { id: "1" }],
      [{ id: "1" }, { id: "" }],
      [{ id: "1" }, { id: "x".repeat(201) }],
      [{ id: "1" }, { id: ".." }],
      [{ id: "1" }, { id: "a\u0000b" }],
      [{ id: "1" }, { id: "2", tags: [{ key: "a=b", value: "c" }] }],
    ]) {
      const changed = await changedTables(latchkey.db, () =>
        expect(types().saveObjects({ params: { ...params(), type }, body: { items } })).rejects.toMatchObject({ status: 400 }),
      );
      expect(changed).toEqual([]);
    }
    expect(await types().saveObjects({ params: { ...params(), type }, body: { items: many } })).toEqual({ created: 1000, updated: 0 });
  });

  test.each([
    "2026/17",
    "50%",
    "a b",
    "ü漢",
    "?x=1#y",
    "ann@example.com",
    "/todos/{todoId}",
    "...",
    "x".repeat(200),
    "'; drop table users; --",
  ])("go by whatever id the other application gives them: %s", async (objectId) => {
    const { name: type } = await aType();
    const at = { params: { ...params(), type, objectId } };
    const created = await types().saveObject({ ...at, body: { name: "First", tags: toTags({ a: "1" }) } });
    expect(created).toMatchObject({ id: objectId, name: "First", tags: toTags({ a: "1" }) });
    expect(await types().getObject(at)).toEqual(created);
    expect(await types().saveObject({ ...at, body: {} })).toMatchObject({ id: objectId, name: objectId.slice(0, 200), tags: [] });
    await types().deleteObject(at);
    await expect(types().getObject(at)).rejects.toMatchObject({ status: 404 });
    await expect(types().deleteObject(at)).rejects.toMatchObject({ status: 404 });
  });

  test("are found by name, exact id and tags, sorted, page by page", async () => {
    const { name: type } = await aType();
    const items = Array.from({ length: 7 }, (_, index) => ({
      id: `id ${index}`,
      name: `Door ${6 - index}`,
      tags: toTags({ site: index < 3 ? "north" : "south" }),
    }));
    await types().saveObjects({ params: { ...params(), type }, body: { items } });
    const ids = async (query: NonNullable<Parameters<ReturnType<typeof types>["listObjects"]>[0]["query"]>) =>
      (await types().listObjects({ params: { ...params(), type }, query })).items.map((each) => each.id);
    expect(await ids({ sort: "-name", limit: 2 })).toEqual(["id 0", "id 1"]);
    expect(await ids({ search: "door 6" })).toEqual(["id 0"]);
    expect(await ids({ search: "id 4" })).toEqual(["id 4"]);
    expect(await ids({ search: "%" })).toEqual([]);
    expect(await ids({ tag: ["site=north"] })).toEqual(["id 2", "id 1", "id 0"]);
    expect(await ids({ tag: ["site"] })).toHaveLength(7);

    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await types().listObjects({
        params: { ...params(), type },
        query: { limit: 3, ...(cursor === undefined ? {} : { cursor }) },
      });
      seen.push(...page.items.map((each) => each.id));
      cursor = page.nextCursor ?? undefined;
    } while (cursor !== undefined);
    expect(seen).toEqual(items.map((each) => each.id).toReversed());
  });
});

describe("whoever is limited", () => {
  test("reads what they may, and changes nothing: types and tags of objects decide for everybody", async () => {
    const type = await aType();
    const analysis = await latchkey.make.anAnalysis(profile);
    await latchkey.make.aPolicy(profile, {
      targets: [{ subject: "analysis", match: "id", id: analysis.id }],
      permissions: [rule("allow", ["access", "create", "edit", "delete"], "access_management")],
    });
    const own = latchkey.client(analysis.token).resourceTypes;
    expect(await own.getResourceType({ params: { ...params(), type: type.name } })).toEqual(type);
    const changed = await changedTables(latchkey.db, async () => {
      const refused = { status: 403 };
      const body = { name: "mine", label: "Mine", actions: [action("open")] };
      await expect(own.createResourceType({ params: params(), body })).rejects.toMatchObject(refused);
      await expect(own.deleteResourceType({ params: { ...params(), type: type.name } })).rejects.toMatchObject(refused);
      await expect(own.saveObject({ params: { ...params(), type: type.name, objectId: "1" }, body: {} })).rejects.toMatchObject(refused);
    });
    expect(changed).toEqual([]);
  });
});
