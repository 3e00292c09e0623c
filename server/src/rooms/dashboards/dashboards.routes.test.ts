import type { ProblemError } from "@latchkey/client";
import type { GridPlace, Widget, WidgetContent } from "@latchkey/contract";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { changedTables } from "../../../test/database-state.ts";
import type { Makers } from "../../../test/makers.ts";
import { startTestApp, type TestApp } from "../../../test/test-app.ts";

let latchkey: TestApp;
let profile: Awaited<ReturnType<Makers["aProfile"]>>;
let deviceId: string;
beforeAll(async () => {
  latchkey = await startTestApp();
  profile = await latchkey.make.aProfile();
  deviceId = (await latchkey.make.aDevice(profile)).id;
});
afterAll(() => latchkey.close());

const params = () => ({ profileId: profile.id });
const byId = (dashboardId: string) => ({ params: { ...params(), dashboardId } });
const dashboards = () => profile.client.dashboards;
const aDashboard = () => latchkey.make.aDashboard(profile);
const note = { type: "note" as const, text: "Hello" };
const place: GridPlace = { x: 3, y: 4, width: 5, height: 6 };

async function addWidget(
  dashboardId: string,
  content: WidgetContent = note,
  more: { title?: string; tabId?: string; place?: GridPlace } = {},
): Promise<Widget> {
  return dashboards().createWidget({ ...byId(dashboardId), body: { content, ...more } });
}

/** What a refusal says, without the number of its request. */
async function problemOf(call: Promise<unknown>): Promise<unknown> {
  try {
    return await call;
  } catch (error) {
    const { requestId: _id, ...problem } = (error as ProblemError).problem;
    return problem;
  }
}

describe("a dashboard", () => {
  test("is created empty and read back whole", async () => {
    const created = await dashboards().createDashboard({
      params: params(),
      body: { name: "Sales", description: "By region", tags: [{ key: "state", value: "NY" }] },
    });
    expect(created).toMatchObject({ name: "Sales", description: "By region", tabs: [], widgets: [], widgetCount: 0 });
    expect(await dashboards().getDashboard(byId(created.id))).toEqual(created);
  });

  test("changes only in what is sent", async () => {
    const dashboard = await latchkey.make.aDashboard(profile, { tags: [{ key: "state", value: "NY" }] });
    const updated = await dashboards().updateDashboard({ ...byId(dashboard.id), body: { description: "New" } });
    expect(updated).toMatchObject({ name: dashboard.name, tags: dashboard.tags, description: "New" });
  });

  test("is deleted with its widgets", async () => {
    const dashboard = await aDashboard();
    await addWidget(dashboard.id);
    await dashboards().deleteDashboard(byId(dashboard.id));
    await expect(dashboards().getDashboard(byId(dashboard.id))).rejects.toMatchObject({ status: 404 });
    expect(await latchkey.db.selectFrom("widgets").select("id").where("dashboard_id", "=", dashboard.id).execute()).toEqual([]);
  });

  test("is found by name, description and tags, and sorted", async () => {
    const own = await latchkey.make.aProfile();
    const make = async (name: string, description: string, value: string) => {
      latchkey.clock.advance({ minutes: 1 });
      return own.client.dashboards.createDashboard({
        params: { profileId: own.id },
        body: { name, description, tags: [{ key: "state", value }] },
      });
    };
    await make("beta", "Rain", "NY");
    await make("Alpha", "Sun", "MA");
    const gamma = await make("Gamma", "", "NY");
    latchkey.clock.advance({ minutes: 1 });
    await own.client.dashboards.updateDashboard({ params: { profileId: own.id, dashboardId: gamma.id }, body: { description: "Wind" } });

    const names = async (query: NonNullable<Parameters<typeof own.client.dashboards.listDashboards>[0]["query"]>) =>
      (await own.client.dashboards.listDashboards({ params: { profileId: own.id }, query })).items.map((item) => item.name);
    expect(await names({})).toEqual(["Alpha", "beta", "Gamma"]);
    expect(await names({ search: "rain" })).toEqual(["beta"]);
    expect(await names({ search: "state=ma" })).toEqual(["Alpha"]);
    expect(await names({ tag: ["state=NY"] })).toEqual(["beta", "Gamma"]);
    expect(await names({ sort: "-updatedAt" })).toEqual(["Gamma", "Alpha", "beta"]);
    expect(await names({ sort: "createdAt", limit: 2 })).toEqual(["beta", "Alpha"]);
  });

  test("that does not exist is not found, whatever is asked of it", async () => {
    const nowhere = byId("a".repeat(24));
    const missing = { status: 404, code: "http.not_found" };
    await expect(dashboards().getDashboard(nowhere)).rejects.toMatchObject(missing);
    await expect(dashboards().updateDashboard({ ...nowhere, body: { name: "X" } })).rejects.toMatchObject(missing);
    await expect(dashboards().deleteDashboard(nowhere)).rejects.toMatchObject(missing);
    await expect(dashboards().createWidget({ ...nowhere, body: { content: note } })).rejects.toMatchObject(missing);
    await expect(dashboards().getDashboardChanges(nowhere)).rejects.toMatchObject(missing);
  });
});

describe("tabs", () => {
  test("are named and ordered, and keep their ids when they move", async () => {
    const dashboard = await aDashboard();
    const first = await dashboards().updateDashboard({ ...byId(dashboard.id), body: { tabs: [{ name: "One" }, { name: "Two" }] } });
    const [one, two] = first.tabs;
    const second = await dashboards().updateDashboard({
      ...byId(dashboard.id),
      body: {
        tabs: [
          { id: two?.id, name: "Zwei" },
          { id: one?.id, name: "One" },
        ],
      },
    });
    expect(second.tabs).toEqual([
      { id: two?.id, name: "Zwei" },
      { id: one?.id, name: "One" },
    ]);
  });

  test("that are removed leave their widgets on the dashboard", async () => {
    const dashboard = await aDashboard();
    const { tabs } = await dashboards().updateDashboard({ ...byId(dashboard.id), body: { tabs: [{ name: "Keep" }, { name: "Remove" }] } });
    const [keep, remove] = tabs;
    const [stays, moves] = [
      await addWidget(dashboard.id, note, { tabId: keep?.id ?? "" }),
      await addWidget(dashboard.id, note, { tabId: remove?.id ?? "" }),
    ];

    const { widgets } = await dashboards().updateDashboard({ ...byId(dashboard.id), body: { tabs: [{ id: keep?.id, name: "Keep" }] } });
    expect(new Map(widgets.map((widget) => [widget.id, widget.tabId]))).toEqual(
      new Map([
        [stays.id, keep?.id],
        [moves.id, null],
      ]),
    );
  });

  test("never share an id, nor take over one that is not the dashboard's own", async () => {
    const dashboard = await aDashboard();
    const { tabs } = await dashboards().updateDashboard({ ...byId(dashboard.id), body: { tabs: [{ name: "One" }] } });
    const id = tabs[0]?.id ?? "";
    const foreign = "a".repeat(24);
    const body = {
      tabs: [
        { id, name: "One" },
        { id, name: "Copy" },
        { id: foreign, name: "Foreign" },
      ],
    };
    const updated = await dashboards().updateDashboard({ ...byId(dashboard.id), body });
    expect(new Set(updated.tabs.map((tab) => tab.id)).size).toBe(3);
    expect(updated.tabs[0]?.id).toBe(id);
    expect(updated.tabs.map((tab) => tab.id)).not.toContain(foreign);
  });

  test("are at most ten", async () => {
    const dashboard = await aDashboard();
    const tabs = Array.from({ length: 11 }, (_, index) => ({ name: `Tab ${index}` }));
    await expect(dashboards().updateDashboard({ ...byId(dashboard.id), body: { tabs } })).rejects.toMatchObject({ status: 400 });
  });

  test("of another dashboard hold no widget of this one", async () => {
    const [dashboard, other] = [await aDashboard(), await aDashboard()];
    const { tabs } = await dashboards().updateDashboard({ ...byId(other.id), body: { tabs: [{ name: "Other" }] } });
    const changed = await changedTables(latchkey.db, () =>
      expect(addWidget(dashboard.id, note, { tabId: tabs[0]?.id ?? "" })).rejects.toMatchObject({
        status: 400,
        code: "dashboards.unknown_tab",
      }),
    );
    expect(changed).toEqual([]);
  });
});

describe("widgets", () => {
  const source = () => ({ deviceId, variable: "temperature" });
  const contents: [string, () => WidgetContent][] = [
    ["value", () => ({ type: "value", source: source(), decimals: 2 })],
    ["line", () => ({ type: "line", sources: [source(), { ...source(), label: "Again" }], pointsMax: 10 })],
    ["bar", () => ({ type: "bar", sources: [{ ...source(), aggregation: { function: "avg", interval: "day" } }], pointsMax: 7 })],
    ["area", () => ({ type: "area", sources: [source()], pointsMax: 500 })],
    ["pie", () => ({ type: "pie", sources: [source()] })],
    ["gauge", () => ({ type: "gauge", source: source(), min: -10, max: 40, decimals: 0 })],
    ["table", () => ({ type: "table", sources: [source()], pointsMax: 100 })],
    ["note", () => note],
    [
      "form",
      () => ({
        type: "form",
        deviceId,
        submitLabel: "Save",
        fields: [{ variable: "setpoint", label: "Set", input: "number", unit: "°C", isRequired: true }],
      }),
    ],
  ];

  test.each(contents)("of type %s are stored, read back, and answer with data", async (_type, content) => {
    const dashboard = await aDashboard();
    const widget = await addWidget(dashboard.id, content(), { title: "Title", place });
    expect(widget).toMatchObject({ title: "Title", tabId: null, place, content: content() });
    expect((await dashboards().getDashboard(byId(dashboard.id))).widgets).toEqual([widget]);
    const data = await dashboards().getWidgetData({ params: { ...params(), dashboardId: dashboard.id, widgetId: widget.id } });
    expect(data).toMatchObject({ recordCount: 0 });
  });

  test.each<[string, unknown]>([
    ["an unknown type", { type: "iframe", url: "https://evil.test" }],
    ["no source", { type: "line", sources: [] }],
    ["21 sources", { type: "line", sources: Array.from({ length: 21 }, () => ({ deviceId: "a".repeat(24), variable: "v" })) }],
    ["a gauge whose end is before its start", { type: "gauge", source: { deviceId: "a".repeat(24), variable: "v" }, min: 5, max: 5 }],
    [
      "an unknown aggregation",
      { type: "value", source: { deviceId: "a".repeat(24), variable: "v", aggregation: { function: "median", interval: "day" } } },
    ],
    [
      "an unknown interval",
      {
        type: "value",
        source: { deviceId: "a".repeat(24), variable: "v", aggregation: { function: "avg", interval: "day'); drop table users; --" } },
      },
    ],
    ["a form without fields", { type: "form", deviceId: "a".repeat(24), fields: [] }],
    ["an empty note", { type: "note", text: "" }],
    ["an unknown field", { type: "note", text: "x", html: "<b>" }],
  ])("with %s are refused, and nothing is written", async (_title, content) => {
    const dashboard = await aDashboard();
    const changed = await changedTables(latchkey.db, () =>
      expect(addWidget(dashboard.id, content as WidgetContent)).rejects.toMatchObject({ status: 400 }),
    );
    expect(changed).toEqual([]);
  });

  test("name devices of their own profile only; others answer as unknown ones", async () => {
    const other = await latchkey.make.aProfile();
    const foreign = await latchkey.make.aDevice(other);
    const dashboard = await aDashboard();
    const widget = await addWidget(dashboard.id);
    const problems: unknown[] = [];
    const changed = await changedTables(latchkey.db, async () => {
      for (const id of [foreign.id, "a".repeat(24)]) {
        for (const content of [
          { type: "value", source: { deviceId: id, variable: "v" } },
          { type: "form", deviceId: id, fields: [{ variable: "v", label: "V", input: "text" }] },
        ]) {
          const body = { content } as { content: WidgetContent };
          const update = { params: { ...params(), dashboardId: dashboard.id, widgetId: widget.id }, body };
          problems.push(await problemOf(dashboards().createWidget({ ...byId(dashboard.id), body })));
          problems.push(await problemOf(dashboards().updateWidget(update)));
        }
      }
    });
    expect(changed).toEqual([]);
    expect(problems).toHaveLength(8);
    for (const problem of problems) expect(problem).toEqual(problems[0]);
    expect(problems[0]).toMatchObject({ status: 400, code: "dashboards.unknown_device" });
  });

  test("change only in what is sent, and move when the dashboard says so", async () => {
    const dashboard = await aDashboard();
    const widget = await addWidget(dashboard.id, note, { title: "Old", place });
    const on = { params: { ...params(), dashboardId: dashboard.id, widgetId: widget.id } };
    expect(await dashboards().updateWidget({ ...on, body: { title: "New" } })).toEqual({ ...widget, title: "New" });

    const moved = { ...place, x: 0, y: 9 };
    const { widgets } = await dashboards().updateDashboard({ ...byId(dashboard.id), body: { places: { [widget.id]: moved } } });
    expect(widgets).toEqual([{ ...widget, title: "New", place: moved }]);
    await dashboards().deleteWidget(on);
    await expect(dashboards().updateWidget({ ...on, body: { title: "Gone" } })).rejects.toMatchObject({ status: 404 });
    await expect(dashboards().deleteWidget(on)).rejects.toMatchObject({ status: 404 });
  });

  test("without a place go below everything else", async () => {
    const dashboard = await aDashboard();
    await addWidget(dashboard.id, note, { place: { x: 0, y: 0, width: 12, height: 7 } });
    expect((await addWidget(dashboard.id)).place.y).toBe(7);
  });

  test.each([{ x: 12 }, { x: -1 }, { y: 501 }, { width: 0 }, { width: 13 }, { height: 21 }, { x: 1.5 }])(
    "are not placed at %o",
    async (change) => {
      const dashboard = await aDashboard();
      await expect(addWidget(dashboard.id, note, { place: { ...place, ...change } })).rejects.toMatchObject({ status: 400 });
    },
  );

  test("are at most a hundred, also when many are added at once", async () => {
    const dashboard = await aDashboard();
    const results = await Promise.allSettled(Array.from({ length: 105 }, () => addWidget(dashboard.id)));
    expect(results.filter((result) => result.status === "fulfilled")).toHaveLength(100);
    for (const result of results)
      if (result.status === "rejected") expect(result.reason).toMatchObject({ status: 409, code: "dashboards.too_many_widgets" });
  }, 30_000);
});

describe("a form", () => {
  let dashboardId: string;
  let widgetId: string;
  beforeAll(async () => {
    dashboardId = (await aDashboard()).id;
    const fields = [
      { variable: "setpoint", label: "Setpoint", input: "number" as const, unit: "°C", isRequired: true },
      { variable: "comment", label: "Comment", input: "text" as const, isRequired: false },
      { variable: "is_on", label: "On", input: "switch" as const, isRequired: false },
    ];
    widgetId = (await addWidget(dashboardId, { type: "form", deviceId, submitLabel: "Send", fields })).id;
  });
  const submit = (values: Record<string, unknown>, on = widgetId) =>
    dashboards().submitWidgetForm({
      params: { ...params(), dashboardId, widgetId: on },
      body: { values: values as Record<string, string> },
    });

  test("writes its values to its device, with the units of its fields", async () => {
    expect(await submit({ setpoint: 21.5, comment: "warm", is_on: false })).toEqual({ added: 3 });
    const { items } = await profile.client.devices.listData({ params: { ...params(), deviceId }, query: { limit: 3 } });
    expect(new Map(items.map(({ variable, value, unit }) => [variable, [value, unit]]))).toEqual(
      new Map<string, unknown>([
        ["setpoint", [21.5, "°C"]],
        ["comment", ["warm", null]],
        ["is_on", [false, null]],
      ]),
    );
  });

  test.each<[string, Record<string, unknown>, string]>([
    ["a required field is missing", { comment: "x" }, "body.values.setpoint"],
    ["a required field is empty", { setpoint: "" }, "body.values.setpoint"],
    ["a number comes as text", { setpoint: "21" }, "body.values.setpoint"],
    ["text comes as a number", { setpoint: 1, comment: 5 }, "body.values.comment"],
    ["a switch comes as text", { setpoint: 1, is_on: "true" }, "body.values.is_on"],
    ["a field is unknown", { setpoint: 1, temperature: 99 }, "body.values.temperature"],
    ["a field is called as a property of every object", { setpoint: 1, constructor: "x" }, "body.values.constructor"],
  ])("stores nothing when %s, and names the field", async (_title, values, path) => {
    const changed = await changedTables(latchkey.db, () =>
      expect(submit(values)).rejects.toMatchObject({
        status: 400,
        problem: { errors: expect.arrayContaining([expect.objectContaining({ path })]) },
      }),
    );
    expect(changed).toEqual([]);
  });

  test("is the only widget that takes input", async () => {
    const other = await addWidget(dashboardId);
    await expect(submit({ setpoint: 1 }, other.id)).rejects.toMatchObject({ status: 400, code: "dashboards.not_a_form" });
  });

  test("whose device is gone says so", async () => {
    const device = await latchkey.make.aDevice(profile);
    const form = await addWidget(dashboardId, {
      type: "form",
      deviceId: device.id,
      submitLabel: "Send",
      fields: [{ variable: "v", label: "V", input: "number", isRequired: true }],
    });
    await profile.client.devices.deleteDevice({ params: { ...params(), deviceId: device.id } });
    const changed = await changedTables(latchkey.db, () => expect(submit({ v: 1 }, form.id)).rejects.toMatchObject({ status: 404 }));
    expect(changed).toEqual([]);
  });
});

test("changes tell for each widget when its devices last received data, and when the dashboard was edited", async () => {
  const dashboard = await aDashboard();
  const device = await latchkey.make.aDevice(profile);
  const shown = await addWidget(dashboard.id, { type: "value", source: { deviceId: device.id, variable: "v" }, decimals: 1 });
  const still = await addWidget(dashboard.id);
  const changes = () => dashboards().getDashboardChanges(byId(dashboard.id));
  expect(await changes()).toEqual({ updatedAt: latchkey.clock.now().toISOString(), widgets: { [shown.id]: null, [still.id]: null } });

  const editedAt = latchkey.clock.now().toISOString();
  latchkey.clock.advance({ minutes: 1 });
  await latchkey.client(device.token).devices.sendOwnData({ body: { variable: "v", value: 1 } });
  expect(await changes()).toEqual({ updatedAt: editedAt, widgets: { [shown.id]: latchkey.clock.now().toISOString(), [still.id]: null } });
});
