import type { AddressInfo } from "node:net";
import { type ApiClient, createClient } from "@latchkey/client";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startTestApp, type TestApp } from "../../test/test-app.ts";
import { loadDemo } from "./load-demo.ts";

const loadMsMax = 120_000;

let latchkey: TestApp;
let baseUrl: string;
let greeting: string;
let administrator: ApiClient;
let profileId: string;

beforeAll(async () => {
  latchkey = await startTestApp();
  await latchkey.app.http.listen({ port: 0, host: "127.0.0.1" });
  baseUrl = `http://127.0.0.1:${(latchkey.app.http.server.address() as AddressInfo).port}`;
  greeting = await loadDemo({ baseUrl, publicUrl: "http://latchkey.test", setupToken: latchkey.app.setupToken.value });

  administrator = createClient({ baseUrl, token: (await latchkey.make.anAdministrator({ isSuper: true })).token });
  profileId = (await administrator.profiles.listProfiles()).items[0]?.id ?? "";
}, loadMsMax);
afterAll(() => latchkey.close());

/** Signs in with what was printed, as a person would. */
async function signIn(mailbox: string): Promise<ApiClient> {
  const [, email = "", password = ""] = new RegExp(`(${mailbox}@\\S+)\\s+(\\S+)`).exec(greeting) ?? [];
  const response = await fetch(`${baseUrl}/api/v1/places/portal-demo/sign-in/password`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ email, password }),
  });
  expect(response.status).toBe(200);
  const cookie = response.headers.getSetCookie().find((each) => each.startsWith("latchkey-portal-demo="));
  const [, token = ""] = /=([^;]+)/.exec(cookie ?? "") ?? [];
  return createClient({ baseUrl, token: decodeURIComponent(token) });
}

async function dashboardsOf(mailbox: string): Promise<string[]> {
  const user = await signIn(mailbox);
  const { items } = await user.dashboards.listPortalDashboards({ params: { slug: "demo" }, query: { limit: 100 } });
  return items.map(({ name }) => name);
}

const publicDashboards = ["Carbon dioxide at Mauna Loa", "Global temperature", "Two coasts compared"];
const northeastDashboards = [
  "Flights from Boston",
  "Flights from New York",
  "Weather in New York",
  "Wildlife strikes in Massachusetts",
  "Wildlife strikes in New York",
];
const ownDashboards = ["Jobs in the United States"];

test("a supervisor sees the Regional Sales View, unless a deny takes it away", async () => {
  expect(await dashboardsOf("maria.angeles")).toEqual([...publicDashboards, "Electricity in Iowa", "Regional Sales View"].toSorted());
  expect(await dashboardsOf("zoe.vandenberg")).toEqual(publicDashboards);
});

test("the northeast sees New York and Massachusetts; the one with the mistake sees none of it, and Explain finds it", async () => {
  expect(await dashboardsOf("oluwaseun.adeyemi")).toEqual([...publicDashboards, ...northeastDashboards, ...ownDashboards].toSorted());
  expect(await dashboardsOf("siobhan.orourke")).toEqual([...publicDashboards, ...ownDashboards].toSorted());

  const user = (await administrator.users.listUsers({ params: { profileId }, query: { search: "siobhan" } })).items[0];
  const dashboard = (await administrator.dashboards.listDashboards({ params: { profileId }, query: { tag: ["state=MA"] } })).items[0];
  const explained = await administrator.access.explain({
    params: { profileId },
    body: { subject: { type: "run_user", id: user?.id ?? "" }, action: "access", resource: { type: "dashboard", id: dashboard?.id ?? "" } },
  });
  expect(explained.decision).toBe("deny");
  expect(explained.rules.flatMap((rule) => rule.nearMisses.map(({ miss }) => miss))).toContainEqual({
    kind: "case",
    key: "region",
    expected: "northeast",
    actual: "Northeast",
  });
});

test("whoever opens the printed link sees that one dashboard with figures", async () => {
  const [, token = ""] = /#(s-\S+)/.exec(greeting) ?? [];
  const visitor = createClient({ baseUrl, token });
  const { dashboardId } = await visitor.portal.openShare({ params: { slug: "demo" } });
  const dashboard = await visitor.dashboards.getPortalDashboard({ params: { slug: "demo", dashboardId } });
  expect(dashboard.name).toBe("Carbon dioxide at Mauna Loa");
});

test("every widget that shows figures has some", async () => {
  const { items } = await administrator.dashboards.listDashboards({ params: { profileId }, query: { limit: 100 } });
  const empty: string[] = [];
  const types = new Set<string>();
  for (const { id } of items) {
    const dashboard = await administrator.dashboards.getDashboard({ params: { profileId, dashboardId: id } });
    for (const widget of dashboard.widgets) {
      types.add(widget.content.type);
      if (widget.content.type === "note" || widget.content.type === "form") continue;
      const data = await administrator.dashboards.getWidgetData({ params: { profileId, dashboardId: id, widgetId: widget.id } });
      if (data.series.some((series) => series.points.length === 0)) empty.push(`${dashboard.name}: ${widget.title}`);
    }
  }

  expect(empty).toEqual([]);
  expect([...types].toSorted()).toEqual(["area", "bar", "form", "gauge", "line", "note", "pie", "table", "value"]);
});

test("the analysis created its devices with its own token, and the devices sent their data themselves", async () => {
  const { items } = await administrator.audit.listAudit({ params: { profileId }, query: { action: ["device.created"], limit: 100 } });
  const byAnalysis = items.filter((entry) => entry.actor.type === "analysis").map((entry) => entry.object?.name);
  expect(new Set(byAnalysis)).toEqual(new Set(["Wildlife strikes Massachusetts", "Wildlife strikes New York"]));
});

test("there are some forty people in every status, two of whom signed up themselves", async () => {
  const overview = await administrator.profiles.getOverview({ params: { profileId } });
  expect(overview).toMatchObject({ users: { invited: 3, suspended: 2, deleted: 1 }, hasAnonymousUser: true });
  const { items } = await administrator.users.listUsers({ params: { profileId }, query: { source: ["sign_up"] } });
  expect(items.map(({ tags }) => tags)).toContainEqual([
    { key: "company", value: "Blue Ridge Orchards" },
    { key: "seats", value: "12" },
    { key: "registered_through", value: "portal" },
  ]);
});
