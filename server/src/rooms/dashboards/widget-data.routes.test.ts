import type { NewRecord, WidgetContent } from "@latchkey/contract";
import Papa from "papaparse";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startTestApp, type TestApp } from "../../../test/test-app.ts";

let latchkey: TestApp;
beforeAll(async () => {
  latchkey = await startTestApp();
});
afterAll(() => latchkey.close());

/** A dashboard in a time zone with one device's records. */
async function stage(records: NewRecord[], options: { timeZone?: string } = {}) {
  const profile = await latchkey.make.aProfile(options);
  const device = await latchkey.make.aDevice(profile, { name: "Boiler" });
  const dashboard = await latchkey.make.aDashboard(profile);
  if (records.length > 0) await profile.client.devices.sendData({ params: { profileId: profile.id, deviceId: device.id }, body: records });

  const show = async (content: WidgetContent, title = "") => {
    const on = { profileId: profile.id, dashboardId: dashboard.id };
    const widget = await profile.client.dashboards.createWidget({ params: on, body: { content, title } });
    return { params: { ...on, widgetId: widget.id } };
  };
  return { profile, device, dashboard, show, client: profile.client };
}

type Aggregation = { function: "avg" | "sum" | "min" | "max" | "count"; interval: "hour" | "day" | "week" | "month" | "year" | "all" };
const at = (time: string, value: NewRecord["value"], more: Partial<NewRecord> = {}): NewRecord => ({ variable: "v", value, time, ...more });

describe("records as they are", () => {
  test("come oldest first, at most as many as the widget shows, the newest of them", async () => {
    const records = Array.from({ length: 9 }, (_, index) => at(`2026-01-0${index + 1}T00:00:00.000Z`, index + 1, { unit: "°C" }));
    const { device, show, client } = await stage(records);
    const data = await client.dashboards.getWidgetData(
      await show({ type: "line", sources: [{ deviceId: device.id, variable: "v" }], pointsMax: 3 }),
    );
    expect(data).toEqual({
      series: [
        {
          name: "Boiler v",
          unit: "°C",
          points: [7, 8, 9].map((day) => ({ time: `2026-01-0${day}T00:00:00.000Z`, value: day })),
        },
      ],
      recordCount: 3,
    });
  });

  test("of a value, a gauge and a slice are the newest one", async () => {
    const { device, show, client } = await stage([
      at("2026-01-02T00:00:00.000Z", 2),
      at("2026-01-03T00:00:00.000Z", 3),
      at("2026-01-01T00:00:00.000Z", 1),
    ]);
    const source = { deviceId: device.id, variable: "v" };
    for (const content of [
      { type: "value" as const, source, decimals: 1 },
      { type: "gauge" as const, source, min: 0, max: 9, decimals: 1 },
      { type: "pie" as const, sources: [source] },
    ]) {
      const { series } = await client.dashboards.getWidgetData(await show(content));
      expect(series.map((each) => each.points.map((point) => point.value))).toEqual([[3]]);
    }
  });

  test("between two moments are the first included and the last not", async () => {
    const { device, show, client } = await stage([1, 2, 3, 4].map((day) => at(`2026-01-0${day}T00:00:00.000Z`, day)));
    const on = await show({ type: "table", sources: [{ deviceId: device.id, variable: "v" }], pointsMax: 100 });
    const query = { from: "2026-01-02T00:00:00.000Z", to: "2026-01-04T00:00:00.000Z" };
    const { series } = await client.dashboards.getWidgetData({ ...on, query });
    expect(series[0]?.points.map((point) => point.value)).toEqual([2, 3]);
  });

  test("of text and switches are shown too", async () => {
    const { device, show, client } = await stage([at("2026-01-01T00:00:00.000Z", "open"), at("2026-01-02T00:00:00.000Z", true)]);
    const { series } = await client.dashboards.getWidgetData(
      await show({ type: "table", sources: [{ deviceId: device.id, variable: "v" }], pointsMax: 9 }),
    );
    expect(series[0]?.points.map((point) => point.value)).toEqual(["open", true]);
  });

  test("of several sources are one series each, in order, under their labels", async () => {
    const { device, show, client } = await stage([at("2026-01-01T00:00:00.000Z", 1), { variable: "w", value: 2 }]);
    const sources = [
      { deviceId: device.id, variable: "w", label: "Second" },
      { deviceId: device.id, variable: "v" },
      { deviceId: device.id, variable: "none" },
    ];
    const data = await client.dashboards.getWidgetData(await show({ type: "line", sources, pointsMax: 5 }));
    expect(data.series.map((each) => [each.name, each.points.length])).toEqual([
      ["Second", 1],
      ["Boiler v", 1],
      ["Boiler none", 0],
    ]);
    expect(data.recordCount).toBe(2);
  });

  test("of a device that was deleted are none, and the widget still answers", async () => {
    const { profile, device, show, client } = await stage([at("2026-01-01T00:00:00.000Z", 1)]);
    const on = await show({ type: "value", source: { deviceId: device.id, variable: "v" }, decimals: 1 });
    await client.devices.deleteDevice({ params: { profileId: profile.id, deviceId: device.id } });
    expect(await client.dashboards.getWidgetData(on)).toEqual({ series: [{ name: "? v", unit: null, points: [] }], recordCount: 0 });
  });
});

describe("aggregates", () => {
  async function aggregate(records: NewRecord[], aggregation: Aggregation, timeZone = "UTC", pointsMax = 100) {
    const { device, show, client } = await stage(records, { timeZone });
    const on = await show({ type: "bar", sources: [{ deviceId: device.id, variable: "v", aggregation }], pointsMax });
    return (await client.dashboards.getWidgetData(on)).series[0]?.points.map((point) => [point.time, point.value]);
  }
  const two = [at("2026-03-01T10:10:00.000Z", 1), at("2026-03-01T10:50:00.000Z", 3), at("2026-03-01T11:00:00.000Z", 10)];

  test.each([
    ["avg", 2, 10],
    ["sum", 4, 10],
    ["min", 1, 10],
    ["max", 3, 10],
    ["count", 2, 1],
  ] as const)("%s by hour", async (name, first, second) => {
    expect(await aggregate(two, { function: name, interval: "hour" })).toEqual([
      ["2026-03-01T10:00:00.000Z", first],
      ["2026-03-01T11:00:00.000Z", second],
    ]);
  });

  test("over everything are one figure, at the time of the newest record", async () => {
    expect(await aggregate(two, { function: "sum", interval: "all" })).toEqual([["2026-03-01T11:00:00.000Z", 14]]);
    expect(await aggregate([], { function: "count", interval: "all" })).toEqual([]);
  });

  test("begin a day at midnight of the profile's own time zone", async () => {
    const records = [at("2026-01-01T04:59:00.000Z", 1), at("2026-01-01T05:00:00.000Z", 2), at("2026-01-02T04:59:59.999Z", 4)];
    expect(await aggregate(records, { function: "sum", interval: "day" }, "America/New_York")).toEqual([
      ["2025-12-31T05:00:00.000Z", 1],
      ["2026-01-01T05:00:00.000Z", 6],
    ]);
    expect(await aggregate(records, { function: "sum", interval: "day" }, "UTC")).toEqual([
      ["2026-01-01T00:00:00.000Z", 3],
      ["2026-01-02T00:00:00.000Z", 4],
    ]);
  });

  test("know days of 23 and of 25 hours", async () => {
    const spring = [at("2026-03-28T23:30:00.000Z", 1), at("2026-03-29T21:59:00.000Z", 1), at("2026-03-29T22:00:00.000Z", 1)];
    expect(await aggregate(spring, { function: "count", interval: "day" }, "Europe/Berlin")).toEqual([
      ["2026-03-28T23:00:00.000Z", 2],
      ["2026-03-29T22:00:00.000Z", 1],
    ]);
    const autumn = [at("2026-10-24T22:00:00.000Z", 1), at("2026-10-25T22:59:00.000Z", 1), at("2026-10-25T23:00:00.000Z", 1)];
    expect(await aggregate(autumn, { function: "count", interval: "day" }, "Europe/Berlin")).toEqual([
      ["2026-10-24T22:00:00.000Z", 2],
      ["2026-10-25T23:00:00.000Z", 1],
    ]);
  });

  test("know zones off by half an hour, weeks from Monday, months and years", async () => {
    const kolkata = [at("2026-01-31T18:29:00.000Z", 1), at("2026-01-31T18:30:00.000Z", 1)];
    expect(await aggregate(kolkata, { function: "count", interval: "month" }, "Asia/Kolkata")).toEqual([
      ["2025-12-31T18:30:00.000Z", 1],
      ["2026-01-31T18:30:00.000Z", 1],
    ]);
    const week = [at("2026-03-01T12:00:00.000Z", 1), at("2026-03-02T12:00:00.000Z", 1)];
    expect(await aggregate(week, { function: "count", interval: "week" })).toEqual([
      ["2026-02-23T00:00:00.000Z", 1],
      ["2026-03-02T00:00:00.000Z", 1],
    ]);
    expect(
      await aggregate([at("2025-12-31T23:59:59.999Z", 1), at("2026-01-01T00:00:00.000Z", 1)], { function: "count", interval: "year" }),
    ).toHaveLength(2);
  });

  test("of figures leave text out, while a count counts everything", async () => {
    const mixed = [at("2026-03-01T10:10:00.000Z", 4), at("2026-03-01T10:20:00.000Z", "broken"), at("2026-03-01T10:30:00.000Z", true)];
    expect(await aggregate(mixed, { function: "avg", interval: "day" })).toEqual([["2026-03-01T00:00:00.000Z", 4]]);
    expect(await aggregate(mixed, { function: "count", interval: "day" })).toEqual([["2026-03-01T00:00:00.000Z", 3]]);
  });

  test("are the newest intervals when there are more than the widget shows", async () => {
    const days = Array.from({ length: 9 }, (_, index) => at(`2026-01-0${index + 1}T12:00:00.000Z`, index + 1));
    expect((await aggregate(days, { function: "sum", interval: "day" }, "UTC", 2))?.map(([, value]) => value)).toEqual([8, 9]);
  });

  test("of the largest figures a device may send do not overflow", async () => {
    const huge = [1e100, 1e100, -1e100].map((value, index) => at(`2026-01-01T00:00:0${index}.000Z`, value));
    for (const name of ["avg", "sum", "min", "max"] as const) {
      expect(await aggregate(huge, { function: name, interval: "day" })).toHaveLength(1);
    }
  });
});

describe("CSV", () => {
  test("has the very figures of the widget, one line a record, safe in spreadsheets", async () => {
    const records = [
      at("2026-01-01T00:00:00.000Z", -4.5, { unit: "°C" }),
      at("2026-01-02T00:00:00.000Z", '=HYPERLINK("http://evil.test")'),
      at("2026-01-03T00:00:00.000Z", true),
    ];
    const { device, show, client, profile } = await stage(records);
    const on = await show(
      { type: "table", sources: [{ deviceId: device.id, variable: "v", label: '+"La\nbel"' }], pointsMax: 10 },
      "../../etc/Größe",
    );
    const answer = await latchkey.request({
      method: "GET",
      url: `/api/v1/profiles/${profile.id}/dashboards/${on.params.dashboardId}/widgets/${on.params.widgetId}/data.csv`,
      headers: { authorization: `Bearer ${profile.administrator.token}` },
    });

    expect(answer.headers["content-type"]).toBe("text/csv; charset=utf-8");
    expect(answer.headers["content-disposition"]).toMatch(/^attachment; filename="[\w.-]+\.csv"$/);
    const { data, errors } = Papa.parse<string[]>(answer.body.trimEnd());
    expect(errors).toEqual([]);
    expect(data[0]).toEqual(["time", "series", "value", "unit"]);
    expect(data.slice(1).map((row) => row[2])).toEqual(["-4.5", `'=HYPERLINK("http://evil.test")`, "true"]);
    expect(data[1]).toEqual(["2026-01-01T00:00:00.000Z", `'+"La\nbel"`, "-4.5", "°C"]);
    const json = await client.dashboards.getWidgetData(on);
    expect(data.slice(1).map((row) => row[0])).toEqual(json.series[0]?.points.map((point) => point.time));
  });
});
