import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { aVisitor, openBrowser, screenshot } from "../support/browser.ts";
import { startLatchkey, type Latchkey } from "../support/latchkey.ts";
import { dashboardsShown, signInToConsole, signInToPortal } from "../support/people.ts";
import { aWorld, type World } from "../support/world.ts";

let latchkey: Latchkey;
let browser: Browser;
let world: World;
beforeAll(async () => {
  [latchkey, browser] = await Promise.all([startLatchkey(), openBrowser()]);
  world = await aWorld(latchkey, "ends");
});
afterAll(async () => {
  await browser.close();
  await latchkey.stop();
});

async function allowEverybody(): Promise<void> {
  await (await latchkey.asRoot()).access.createPolicy({
    params: { profileId: world.profile.id },
    body: {
      name: "Everybody",
      targets: [{ subject: "run_user", match: "any" }],
      permissions: [{ effect: "allow", actions: ["access"], resource: { type: "dashboard", match: "tag", key: "for", value: "all" } }],
    },
  });
}

test("a user who is suspended while looking at a dashboard is out on the very next click", async () => {
  await allowEverybody();
  await world.aDashboard("Fleet", [world.tag("for", "all")]);
  const user = await world.aUser("Uma User");
  const visitor = await aVisitor(browser);
  await signInToPortal(visitor.page, world, user);
  expect(await dashboardsShown(visitor.page, world)).toEqual(["Fleet"]);

  const administrator = await aVisitor(browser);
  await signInToConsole(administrator.page, latchkey);
  await administrator.page.goto(world.consoleUrl(`/users/${user.id}`));
  await administrator.page.getByRole("button", { name: `Actions for ${user.name}` }).click();
  await administrator.page.getByRole("menuitem", { name: "Suspend" }).click();
  await administrator.page.getByRole("dialog").getByRole("button", { name: "Suspend" }).click();
  await administrator.page.getByText("Suspended. They cannot sign in").waitFor();
  await screenshot(administrator.page, "user-suspended");

  await visitor.page.getByRole("main").getByRole("link", { name: /Fleet/ }).click();
  await visitor.page.waitForURL(/sign-in/);
  await screenshot(visitor.page, "session-ended");
});

test("a shared link shows its dashboard only while a policy lets the anonymous user see it", async () => {
  const root = await latchkey.asRoot();
  const params = { profileId: world.profile.id };
  const dashboard = await world.aDashboard("Harbour", [world.tag("for", "public")]);
  await root.users.createAnonymousUser({ params, body: { tags: [world.tag("kind", "visitor")] } });

  const administrator = await aVisitor(browser);
  await signInToConsole(administrator.page, latchkey);
  await administrator.page.goto(world.consoleUrl(`/dashboards/${dashboard.id}`));
  await administrator.page.getByRole("button", { name: "Share by link" }).click();
  const dialog = administrator.page.getByRole("dialog");
  await dialog.getByLabel("Name of the link").fill("For the harbour master");
  await dialog.getByRole("button", { name: "Make a link" }).click();
  const link = await dialog.getByLabel("Link to “For the harbour master”").inputValue();
  await screenshot(administrator.page, "share-dialog");

  const visitor = await aVisitor(browser);
  await visitor.page.goto(link);
  await visitor.page.getByRole("heading", { name: /does not work/ }).waitFor();
  await screenshot(visitor.page, "shared-not-allowed");

  await root.access.createPolicy({
    params,
    body: {
      name: "Visitors see the harbour",
      targets: [{ subject: "run_user", match: "tag", key: "kind", value: "visitor" }],
      permissions: [{ effect: "allow", actions: ["access"], resource: { type: "dashboard", match: "id", id: dashboard.id } }],
    },
  });
  await visitor.page.reload();
  await visitor.page.getByText("Power now").waitFor();
  await visitor.page.getByText("40", { exact: false }).first().waitFor();
  await screenshot(visitor.page, "shared-allowed");
});
