import type { NewRecord } from "@latchkey/contract";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { changedTables } from "../../../test/database-state.ts";
import type { Makers } from "../../../test/makers.ts";
import { startTestApp, type TestApp } from "../../../test/test-app.ts";

let latchkey: TestApp;
let profile: Awaited<ReturnType<Makers["aProfile"]>>;
beforeAll(async () => {
  latchkey = await startTestApp();
  profile = await latchkey.make.aProfile();
});
afterAll(() => latchkey.close());

const params = () => ({ profileId: profile.id });
const byId = (deviceId: string) => ({ params: { ...params(), deviceId } });
const devices = () => profile.client.devices;
const aDevice = () => latchkey.make.aDevice(profile);
const send = (deviceId: string, body: NewRecord | NewRecord[]) => devices().sendData({ ...byId(deviceId), body });
const dayOf = (day: number) => `2026-01-${String(day).padStart(2, "0")}T00:00:00.000Z`;

describe("a device", () => {
  test("is created with a token that its answer alone shows; a list never does", async () => {
    const created = await devices().createDevice({ params: params(), body: { name: "Boiler", tags: [{ key: "site", value: "north" }] } });
    expect(created.token).toMatch(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
    expect(created).toMatchObject({ name: "Boiler", recordCount: 0, lastInputAt: null });

    const read = await devices().getDevice(byId(created.id));
    const { token, ...shown } = created;
    expect(read).toEqual(shown);
    expect(JSON.stringify(await devices().listDevices({ params: params() }))).not.toContain(token);
    const rows = await latchkey.db.selectFrom("devices").selectAll().execute();
    expect(JSON.stringify(rows.map((row) => ({ ...row, token_hash: row.token_hash.toString("latin1") })))).not.toContain(token.slice(6));
  });

  test("is renamed and tagged without touching the rest", async () => {
    const device = await latchkey.make.aDevice(profile, { tags: [{ key: "site", value: "north" }] });
    expect(await devices().updateDevice({ ...byId(device.id), body: { name: "New" } })).toMatchObject({ name: "New", tags: device.tags });
    expect(await devices().updateDevice({ ...byId(device.id), body: { tags: [] } })).toMatchObject({ name: "New", tags: [] });
  });

  test("is deleted with its data, and its token is refused at once", async () => {
    const device = await aDevice();
    await send(device.id, { variable: "temperature", value: 1 });
    await devices().deleteDevice(byId(device.id));

    await expect(devices().getDevice(byId(device.id))).rejects.toMatchObject({ status: 404 });
    await expect(latchkey.client(device.token).devices.sendOwnData({ body: { variable: "temperature", value: 2 } })).rejects.toMatchObject({
      status: 401,
    });
    expect(await latchkey.db.selectFrom("data_records").select("id").where("device_id", "=", device.id).execute()).toEqual([]);
  });

  test("is found by search, tag and sort", async () => {
    const own = await latchkey.make.aProfile();
    const make = async (name: string, site: string) => {
      latchkey.clock.advance({ minutes: 1 });
      return latchkey.make.aDevice(own, { name, tags: [{ key: "site", value: site }] });
    };
    await make("beta", "north");
    await make("Alpha", "south");
    const gamma = await make("Gamma 100%", "north");
    await own.client.devices.sendData({ params: { profileId: own.id, deviceId: gamma.id }, body: { variable: "v", value: 1 } });

    const names = async (query: NonNullable<Parameters<typeof own.client.devices.listDevices>[0]["query"]>) =>
      (await own.client.devices.listDevices({ params: { profileId: own.id }, query })).items.map((device) => device.name);
    expect(await names({})).toEqual(["Alpha", "beta", "Gamma 100%"]);
    expect(await names({ sort: "-createdAt" })).toEqual(["Gamma 100%", "Alpha", "beta"]);
    expect((await names({ sort: "-lastInputAt" }))[0]).toBe("Gamma 100%");
    expect(await names({ search: "ALPHA" })).toEqual(["Alpha"]);
    expect(await names({ search: "%" })).toEqual(["Gamma 100%"]);
    expect(await names({ tag: ["site=north"] })).toEqual(["beta", "Gamma 100%"]);
  });

  test("that does not exist is not found, whatever is asked of it", async () => {
    const nowhere = byId("a".repeat(24));
    const missing = { status: 404, code: "http.not_found" };
    await expect(devices().getDevice(nowhere)).rejects.toMatchObject(missing);
    await expect(devices().updateDevice({ ...nowhere, body: { name: "X" } })).rejects.toMatchObject(missing);
    await expect(devices().deleteDevice(nowhere)).rejects.toMatchObject(missing);
    await expect(devices().renewDeviceToken(nowhere)).rejects.toMatchObject(missing);
    await expect(devices().listVariables(nowhere)).rejects.toMatchObject(missing);
    await expect(devices().listData(nowhere)).rejects.toMatchObject(missing);
    await expect(devices().sendData({ ...nowhere, body: { variable: "v", value: 1 } })).rejects.toMatchObject(missing);
  });
});

describe("a device token", () => {
  test("writes to its own device and to nothing else", async () => {
    const [own, other] = [await aDevice(), await aDevice()];
    const client = latchkey.client(own.token);
    expect(await client.devices.sendOwnData({ body: [{ variable: "temperature", value: 20 }] })).toEqual({ added: 1 });

    expect((await devices().listData(byId(own.id))).items).toMatchObject([{ variable: "temperature", value: 20 }]);
    expect((await devices().listData(byId(other.id))).items).toEqual([]);
    const changed = await changedTables(latchkey.db, async () => {
      await expect(client.devices.sendData({ ...byId(other.id), body: { variable: "temperature", value: 1 } })).rejects.toMatchObject({
        status: 404,
      });
      await expect(client.devices.sendData({ ...byId(own.id), body: { variable: "temperature", value: 1 } })).rejects.toMatchObject({
        status: 404,
      });
      await expect(client.devices.listData(byId(own.id))).rejects.toMatchObject({ status: 404 });
    });
    expect(changed).toEqual([]);
  });

  test("takes no other device's id from the body", async () => {
    const [own, other] = [await aDevice(), await aDevice()];
    for (const field of ["deviceId", "device_id", "device", "profileId", "id"]) {
      const body = { variable: "v", value: 1, [field]: other.id } as never;
      await expect(latchkey.client(own.token).devices.sendOwnData({ body })).rejects.toMatchObject({ status: 400 });
    }
  });

  test("is refused from the moment it is renewed, and the new one works", async () => {
    const device = await aDevice();
    const { token } = await devices().renewDeviceToken(byId(device.id));
    await expect(latchkey.client(device.token).devices.sendOwnData({ body: { variable: "v", value: 1 } })).rejects.toMatchObject({
      status: 401,
    });
    await expect(latchkey.client(token).devices.sendOwnData({ body: { variable: "v", value: 1 } })).resolves.toEqual({ added: 1 });
  });

  test("is the only kind of token that sends data without naming a device", async () => {
    for (const token of [
      profile.administrator.token,
      await latchkey.make.anApiToken(profile),
      (await latchkey.make.anAnalysis(profile)).token,
    ]) {
      await expect(latchkey.client(token).devices.sendOwnData({ body: { variable: "v", value: 1 } })).rejects.toMatchObject({
        status: 403,
      });
    }
    await expect(latchkey.client().devices.sendOwnData({ body: { variable: "v", value: 1 } })).rejects.toMatchObject({ status: 401 });
  });
});

describe("data", () => {
  test.each<[string, NewRecord["value"]]>([
    ["a whole number", 42],
    ["a fraction", 0.1],
    ["a negative number", -273.15],
    ["zero", 0],
    ["a very small number", 5e-324],
    ["a very large number", 1e100],
    ["text", "open"],
    ["text that looks like a number", "007"],
    ["empty text", ""],
    ["text with quotes, line breaks and other scripts", '"it\'s"\n<b>漢字</b> 🦊'],
    ["true", true],
    ["false", false],
  ])("%s comes back as it was sent", async (_title, value) => {
    const device = await aDevice();
    const metadata = { 'key with "quotes"': [1, "two", null, { deep: true }] };
    await send(device.id, { variable: "Reading", value, unit: "°C", time: dayOf(1), metadata });

    const { items } = await devices().listData(byId(device.id));
    expect(items).toEqual([
      { id: expect.stringMatching(/^[0-9a-f]{24}$/), variable: "reading", value, unit: "°C", time: dayOf(1), metadata },
    ]);
    const variables = await devices().listVariables(byId(device.id));
    expect(variables.items).toEqual([{ variable: "reading", unit: "°C", lastValue: value, lastTime: dayOf(1) }]);
  });

  test("gets the server's time when it brings none", async () => {
    const device = await aDevice();
    await send(device.id, { variable: "v", value: 1 });
    expect((await devices().listData(byId(device.id))).items[0]?.time).toBe(latchkey.clock.now().toISOString());
  });

  test("is counted, and tells when it last arrived", async () => {
    const device = await aDevice();
    await send(device.id, [
      { variable: "a", value: 1 },
      { variable: "b", value: 2, time: dayOf(1) },
    ]);
    await latchkey.client(device.token).devices.sendOwnData({ body: { variable: "a", value: 3 } });
    expect(await devices().getDevice(byId(device.id))).toMatchObject({ recordCount: 3, lastInputAt: latchkey.clock.now().toISOString() });
  });

  test.each<[string, unknown]>([
    ["a record of another type", { variable: "v", value: { x: 1 } }],
    ["a value of null", { variable: "v", value: null }],
    ["no value", { variable: "v" }],
    ["a variable with a space", { variable: "a b", value: 1 }],
    ["an empty variable", { variable: "", value: 1 }],
    ["a day that does not exist", { variable: "v", value: 1, time: "2026-02-30T00:00:00Z" }],
    ["a time without zone", { variable: "v", value: 1, time: "2026-02-03T00:00:00" }],
    ["a number too large to sum", { variable: "v", value: 1e200 }],
    ["text of 6001 characters", { variable: "v", value: "x".repeat(6001) }],
    ["metadata beyond 10 kB", { variable: "v", value: 1, metadata: { x: "x".repeat(10_001) } }],
    ["a NUL in metadata", { variable: "v", value: 1, metadata: { x: "\u0000" } }],
    ["a NUL in a value", { variable: "v", value: "\u0000" }],
  ])("with %s stores nothing of its batch", async (_title, bad) => {
    const device = await aDevice();
    const good = Array.from({ length: 20 }, (_, index): NewRecord => ({ variable: "v", value: index }));
    const changed = await changedTables(latchkey.db, () =>
      expect(send(device.id, [...good, bad as NewRecord])).rejects.toMatchObject({ status: 400 }),
    );
    expect(changed).toEqual([]);
  });

  test("comes in batches of up to 5000, stored whole", async () => {
    const device = await aDevice();
    const batch = Array.from({ length: 5000 }, (_, index): NewRecord => ({ variable: "v", value: index, metadata: { index } }));
    expect(await send(device.id, batch)).toEqual({ added: 5000 });
    expect(await devices().getDevice(byId(device.id))).toMatchObject({ recordCount: 5000 });
    await expect(send(device.id, [...batch, { variable: "v", value: 0 }])).rejects.toMatchObject({ status: 400 });
    await expect(send(device.id, [])).rejects.toMatchObject({ status: 400 });
  }, 30_000);

  test("of many senders at once is all counted", async () => {
    const device = await aDevice();
    await Promise.all(
      Array.from({ length: 20 }, () =>
        send(device.id, [
          { variable: "a", value: 1 },
          { variable: "b", value: 2 },
        ]),
      ),
    );
    expect(await devices().getDevice(byId(device.id))).toMatchObject({ recordCount: 40 });
  });

  test("is read newest first, by variable and by time, the end excluded", async () => {
    const device = await aDevice();
    await send(
      device.id,
      [1, 2, 3, 4].flatMap((day): NewRecord[] => [
        { variable: "a", value: day, time: dayOf(day) },
        { variable: "b", value: -day, time: dayOf(day) },
      ]),
    );
    const values = async (query: NonNullable<Parameters<ReturnType<typeof devices>["listData"]>[0]["query"]>) =>
      (await devices().listData({ ...byId(device.id), query })).items.map((item) => item.value);

    expect(await values({ variable: ["A"] })).toEqual([4, 3, 2, 1]);
    expect(await values({ variable: ["a"], from: dayOf(2), to: dayOf(4) })).toEqual([3, 2]);
    expect(new Set(await values({ variable: ["a", "b"], from: dayOf(4) }))).toEqual(new Set([-4, 4]));
    expect(await values({ variable: ["c"] })).toEqual([]);
  });

  test("is read page by page without repeat or loss, records of one moment included", async () => {
    const device = await aDevice();
    await send(
      device.id,
      Array.from({ length: 57 }, (_, index): NewRecord => ({ variable: "v", value: index, time: dayOf(1 + (index % 3)) })),
    );
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await devices().listData({ ...byId(device.id), query: { limit: 10, ...(cursor === undefined ? {} : { cursor }) } });
      expect(page.total).toEqual({ count: 57, isCapped: false });
      seen.push(...page.items.map((item) => item.id));
      cursor = page.nextCursor ?? undefined;
      await send(device.id, { variable: "v", value: 1000, time: dayOf(9) });
      await latchkey.db
        .deleteFrom("data_records")
        .where("device_id", "=", device.id)
        .where("time", "=", new Date(dayOf(9)))
        .execute();
    } while (cursor !== undefined);

    expect(seen).toHaveLength(57);
    expect(new Set(seen).size).toBe(57);
  });

  test("lists each variable once with its newest value and unit", async () => {
    const device = await aDevice();
    await send(device.id, [
      { variable: "b", value: "old", time: dayOf(1) },
      { variable: "b", value: "new", time: dayOf(3), unit: "m" },
      { variable: "b", value: "between", time: dayOf(2) },
      { variable: "a", value: true, time: dayOf(1) },
    ]);
    const { items } = await devices().listVariables(byId(device.id));
    expect(items).toEqual([
      { variable: "a", unit: null, lastValue: true, lastTime: dayOf(1) },
      { variable: "b", unit: "m", lastValue: "new", lastTime: dayOf(3) },
    ]);
  });
});
