import type { Dashboard, GridPlace, WidgetContent } from "@latchkey/contract";
import type { Latchkey } from "./latchkey.ts";
import { accessByTag, aWorld, type World } from "./world.ts";

export interface BusyWorld extends World {
  /** Has one widget of each kind, on two tabs, and a link for visitors. */
  dashboard: Dashboard;
  shareUrl: string;
  policyId: string;
  analysisId: string;
  user: { id: string; email: string };
  suspended: { id: string };
}

const longName = "Bartholomäus Wolfeschlegelsteinhausenbergerdorff von Habsburg-Lothringen";
const regions = ["northeast", "south", "west", "midwest"];

/** A profile in which something is everywhere, long names and other scripts included: for looking at every screen. */
export async function aBusyWorld(latchkey: Latchkey, slug: string): Promise<BusyWorld> {
  const world = await aWorld(latchkey, slug);
  const { api, params, tag } = world;
  await api.profiles.updateProfile({
    params,
    body: {
      name: "Harbour Weather",
      signup: {
        isEnabled: true,
        fields: [
          { type: "text", name: "company", label: "Company", isRequired: true },
          { type: "number", name: "sites", label: "Number of sites" },
          { type: "hidden", name: "plan", value: "trial" },
        ],
      },
    },
  });
  const user = await world.aUser("Ann Gardenia", [
    tag("region", "northeast"),
    tag("level", "supervisor"),
    tag("company", "Gardenia & Daughters"),
  ]);
  const names = [
    longName,
    "名前 太郎",
    "عبد الرحمن",
    "Bo Nguyen",
    "Cleo Diaz",
    "Dee O'Hara",
    "Eve Ivanova",
    "Finn <b>Bold</b>",
    "Gus Meyer",
    "Hal Old",
  ];
  for (const [index, name] of names.entries()) {
    const body = { name, email: `person${index}@example.com`, tags: [tag("region", regions[index % 4] ?? ""), tag("level", "viewer")] };
    await api.users.createUser({ params, body });
  }
  const suspended = await world.aUser("Sue Suspended");
  await api.users.suspendUser({ params: { ...params, userId: suspended.id }, body: { reason: "Left the company" } });
  const deleted = await world.aUser("Del Deleted");
  await api.users.deleteUser({ params: { ...params, userId: deleted.id } });
  await api.users.createAnonymousUser({ params, body: { tags: [tag("kind", "visitor")] } });

  const dashboard = await aFullDashboard(world);
  for (const [index, name] of [
    "Albany",
    "Boston",
    "Buffalo",
    "A dashboard with quite a long name that does not fit on one line of a card",
  ].entries()) {
    await api.dashboards.createDashboard({
      params,
      body: {
        name,
        description: index % 2 === 0 ? "Tide, wind and temperature." : "",
        tags: [tag("region", "northeast"), tag("state", index > 1 ? "NY" : "MA")],
      },
    });
  }
  const policy = await world.aPolicy("Northeast sees the northeast", tag("region", "northeast"), tag("region", "northeast"));
  await world.aPolicy("Visitors see the harbour", tag("kind", "visitor"), tag("for", "public"));
  // People choose their company at sign-up: a policy that decides by it needs somebody who says why.
  const ofCompanies = accessByTag("Companies see their own", tag("company", "Gardenia & Daughters"), tag("region", "south"));
  const terms = { overrides: ["self_settable_key" as const], reason: "Checked by hand at every sign-up" };
  await api.access.createPolicy({ params, body: { ...ofCompanies, ...terms } });
  const analysis = await api.analyses.createAnalysis({
    params,
    body: { name: "Hourly upload", description: "Brings the tide tables in.", tags: [tag("script", "device_upload")] },
  });
  await api.access.createPolicy({
    params,
    body: {
      name: "Nobody touches devices but the upload",
      status: "draft",
      targets: [{ subject: "analysis", match: "any" }],
      permissions: [
        { effect: "deny", actions: ["delete"], resource: { type: "device", match: "any" } },
        { effect: "allow", actions: ["create", "send_data"], resource: { type: "device", match: "tag", key: "site", value: "harbour" } },
      ],
    },
  });
  await api.tokens.createToken({ params, body: { name: "Tide import", permission: "write" } });
  const share = await api.sharing.createShare({ params: { ...params, dashboardId: dashboard.id }, body: { name: "Harbour master" } });
  return { ...world, dashboard, shareUrl: share.url, policyId: policy.id, analysisId: analysis.id, user, suspended };
}

async function aFullDashboard({ api, params, device, tag }: World): Promise<Dashboard> {
  const hours = Array.from({ length: 72 }, (_, hour) => hour);
  await api.devices.sendData({
    params: { ...params, deviceId: device.id },
    body: hours.flatMap((hour) => {
      const time = new Date(Date.UTC(2026, 10, 1, hour)).toISOString();
      const wave = Math.sin(hour / 4);
      return [
        { variable: "temperature", value: Math.round(100 + 60 * wave) / 10, unit: "°C", time },
        { variable: "wind", value: Math.round(120 + 50 * Math.cos(hour / 7)) / 10, unit: "m/s", time },
      ];
    }),
  });
  const { id } = await api.dashboards.createDashboard({
    params,
    body: {
      name: "Harbour",
      description: "What the station at the pier sends, hour by hour.",
      tags: [tag("for", "public"), tag("region", "northeast")],
    },
  });
  const { tabs } = await api.dashboards.updateDashboard({
    params: { ...params, dashboardId: id },
    body: { tabs: [{ name: "Now" }, { name: "Records" }] },
  });
  const source = (variable: string, label: string) => ({ deviceId: device.id, variable, label });
  const both = [source("temperature", "Temperature"), source("wind", "Wind")];
  const sums = both.map((each) => ({ ...each, aggregation: { function: "sum" as const, interval: "all" as const } }));
  const place = (x: number, y: number, width: number, height: number) => ({ x, y, width, height });
  const contents: { title: string; tab: number; place: GridPlace; content: WidgetContent }[] = [
    {
      title: "Temperature now",
      tab: 0,
      place: place(0, 0, 3, 2),
      content: { type: "value", source: source("temperature", "Pier"), decimals: 1 },
    },
    {
      title: "Wind now",
      tab: 0,
      place: place(3, 0, 3, 2),
      content: { type: "gauge", source: source("wind", "Pier"), min: 0, max: 30, decimals: 1 },
    },
    { title: "Both by hour", tab: 0, place: place(0, 2, 6, 4), content: { type: "line", sources: both, pointsMax: 500 } },
    { title: "Wind", tab: 0, place: place(6, 0, 6, 3), content: { type: "area", sources: [source("wind", "Wind")], pointsMax: 500 } },
    { title: "Power", tab: 0, place: place(6, 3, 6, 3), content: { type: "bar", sources: [source("power", "Power")], pointsMax: 100 } },
    { title: "Shares", tab: 0, place: place(0, 6, 4, 4), content: { type: "pie", sources: sums } },
    {
      title: "Nothing sent yet",
      tab: 0,
      place: place(4, 6, 4, 4),
      content: { type: "line", sources: [source("rain", "Rain")], pointsMax: 100 },
    },
    {
      title: "About",
      tab: 0,
      place: place(8, 6, 4, 4),
      content: { type: "note", text: "The station stands at the end of the pier.\nIt is cleaned on Mondays." },
    },
    { title: "Readings", tab: 1, place: place(0, 0, 8, 6), content: { type: "table", sources: both, pointsMax: 100 } },
    {
      title: "Reading by hand",
      tab: 1,
      place: place(8, 0, 4, 5),
      content: {
        type: "form",
        deviceId: device.id,
        submitLabel: "Send",
        fields: [
          { variable: "temperature", label: "Temperature", input: "number", unit: "°C", isRequired: true },
          { variable: "remark", label: "Remark", input: "text", isRequired: false },
          { variable: "is_calm", label: "Calm sea", input: "switch", isRequired: false },
        ],
      },
    },
  ];
  for (const { title, tab, ...rest } of contents) {
    await api.dashboards.createWidget({ params: { ...params, dashboardId: id }, body: { title, tabId: tabs[tab]?.id ?? null, ...rest } });
  }
  return api.dashboards.getDashboard({ params: { ...params, dashboardId: id } });
}
