import type { Permission } from "@latchkey/contract";
import { afterAll, beforeEach, describe, expect, test } from "vitest";
import { startTestApp } from "../../../test/test-app.ts";

const latchkey = await startTestApp();
const { make } = latchkey;
afterAll(() => latchkey.close());

type Stage = Awaited<ReturnType<typeof stage>>;
let on: Stage;
beforeEach(async () => {
  on = await stage();
});

/** A dashboard with a chart and a form, and somebody who looks at it in the portal. */
async function stage() {
  const profile = await make.aProfile();
  const device = await make.aDevice(profile);
  const dashboard = await make.aDashboard(profile, { tags: [{ key: "state", value: "NY" }] });
  const params = { profileId: profile.id, dashboardId: dashboard.id };
  const add = (content: object) => profile.client.dashboards.createWidget({ params, body: { content: content as never } });
  const chart = await add({ type: "line", sources: [{ deviceId: device.id, variable: "v" }] });
  const form = await add({ type: "form", deviceId: device.id, fields: [{ variable: "v", label: "V", input: "number" }] });
  const user = await make.aUser(profile);
  const { dashboards } = latchkey.client(user.token);
  return { profile, dashboard, chart, form, dashboards, place: { slug: profile.slug, dashboardId: dashboard.id } };
}

const allow = (actions: string[], resource: Permission["resource"]): Permission => ({ effect: "allow", actions, resource });
const deny = (actions: string[], resource: Permission["resource"]): Permission => ({ effect: "deny", actions, resource });
const rule = (...permissions: Permission[]) => make.aPolicy(on.profile, { targets: [{ subject: "run_user", match: "any" }], permissions });
const seeDashboard = () => rule(allow(["access"], { type: "dashboard", match: "tag", key: "state", value: "NY" }));

/** What a call answers: `ok`, or the status that refuses it. */
const outcome = (call: Promise<unknown>) =>
  call.then(
    () => "ok",
    (error: { status: number }) => error.status,
  );
const shown = async () => (await on.dashboards.getPortalDashboard({ params: on.place })).widgets.map((widget) => widget.id);
const read = (widgetId: string) => outcome(on.dashboards.getPortalWidgetData({ params: { ...on.place, widgetId } }));
const download = (widgetId: string) => outcome(on.dashboards.exportPortalWidgetData({ params: { ...on.place, widgetId } }));
const send = (widgetId: string) =>
  outcome(on.dashboards.submitPortalWidgetForm({ params: { ...on.place, widgetId }, body: { values: { v: 1 } } }));

describe("widgets", () => {
  test("come with their dashboard: shown, exported and their forms sent, without any rule about them", async () => {
    await seeDashboard();
    expect(await shown()).toEqual([on.chart.id, on.form.id]);
    expect([await read(on.chart.id), await download(on.chart.id), await send(on.form.id)]).toEqual(["ok", "ok", "ok"]);
  });

  test("that a rule denies by id are gone: from the dashboard, its changes and its data", async () => {
    await seeDashboard();
    await rule(deny(["access"], { type: "widget", match: "id", id: on.chart.id }));
    expect(await shown()).toEqual([on.form.id]);
    expect(Object.keys((await on.dashboards.getPortalDashboardChanges({ params: on.place })).widgets)).toEqual([on.form.id]);
    expect([await read(on.chart.id), await download(on.chart.id), await send(on.form.id)]).toEqual([404, 404, "ok"]);
  });

  test("carry the tags of their dashboard", async () => {
    await seeDashboard();
    await rule(deny(["access"], { type: "widget", match: "tag", key: "state", value: "NY" }));
    expect(await shown()).toEqual([]);
    expect(await read(on.chart.id)).toBe(404);
  });

  test("may be shown though their form may not be sent", async () => {
    await seeDashboard();
    await rule(deny(["send_data"], { type: "widget", match: "any" }));
    expect(await shown()).toEqual([on.chart.id, on.form.id]);
    expect(await send(on.form.id)).toBe(403);
  });

  test("that a rule allows open alone, without their dashboard", async () => {
    await rule(allow(["access"], { type: "widget", match: "id", id: on.chart.id }));
    expect(await outcome(on.dashboards.getPortalDashboard({ params: on.place }))).toBe(404);
    expect([await read(on.chart.id), await read(on.form.id)]).toEqual(["ok", 404]);
  });

  test("stay closed where their dashboard is denied, whatever allows them", async () => {
    await rule(allow(["access"], { type: "widget", match: "any" }), deny(["access"], { type: "dashboard", match: "any" }));
    expect(await read(on.chart.id)).toBe(404);
  });
});

test("exporting may be denied by itself", async () => {
  await seeDashboard();
  await rule(deny(["export"], { type: "dashboard", match: "any" }));
  expect([await read(on.chart.id), await download(on.chart.id)]).toEqual(["ok", 403]);
});

test("whoever edits a dashboard finds no widget that is denied to them", async () => {
  await rule(
    allow(["access", "edit"], { type: "dashboard", match: "any" }),
    deny(["access"], { type: "widget", match: "id", id: on.chart.id }),
  );
  const params = { profileId: on.profile.id, dashboardId: on.dashboard.id };
  const renamed = await on.dashboards.updateDashboard({ params, body: { name: "Mine" } });
  expect(renamed.widgets.map((widget) => widget.id)).toEqual([on.form.id]);
  const chart = { ...params, widgetId: on.chart.id };
  expect(await outcome(on.dashboards.updateWidget({ params: chart, body: { title: "Mine" } }))).toBe(404);
  expect(await outcome(on.dashboards.deleteWidget({ params: chart }))).toBe(404);
});
