import { afterAll, beforeAll, expect, test } from "vitest";
import { startTestApp, type TestApp } from "./test-app.ts";

let latchkey: TestApp;
beforeAll(async () => {
  latchkey = await startTestApp();
});
afterAll(() => latchkey.close());

test("a run user signs in and sees exactly the dashboards that a policy gives them", async () => {
  const profile = await latchkey.make.aProfile();
  const shown = await latchkey.make.aDashboard(profile, { name: "Regional Sales View" });
  const hidden = await latchkey.make.aDashboard(profile, { name: "Payroll" });
  const supervisor = await latchkey.make.aUser(profile, { tags: [{ key: "level", value: "supervisor" }] });
  const viewer = await latchkey.make.aUser(profile, { tags: [{ key: "level", value: "viewer" }] });
  await latchkey.make.aPolicy(profile, {
    targets: [{ subject: "run_user", match: "tag", key: "level", value: "supervisor" }],
    permissions: [{ effect: "allow", actions: ["access"], resource: { type: "dashboard", match: "id", id: shown.id } }],
  });

  const seenBy = async (token: string) => {
    const page = await latchkey.client(token).dashboards.listPortalDashboards({ params: { slug: profile.slug } });
    return page.items.map((dashboard) => dashboard.name);
  };
  expect(await seenBy(supervisor.token)).toEqual(["Regional Sales View"]);
  expect(await seenBy(viewer.token)).toEqual([]);
  await expect(
    latchkey.client(supervisor.token).dashboards.getPortalDashboard({ params: { slug: profile.slug, dashboardId: hidden.id } }),
  ).rejects.toMatchObject({ status: 404 });
});
