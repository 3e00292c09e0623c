import { beforeAll, expect, test } from "vitest";
import { expectAccessible, screenshot } from "../support/browser.ts";
import {
  anotherAdministrator,
  asAdministrator,
  dashboardsShown,
  signInToConsole,
  signInToPortal,
  typePassword,
} from "../support/people.ts";
import { setStage } from "../support/stage.ts";
import { aWorld, type World } from "../support/world.ts";

const stage = setStage();
let world: World;
beforeAll(async () => {
  world = await aWorld(stage.latchkey, "ends");
});

test("a user who is suspended while looking at a dashboard is out on the very next click", async () => {
  await world.aPolicy("Fleet for drivers", world.tag("job", "driver"), world.tag("topic", "fleet"));
  await world.aDashboard("Fleet", [world.tag("topic", "fleet")]);
  const user = await world.aUser("Uma User", [world.tag("job", "driver")]);
  const visitor = await stage.aVisitor();
  await signInToPortal(visitor.page, world, user);
  expect(await dashboardsShown(visitor.page, world)).toEqual(["Fleet"]);

  const administrator = await asAdministrator(await stage.aVisitor(), stage.latchkey);
  await administrator.goto(world.consoleUrl(`/users/${user.id}`));
  await administrator.getByRole("button", { name: `Actions for ${user.name}` }).click();
  await administrator.getByRole("menuitem", { name: "Suspend" }).click();
  await administrator.getByRole("dialog").getByRole("button", { name: "Suspend" }).click();
  await administrator.getByText("Suspended. They cannot sign in").waitFor();
  await screenshot(administrator, "user-suspended");

  await visitor.page.getByRole("main").getByRole("link", { name: /Fleet/ }).click();
  await visitor.page.waitForURL(/sign-in/);
  await screenshot(visitor.page, "session-ended");
});

test("a shared link shows its dashboard only while a policy lets the anonymous user see it", async () => {
  const dashboard = await world.aDashboard("Harbour", [world.tag("for", "public")]);
  await world.api.users.createAnonymousUser({ params: world.params, body: { tags: [world.tag("kind", "visitor")] } });

  const administrator = await asAdministrator(await stage.aVisitor(), stage.latchkey);
  await administrator.goto(world.consoleUrl(`/dashboards/${dashboard.id}`));
  await administrator.getByRole("button", { name: "Share by link" }).click();
  const dialog = administrator.getByRole("dialog");
  await dialog.getByLabel("Name of the link").fill("For the harbour master");
  await dialog.getByRole("button", { name: "Make a link" }).click();
  const link = await dialog.getByLabel("Link to “For the harbour master”").inputValue();
  await screenshot(administrator, "share-dialog");

  const visitor = await stage.aVisitor();
  await visitor.page.goto(link);
  await visitor.page.getByRole("heading", { name: /does not work/ }).waitFor();
  expect(await visitor.page.getByText("Power now").count()).toBe(0);
  await screenshot(visitor.page, "shared-not-allowed");

  await world.aPolicy("Visitors see the harbour", world.tag("kind", "visitor"), world.tag("for", "public"));
  await visitor.page.reload();
  await visitor.page.getByText("Power now").waitFor();
  await visitor.page.getByText("40", { exact: false }).first().waitFor();
  await screenshot(visitor.page, "shared-allowed");
});

test("what an administrator typed stays when their session ends, and is saved once they signed in again in another tab", async () => {
  const policy = await world.aPolicy("Typed over", world.tag("job", "pilot"), world.tag("topic", "tides"));
  const ben = await anotherAdministrator(stage.latchkey, "Ben Second");
  const { items } = await world.api.administrators.listAdministrators({});
  const administratorId = items.find(({ email }) => email === ben.email)?.id ?? "";
  const visitor = await stage.aVisitor();
  await signInToConsole(visitor.page, stage.latchkey, ben);
  await visitor.page.goto(world.consoleUrl(`/policies/${policy.id}`));
  await visitor.page.getByLabel("Description").fill("Typed before the session ended");
  await world.api.sessions.endAdministratorSessions({ params: { administratorId } });

  const dialog = visitor.page.getByRole("dialog", { name: "Your session has ended" });
  await dialog.waitFor();
  await expectAccessible(visitor.page);
  await screenshot(visitor.page, "session-ended-while-typing");
  const opened = visitor.context.waitForEvent("page");
  await dialog.getByRole("link", { name: "Sign in in a new tab" }).click();
  const tab = await opened;
  await typePassword(tab, ben);
  await tab.waitForURL((url) => !url.pathname.includes("sign-in"));

  await visitor.page.bringToFront();
  await visitor.page.getByRole("button", { name: "Save", exact: true }).click();
  await visitor.page.getByText("Policy saved").waitFor();
  const saved = await world.api.access.getPolicy({ params: { ...world.params, policyId: policy.id } });
  expect(saved.description).toBe("Typed before the session ended");
});

test("leaving a page with something typed asks, and whoever goes on leaving is not told that their session ended", async () => {
  const policy = await world.aPolicy("Left behind", world.tag("job", "cook"), world.tag("topic", "tides"));
  const { page } = await stage.aVisitor();
  await signInToConsole(page, stage.latchkey);
  await page.goto(world.consoleUrl("/users"));
  await page.goto(world.consoleUrl(`/policies/${policy.id}`));
  await page.getByLabel("Description").fill("Typed");
  const asked: string[] = [];
  page.on("dialog", (dialog) => {
    asked.push(dialog.type());
    void dialog.accept();
  });

  await page.goBack();
  await page.getByRole("heading", { level: 1, name: "Users" }).waitFor();
  expect(asked).toEqual(["beforeunload"]);
});
