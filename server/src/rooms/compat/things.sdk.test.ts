import { Analysis, Device } from "@tago-io/sdk";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { refusalOf, Resources, RunUser, startSdkServer, type SdkServer } from "../../../test/sdk-server.ts";

let latchkey: SdkServer;
beforeAll(async () => (latchkey = await startSdkServer()));
afterAll(() => latchkey.close());

async function stage() {
  const profile = await latchkey.make.aProfile();
  const { region } = latchkey;
  const resources = new Resources({ token: await latchkey.make.anApiToken(profile), region });
  const device = (await resources.devices.create({ name: "Pump", type: "mutable", tags: [{ key: "site", value: "north" }] } as never)) as {
    device_id: string;
    token: string;
  };
  return { profile, region, resources, deviceId: device.device_id, deviceToken: device.token };
}

const everybodySees = {
  name: "All",
  targets: [["run_user"]],
  permissions: [{ effect: "allow", action: ["access"], resource: ["dashboard"] }],
};

describe("Resources.devices", () => {
  test("creates, lists, reads, edits and deletes", async () => {
    const { resources, deviceId } = await stage();
    expect(await resources.devices.list()).toMatchObject([{ id: deviceId, name: "Pump", tags: [{ key: "site", value: "north" }] }]);
    await resources.devices.edit(deviceId, { name: "Pump 2", active: false });
    expect(await resources.devices.info(deviceId)).toMatchObject({ name: "Pump 2", active: false, last_input: null });
    expect(await resources.devices.list({ filter: { active: true } } as never)).toEqual([]);
    await resources.devices.delete(deviceId);
    expect(await refusalOf(resources.devices.info(deviceId))).toBe("Not Found");
  });

  test("keeps parameters", async () => {
    const { resources, deviceId, deviceToken, region } = await stage();
    await resources.devices.paramSet(deviceId, { key: "rate", value: "10", sent: false });
    const [param] = await resources.devices.paramList(deviceId);
    expect(param).toMatchObject({ key: "rate", value: "10", sent: false });
    const device = new Device({ token: deviceToken, region });
    expect(await device.getParameters("onlyUnRead")).toHaveLength(1);
    await device.setParameterAsRead(String(param?.id));
    expect(await device.getParameters("onlyUnRead")).toHaveLength(0);
    await resources.devices.paramRemove(deviceId, String(param?.id));
    expect(await resources.devices.paramList(deviceId)).toEqual([]);
  });

  test("makes tokens that may only read or write, and takes them back", async () => {
    const { resources, deviceId, region } = await stage();
    const made = await resources.devices.tokenCreate(deviceId, { name: "Reader", permission: "read", expire_time: "1 day" } as never);
    const reader = new Device({ token: made.token, region });
    expect(await reader.getData()).toEqual([]);
    expect(await refusalOf(reader.sendData({ variable: "t", value: 1 }))).toContain("Authorization Denied");
    expect(await resources.devices.tokenList(deviceId)).toMatchObject([{ name: "Reader", permission: "read" }, { name: "Default" }]);
    expect(await resources.devices.tokenDelete(made.token)).toContain("Removed");
    expect(await refusalOf(reader.getData())).toContain("Authorization Denied");
  });
});

describe("Device", () => {
  test("sends, reads in every form, changes and deletes its data", async () => {
    const { deviceToken, deviceId, region } = await stage();
    const device = new Device({ token: deviceToken, region });
    expect(await device.info()).toMatchObject({ id: deviceId, name: "Pump" });
    const records = [1, 2, 3].map((value) => ({
      variable: "Temperature",
      value,
      unit: "°C",
      time: new Date(Date.UTC(2026, 2, value)),
      group: "g",
    }));
    expect(await device.sendData(records as never)).toBe("3 Data Added");

    const read = (query?: object) => device.getData(query as never) as Promise<Record<string, unknown>[]>;
    const values = async (query?: object) => (await read(query)).map((record) => record["value"]);
    expect((await read({ qty: 1 }))[0]).toMatchObject({
      variable: "temperature",
      value: 3,
      unit: "°C",
      group: "g",
      time: expect.any(Date),
    });
    expect(await values()).toEqual([3, 2, 1]);
    expect(await values({ ordination: "ascending", qty: 2, skip: 1 })).toEqual([2, 3]);
    expect(await values({ variables: "temperature", start_date: "2026-03-02", end_date: "2026-03-02" })).toEqual([2]);
    expect(await values({ query: "last_item" })).toEqual([3]);
    expect(await values({ query: "first_value" })).toEqual([1]);
    expect(await values({ query: "min" })).toEqual([1]);
    expect(await values({ query: "count" })).toEqual([3]);
    expect(await values({ query: "sum", start_date: "2026-01-01" })).toEqual([6]);
    expect(await values({ query: "conditional", start_date: "2026-01-01", value: 1, function: "gt" })).toEqual([3, 2]);
    expect(await values({ query: "aggregate", interval: "month", function: "avg" })).toEqual([2]);
    expect(await refusalOf(device.getData({ query: "sum" } as never))).toContain("start_date");

    const [last] = await read({ query: "last_item" });
    await device.editData({ id: last?.["id"], value: 9 } as never);
    expect(await values({ query: "last_item" })).toEqual([9]);
    expect(await device.deleteData()).toBe("1 Data Removed");
    expect(await values()).toEqual([2, 1]);
  });
});

interface Made {
  device_id: string;
  token: string;
}

describe("Resources.dashboards", () => {
  async function withWidget() {
    const made = await stage();
    const { resources, deviceId, deviceToken, region } = made;
    await new Device({ token: deviceToken, region }).sendData([1, 2, 3].map((value) => ({ variable: "level", value })));
    const { dashboard } = await resources.dashboards.create({
      label: "Tank",
      type: "dashboard",
      tags: [{ key: "state", value: "NY" }],
      arrangement: [],
      visible: true,
    } as never);
    const data = [{ origin: deviceId, variables: ["level"], qty: 2, query: "" }];
    const { widget } = await resources.dashboards.widgets.create(dashboard, {
      label: "Level",
      type: "table",
      display: { a: 1 },
      data,
    } as never);
    return { ...made, dashboard, widget };
  }

  test("creates, lists, reads, edits, copies and deletes", async () => {
    const { resources, dashboard, widget, deviceId } = await withWidget();
    expect(await resources.dashboards.list()).toMatchObject([{ id: dashboard, label: "Tank" }]);
    await resources.dashboards.edit(dashboard, {
      label: "Tank 1",
      arrangement: [{ widget_id: widget, x: 0, y: 0, width: 1, height: 1 }],
    });
    expect(await resources.dashboards.info(dashboard)).toMatchObject({
      label: "Tank 1",
      arrangement: [{ widget_id: widget }],
      tags: [{ key: "state", value: "NY" }],
    });
    expect(await resources.dashboards.listDevicesRelated(dashboard)).toEqual([{ id: deviceId, name: "Pump", bucket: deviceId }]);
    expect(await resources.dashboards.listAnalysisRelated(dashboard)).toEqual([]);

    const copy = await resources.dashboards.duplicate(dashboard, { new_label: "Tank 2" });
    expect(await resources.dashboards.info(copy.dashboard_id)).toMatchObject({ label: "Tank 2" });
    await resources.dashboards.delete(dashboard);
    expect(await resources.dashboards.list()).toHaveLength(1);
  });

  test("copies its widgets and their places, with other devices where the setup says so", async () => {
    const { resources, dashboard, widget, deviceId, profile, region } = await withWidget();
    const { device_id: other, token } = (await resources.devices.create({ name: "Pump 2", type: "mutable" } as never)) as never as Made;
    await new Device({ token, region }).sendData([{ variable: "level", value: 9 }]);
    await resources.dashboards.edit(dashboard, {
      arrangement: [{ widget_id: widget, x: 0, y: 0, width: 1, height: 1 }],
      setup: { config: [{ id: deviceId, name: "The pump" }] },
    });
    const copyWith = async (id: string, name: string) =>
      (await resources.dashboards.duplicate(dashboard, { setup: { config: [{ id, name }] } })).dashboard_id;

    for (const name of ["The pump", "Pump"]) {
      const copy = await copyWith(other, name);
      const { arrangement, setup } = await resources.dashboards.info(copy);
      const copied = String(arrangement?.[0]?.widget_id);
      expect(copied).not.toBe(widget);
      expect(setup).toEqual({ config: [{ id: other, name: "The pump" }] });
      expect(await resources.dashboards.widgets.getData(copy, copied)).toMatchObject({ content: [{ result: [{ value: 9 }] }] });
      expect(await resources.dashboards.listDevicesRelated(copy)).toEqual([{ id: other, name: "Pump 2", bucket: other }]);
      const native = await profile.client.dashboards.getDashboard({ params: { profileId: profile.id, dashboardId: copy } });
      expect(JSON.stringify(native.widgets)).not.toContain(deviceId);
    }
    expect(await refusalOf(copyWith(other, "Fan"))).toContain("shows no device of this name");
    expect(await refusalOf(copyWith("63f4a1c2e5b7d80009ffffff", "Pump"))).toContain("names an unknown device");
  });

  test("keeps a widget's own settings, and shows it in our portal as well", async () => {
    const { resources, dashboard, widget, profile } = await withWidget();
    expect(await resources.dashboards.widgets.info(dashboard, widget)).toMatchObject({
      id: widget,
      label: "Level",
      type: "table",
      display: { a: 1 },
      token: null,
    });
    await resources.dashboards.widgets.edit(dashboard, widget, { label: "Level 2" });
    const native = await profile.client.dashboards.getDashboard({ params: { profileId: profile.id, dashboardId: dashboard } });
    expect(native.widgets).toMatchObject([{ title: "Level 2", content: { type: "table" } }]);
    await resources.dashboards.widgets.delete(dashboard, widget);
    expect(await refusalOf(resources.dashboards.widgets.info(dashboard, widget))).toBe("Not Found");
  });

  test("shows exactly what policies allow, and counts exactly what is shown", async () => {
    const { resources, dashboard, widget, profile, region } = await withWidget();
    const user = await latchkey.make.aUser(profile);
    const portal = new Resources({ token: user.token, region });
    expect(await portal.dashboards.list()).toEqual([]);
    expect(await refusalOf(portal.dashboards.info(dashboard))).toContain("Authorization Denied");

    await resources.accessManagement.create(everybodySees as never);
    expect(await portal.dashboards.info(dashboard)).toMatchObject({ id: dashboard, permissions: ["access"] });
    const { content } = (await portal.dashboards.widgets.getData(dashboard, widget, {})) as never as {
      content: { result: { value: number }[] }[];
    };
    expect(content[0]?.result.map((record) => record.value)).toHaveLength(2);
    expect(await resources.profiles.summary("current")).toMatchObject({ limit_used: { dashboard_output: 2 } });

    const denied = {
      ...everybodySees,
      name: "Never",
      permissions: [{ effect: "deny", action: ["access"], resource: ["dashboard", "id", dashboard] }],
    };
    await resources.accessManagement.create(denied as never);
    expect(await portal.dashboards.list()).toEqual([]);
    expect(await refusalOf(portal.dashboards.widgets.getData(dashboard, widget, {}))).toContain("Authorization Denied");
  });

  test("stops showing at the month's limit with the text of a plan, while devices go on sending", async () => {
    const { resources, dashboard, widget, profile, deviceToken, region } = await withWidget();
    const root = latchkey.client((await latchkey.make.anAdministrator({ isSuper: true })).token);
    await root.profiles.limitDataOutput({ params: { profileId: profile.id }, body: { recordsMax: 2 } });
    const look = () => resources.dashboards.widgets.getData(dashboard, widget, {});
    await look();
    expect(await refusalOf(look())).toMatch(/^You have exceeded the maximum limit of Data Output/);
    expect(await new Device({ token: deviceToken, region }).sendData({ variable: "level", value: 4 })).toBe("1 Data Added");
    expect(await resources.notifications.list()).toMatchObject([{ title: "Data output: 80 % used" }]);
  });

  test("opens to the anonymous user by the token of a shared link, and no other dashboard with it", async () => {
    const { resources, dashboard, widget, profile, region } = await withWidget();
    await profile.client.users.createAnonymousUser({ params: { profileId: profile.id }, body: {} });
    await resources.accessManagement.create(everybodySees as never);
    const { token } = await resources.dashboards.getPublicKey(dashboard);
    const visitor = new Resources({ token, region });
    expect(await visitor.dashboards.info(dashboard)).toMatchObject({ label: "Tank" });
    expect(await visitor.dashboards.widgets.getData(dashboard, widget, {})).toHaveProperty("content");
    const other = await resources.dashboards.create({ label: "Other", type: "dashboard" } as never);
    expect(await refusalOf(visitor.dashboards.info(other.dashboard))).toContain("Authorization Denied");
  });

  test("opens one widget by its own token, a new one each time, and nothing else with it", async () => {
    const { resources, dashboard, widget, profile, region } = await withWidget();
    await profile.client.users.createAnonymousUser({ params: { profileId: profile.id }, body: {} });
    await resources.accessManagement.create(everybodySees as never);
    const { widget: sibling } = await resources.dashboards.widgets.create(dashboard, {
      label: "Other",
      type: "note",
      display: {},
    });
    const { widget_token: token } = await resources.dashboards.widgets.tokenGenerate(dashboard, widget);
    const again = await resources.dashboards.widgets.tokenGenerate(dashboard, widget);
    expect(again.widget_token).not.toBe(token);

    const { dashboards, devices, run, accessManagement } = new Resources({ token, region });
    expect(await dashboards.widgets.info(dashboard, widget)).toMatchObject({ id: widget, label: "Level" });
    expect(await dashboards.widgets.getData(dashboard, widget, {})).toMatchObject({
      content: [{ result: [{ variable: "level" }, { variable: "level" }] }],
    });
    const record = { variable: "level", value: 9 };
    const closed = [
      dashboards.widgets.info(dashboard, sibling),
      dashboards.widgets.getData(dashboard, sibling, {}),
      dashboards.info(dashboard),
      dashboards.list(),
      devices.list(),
      run.listUsers({}),
      accessManagement.list(),
      dashboards.widgets.sendData(dashboard, widget, record as never),
      dashboards.widgets.tokenGenerate(dashboard, widget),
      dashboards.getPublicKey(dashboard),
    ];
    for (const refusal of await Promise.all(closed.map(refusalOf))) expect(refusal).toContain("Authorization Denied");

    const params = { profileId: profile.id, dashboardId: dashboard };
    const { items } = await profile.client.sharing.listShares({ params });
    expect(items).toMatchObject([{ widgetId: widget }, { widgetId: widget }]);
    for (const { id } of items) await profile.client.sharing.deleteShare({ params: { ...params, shareId: id } });
    expect(await refusalOf(dashboards.widgets.info(dashboard, widget))).toContain("Authorization Denied");
  });

  test("gives public keys that end when they were asked to", async () => {
    const { resources, dashboard, profile, region } = await withWidget();
    await profile.client.users.createAnonymousUser({ params: { profileId: profile.id }, body: {} });
    await resources.accessManagement.create(everybodySees as never);
    expect(await resources.dashboards.getPublicKey(dashboard)).toMatchObject({ expire_time: "never" });
    const { token, expire_time: end } = await resources.dashboards.getPublicKey(dashboard, "1 day" as never);
    expect(new Date(String(end)).getTime() - latchkey.clock.now().getTime()).toBe(86_400_000);
    const visitor = new Resources({ token, region });
    expect(await visitor.dashboards.info(dashboard)).toMatchObject({ label: "Tank" });
    latchkey.clock.advance({ days: 1 });
    expect(await refusalOf(visitor.dashboards.info(dashboard))).toContain("Authorization Denied");
  });

  test("fills a blueprint's slots with devices that meet it, and that whoever looks has access to", async () => {
    const { resources, profile, region, deviceId, deviceToken } = await withWidget();
    const south = (await resources.devices.create({
      name: "South",
      type: "mutable",
      tags: [{ key: "site", value: "south" }],
    } as never)) as {
      device_id: string;
    };
    const newest = { variable: "level", value: 4, time: new Date(Date.UTC(2030, 0, 1)) };
    await new Device({ token: deviceToken, region }).sendData(newest);
    const slot = "5f9b1a2b3c4d5e6f7a8b9c0d";
    const { dashboard } = await resources.dashboards.create({
      label: "Any pump",
      type: "blueprint",
      blueprint_devices: [{ id: slot, name: "Pump", type: "device", conditions: [{ key: "site", value: "north" }] }],
    } as never);
    const data = [{ origin: slot, variables: ["level"], query: "last_value" }];
    const { widget } = await resources.dashboards.widgets.create(dashboard, { label: "Level", type: "table", display: {}, data } as never);
    const shown = async (from: Resources, id: string) => {
      const query = { blueprint_devices: [{ origin: slot, id, bucket: id }] };
      const answer = (await from.dashboards.widgets.getData(dashboard, widget, query)) as never as {
        content: { result: { value: number }[] }[];
      };
      return answer.content[0]?.result.map(({ value }) => value);
    };
    expect(await shown(resources, deviceId)).toEqual([4]);
    expect(await shown(resources, south.device_id)).toEqual([]);
    expect(await shown(resources, slot)).toEqual([]);

    const user = await latchkey.make.aUser(profile);
    const portal = new Resources({ token: user.token, region });
    await resources.accessManagement.create(everybodySees as never);
    expect(await shown(portal, deviceId)).toEqual([]);
    const devices = [{ effect: "allow", action: ["access"], resource: ["device", "tag.key", "site", "tag.value", "north"] }];
    await resources.accessManagement.create({ ...everybodySees, name: "Pumps", permissions: devices } as never);
    expect(await shown(portal, deviceId)).toEqual([4]);
    expect(await portal.devices.list({ fields: ["id", "name", "last_input"] } as never)).toEqual([
      { id: deviceId, name: "Pump", tags: [{ key: "site", value: "north" }] },
    ]);
    expect(Object.keys(await portal.devices.info(deviceId)).toSorted()).toEqual(["id", "name", "tags"]);

    const copy = await resources.dashboards.duplicate(dashboard, {});
    const native = await profile.client.dashboards.getDashboard({ params: { profileId: profile.id, dashboardId: copy.dashboard_id } });
    const query = { blueprint_devices: [{ origin: slot, id: deviceId }] };
    const copied = await portal.dashboards.widgets.getData(copy.dashboard_id, native.widgets[0]?.id ?? "", query);
    expect(copied).toMatchObject({ content: [{ result: [{ value: 4 }] }] });
  });

  test("takes what is typed into a widget, for its own devices only", async () => {
    const { resources, dashboard, widget, deviceId } = await withWidget();
    const other = (await resources.devices.create({ name: "Other", type: "mutable" } as never)) as { device_id: string };
    expect(
      await resources.dashboards.widgets.sendData(dashboard, widget, {
        variable: "level",
        value: 7,
        origin: deviceId,
        time: new Date(Date.UTC(2030, 0, 1)),
      } as never),
    ).toEqual(["1 Data Added"]);
    const foreign = resources.dashboards.widgets.sendData(dashboard, widget, {
      variable: "level",
      value: 7,
      origin: other.device_id,
    } as never);
    expect(await refusalOf(foreign)).toContain("device");

    const [newest] = (await resources.devices.getDeviceData(deviceId, { query: "last_item" } as never)) as { id: string; value: number }[];
    expect(newest?.value).toBe(7);
    await resources.dashboards.widgets.editData(dashboard, widget, { id: newest?.id, origin: deviceId, value: 8 } as never);
    expect(((await resources.devices.getDeviceData(deviceId, { query: "last_item" } as never)) as { value: number }[])[0]?.value).toBe(8);
    await resources.dashboards.widgets.deleteData(dashboard, widget, [`${newest?.id}:${deviceId}`] as never);
    expect(await resources.devices.amount(deviceId)).toBe(3);
  });
});

describe("Resources.analysis", () => {
  test("creates, lists, reads, edits and deletes; a token is renewed", async () => {
    const { resources, region } = await stage();
    const { id, token } = await resources.analysis.create({ name: "Sync", run_on: "external", tags: [{ key: "a", value: "1" }] } as never);
    expect(await resources.analysis.list()).toMatchObject([{ id, name: "Sync" }]);
    await resources.analysis.edit(id, { name: "Sync 2", active: true });
    expect(await resources.analysis.info(id)).toMatchObject({ name: "Sync 2", run_on: "external", last_run: "never" });
    const renewed = await resources.analysis.tokenGenerate(id);
    expect(await refusalOf(new Resources({ token, region }).run.listUsers({}))).toContain("Authorization Denied");
    expect(await new Resources({ token: renewed.analysis_token, region }).run.listUsers({})).toEqual([]);
    await resources.analysis.delete(id);
    expect(await resources.analysis.list()).toEqual([]);
  });

  test("an external one that is connected receives what it is run with, and its lines arrive", async () => {
    const { resources, region, profile } = await stage();
    const { id, token } = await resources.analysis.create({ name: "Listener", run_on: "external" } as never);
    const heard: unknown[] = [];
    const lines: string[] = [];
    const watching = new AbortController();
    void watch(`${region.sse}?channels=analysis_console.${id}&token=${await latchkey.make.anApiToken(profile)}`, watching.signal, lines);

    const log = vi.spyOn(console, "log").mockImplementation(() => undefined);
    Analysis.use(
      async (context: { log: (...texts: unknown[]) => void }, scope: unknown[]) => {
        heard.push(scope);
        context.log("got it");
      },
      { token, region, autostart: true },
    );
    await vi.waitFor(
      async () => {
        if (heard.length === 0) await resources.analysis.run(id, [{ variable: "x", value: 1 }] as never);
        expect(heard.length).toBeGreaterThan(0);
        expect(lines.join("")).toContain("got it");
      },
      { timeout: 20_000, interval: 1000 },
    );
    expect(heard[0]).toEqual([{ variable: "x", value: 1 }]);
    watching.abort();
    log.mockRestore();
  }, 40_000);

  test("refuses a stream to whoever may not hear the channel", async () => {
    const { region, profile } = await stage();
    const analysis = await latchkey.make.anAnalysis(profile);
    const ask = (channels: string, token: string) => fetch(`${region.sse}?channels=${channels}&token=${token}`);
    expect((await ask("analysis_console.6791456f8b726c0009adccec", analysis.token)).status).toBe(401);
    expect((await ask("analysis_trigger", "a-nonsense")).status).toBe(401);
    const user = await latchkey.make.aUser(profile);
    expect((await ask("device_data.6791456f8b726c0009adccec", user.token)).status).toBe(401);
  });
});

async function watch(url: string, signal: AbortSignal, lines: string[]): Promise<void> {
  try {
    const { body } = await fetch(url, { signal });
    for await (const chunk of body ?? []) lines.push(new TextDecoder().decode(chunk));
  } catch {
    // The test ends the stream.
  }
}

describe("an everyday token", () => {
  test("tells what it is, and which tags there are", async () => {
    const { resources, profile, region } = await stage();
    const token = await latchkey.make.anApiToken(profile, "read");
    const info = await fetch(`${region.api}/info`, { headers: { token } });
    expect(await info.json()).toMatchObject({ status: true, result: { permission: "read", profile: profile.id } });
    expect(await resources.tags.getTagKeys("device")).toEqual(["site"]);
    expect(await (await fetch(`${region.api}/status`)).json()).toMatchObject({ result: { version: expect.any(String) } });
  });

  test("that may only read writes nothing, and the other way round", async () => {
    const { profile, region } = await stage();
    const reader = new Resources({ token: await latchkey.make.anApiToken(profile, "read"), region });
    expect(await reader.devices.list()).toHaveLength(1);
    expect(await refusalOf(reader.devices.create({ name: "No", type: "mutable" } as never))).toContain("Authorization Denied");
    const writer = new Resources({ token: await latchkey.make.anApiToken(profile, "write"), region });
    expect(await refusalOf(writer.devices.list())).toContain("Authorization Denied");
  });

  test("of another profile finds nothing", async () => {
    const [here, there] = [await stage(), await stage()];
    expect(await refusalOf(there.resources.devices.info(here.deviceId))).toBe("Not Found");
    expect(await refusalOf(new RunUser({ token: "u-none", region: here.region }).info("x"))).toContain("Authorization Denied");
  });

  test("is told what is not served, at once and by name", async () => {
    const { resources } = await stage();
    expect(await refusalOf(resources.entities.list())).toContain("has no entities");
    expect(await refusalOf(resources.serviceAuthorization.tokenList())).toContain("has no networks");
  });
});
