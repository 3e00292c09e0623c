import { afterAll, beforeAll, expect, test } from "vitest";
import { fragmentOf, seeEveryDashboard } from "../../../test/scene.ts";
import { startTestApp, type TestApp } from "../../../test/test-app.ts";

let latchkey: TestApp;
beforeAll(async () => {
  latchkey = await startTestApp();
});
afterAll(() => latchkey.close());

/** A dashboard that everybody may see, the anonymous user too, with a table of five records and a note. */
async function stage() {
  const profile = await latchkey.make.aProfile();
  const params = { profileId: profile.id };
  const device = await latchkey.make.aDevice(profile);
  const records = Array.from({ length: 5 }, (_, value) => ({ variable: "v", value }));
  await profile.client.devices.sendData({ params: { ...params, deviceId: device.id }, body: records });
  const dashboard = await latchkey.make.aDashboard(profile);
  const on = { ...params, dashboardId: dashboard.id };
  const table = await profile.client.dashboards.createWidget({
    params: on,
    body: { content: { type: "table", sources: [{ deviceId: device.id, variable: "v" }], pointsMax: 3 } },
  });
  const note = await profile.client.dashboards.createWidget({ params: on, body: { content: { type: "note", text: "Hello" } } });
  await latchkey.make.aPolicy(profile, { targets: [{ subject: "run_user", match: "any" }], permissions: seeEveryDashboard });
  await profile.client.users.createAnonymousUser({ params, body: {} });
  const share = await profile.client.sharing.createShare({ params: on, body: {} });

  const counted = async () => (await profile.client.profiles.listDataOutput({ params })).months;
  return { profile, params, on, table, note, share: fragmentOf(share.url), counted, device };
}

const month = "2026-03";

test("counts exactly the records shown, whoever looks and however: console, portal, shared link and CSV", async () => {
  const { profile, on, table, note, share, counted } = await stage();
  const user = await latchkey.make.aUser(profile);
  expect(await counted()).toEqual([]);

  const inConsole = { params: { ...on, widgetId: table.id } };
  const inPortal = { params: { slug: profile.slug, dashboardId: on.dashboardId, widgetId: table.id } };
  const portal = latchkey.client(user.token).dashboards;
  const shared = latchkey.client(share).dashboards;
  const views: [() => Promise<unknown>, number][] = [
    [() => profile.client.dashboards.getWidgetData(inConsole), 3],
    [() => profile.client.dashboards.exportWidgetData(inConsole), 3],
    [() => portal.getPortalWidgetData(inPortal), 3],
    [() => portal.exportPortalWidgetData(inPortal), 3],
    [() => shared.getPortalWidgetData(inPortal), 3],
    [() => shared.exportPortalWidgetData(inPortal), 3],
    [() => portal.getPortalWidgetData({ params: { ...inPortal.params, widgetId: note.id } }), 0],
    [() => portal.getPortalDashboard(inPortal), 0],
    [() => portal.getPortalDashboardChanges(inPortal), 0],
    [() => portal.getPortalWidgetData({ ...inPortal, query: { to: "2000-01-01T00:00:00.000Z" } }), 0],
  ];
  let total = 0;
  for (const [view, records] of views) {
    await view();
    total += records;
    expect(await counted()).toEqual([{ month, records: total }]);
  }
  expect((await profile.client.profiles.getOverview({ params: { profileId: profile.id } })).dataOutputThisMonth).toBe(total);
});

test("counts nothing for those who are refused", async () => {
  const { profile, on, table, counted } = await stage();
  const stranger = await latchkey.make.aUser(await latchkey.make.aProfile());
  const params = { slug: profile.slug, dashboardId: on.dashboardId, widgetId: table.id };
  for (const client of [latchkey.client(), latchkey.client(stranger.token)]) {
    await expect(client.dashboards.getPortalWidgetData({ params })).rejects.toMatchObject({ status: 401 });
  }
  expect(await counted()).toEqual([]);
});

test("counts nothing for reading data through the API, which shows no widget", async () => {
  const { profile, params, device, counted } = await stage();
  await profile.client.devices.listData({ params: { ...params, deviceId: device.id } });
  expect(await counted()).toEqual([]);
});

test("loses no count when many look at once", async () => {
  const { profile, on, table, counted } = await stage();
  await Promise.all(Array.from({ length: 40 }, () => profile.client.dashboards.getWidgetData({ params: { ...on, widgetId: table.id } })));
  expect(await counted()).toEqual([{ month, records: 120 }]);
});

test("begins anew each month, and keeps what was", async () => {
  const { profile, params, on, table, counted } = await stage();
  const look = () => profile.client.dashboards.getWidgetData({ params: { ...on, widgetId: table.id } });
  const thisMonth = async () => (await profile.client.profiles.getOverview({ params })).dataOutputThisMonth;
  await look();
  const start = latchkey.clock.now().getTime();
  latchkey.clock.advance({ hours: (Date.UTC(2026, 3, 1) - start) / 3_600_000 - 1 });
  await look();
  expect(await thisMonth()).toBe(6);

  latchkey.clock.advance({ hours: 1 });
  expect(await thisMonth()).toBe(0);
  await look();
  expect(await counted()).toEqual([
    { month: "2026-04", records: 3 },
    { month, records: 6 },
  ]);
  expect(await thisMonth()).toBe(3);
});

test("warns administrators once at four fifths of the month's limit, and shows nothing past all of it", async () => {
  const { profile, params, on, table, share, device } = await stage();
  const root = latchkey.client((await latchkey.make.anAdministrator({ isSuper: true })).token);
  const look = () => profile.client.dashboards.getWidgetData({ params: { ...on, widgetId: table.id } });
  const told = async () => (await profile.client.notifications.listProfileNotifications({ params })).items.length;
  await root.profiles.limitDataOutput({ params, body: { recordsMax: 14 } });

  for (const expected of [0, 0, 0, 1, 1]) {
    await look();
    expect(await told()).toBe(expected);
  }
  const refusal = { status: 402, code: "data_output.limit_reached" };
  await expect(look()).rejects.toMatchObject(refusal);
  const inPortal = { params: { slug: profile.slug, dashboardId: on.dashboardId, widgetId: table.id } };
  await expect(latchkey.client(share).dashboards.getPortalWidgetData(inPortal)).rejects.toMatchObject(refusal);
  await expect(profile.client.dashboards.exportWidgetData({ params: { ...on, widgetId: table.id } })).rejects.toMatchObject(refusal);
  await profile.client.devices.sendData({ params: { ...params, deviceId: device.id }, body: { variable: "v", value: 6 } });

  await root.profiles.limitDataOutput({ params, body: { recordsMax: null } });
  await look();
  expect((await profile.client.profiles.listDataOutput({ params })).recordsMax).toBeNull();

  const nowhere = { params: { profileId: "f".repeat(24) }, body: { recordsMax: 1 } };
  await expect(root.profiles.limitDataOutput(nowhere)).rejects.toMatchObject({ status: 404 });
});
