import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { screenshot } from "../support/browser.ts";
import { arrowTo, tabTo } from "../support/keyboard.ts";
import { root } from "../support/latchkey.ts";
import { setStage } from "../support/stage.ts";
import { aPassword, aWorld } from "../support/world.ts";

const stage = setStage();

async function press(page: Page, role: "link" | "button" | "tab", name: string): Promise<void> {
  await tabTo(page, page.getByRole(role, { name, exact: true }).first());
  await page.keyboard.press("Enter");
}

async function signIn(page: Page, email: string, password: string): Promise<void> {
  await tabTo(page, page.getByLabel("E-mail"));
  await page.keyboard.type(email);
  await page.keyboard.press("Enter");
  await tabTo(page, page.locator("input[autocomplete=current-password]"));
  await page.keyboard.type(password);
  await page.keyboard.press("Enter");
}

test("without a mouse an administrator signs in, writes a policy for a tag and one dashboard, and suspends a user", async () => {
  const world = await aWorld(stage.latchkey, "keyboard");
  const user = await world.aUser("Kim Keys", [world.tag("level", "supervisor")]);
  const dashboard = await world.aDashboard("Regional Sales View");
  const { page, consoleErrors } = await stage.aVisitor();

  await stage.latchkey.asRoot();
  await page.goto(world.consoleUrl(""));
  await signIn(page, root.email, root.password);
  await page.getByRole("heading", { level: 1, name: world.profile.name }).waitFor();
  await press(page, "link", "Policies");
  await press(page, "link", "New policy");
  const target = page.getByRole("group", { name: /^Target 1/ });
  const permission = page.getByRole("group", { name: /^Permission 1/ });
  await tabTo(page, page.getByRole("textbox", { name: "Name" }));
  await page.keyboard.type("Regional Sales View for supervisors");
  await tabTo(page, target.getByRole("combobox", { name: "Tag key" }));
  await page.keyboard.type("level");
  await tabTo(page, target.getByRole("combobox", { name: "Tag value" }));
  await page.keyboard.type("supervisor");
  await tabTo(page, permission.getByRole("combobox", { name: "Field" }));
  await page.keyboard.press("Enter");
  await arrowTo(page, page.getByRole("option", { name: "ID", exact: true }));
  await tabTo(page, permission.getByRole("combobox", { name: "Choose a dashboard" }));
  await page.keyboard.type("Regional");
  await arrowTo(page, page.getByRole("option", { name: /Regional Sales View/ }));
  await page.getByText("matches 1 run user").waitFor();
  await screenshot(page, "keyboard-policy");
  await press(page, "button", "Review and create");
  const review = page.getByRole("dialog", { name: /^Review: / });
  await tabTo(page, review.getByRole("button", { name: "Save and activate" }));
  await page.keyboard.press("Enter");
  await page.waitForURL(/policies\/[0-9a-f]{24}/);
  const { items } = await world.api.access.listPolicies({ params: world.params });
  expect(items).toMatchObject([
    {
      targets: [{ subject: "run_user", match: "tag", key: "level", value: "supervisor" }],
      permissions: [{ effect: "allow", actions: ["access"], resource: { type: "dashboard", match: "id", id: dashboard.id } }],
    },
  ]);

  await press(page, "link", "Users");
  await press(page, "link", user.name);
  await press(page, "button", `Actions for ${user.name}`);
  await arrowTo(page, page.getByRole("menuitem", { name: "Suspend" }));
  const dialog = page.getByRole("dialog", { name: `Suspend ${user.name}?` });
  await tabTo(page, dialog.getByRole("button", { name: "Suspend" }));
  await page.keyboard.press("Enter");
  await page.getByText("Suspended. They cannot sign in").waitFor();
  expect(await world.api.users.getUser({ params: { ...world.params, userId: user.id } })).toMatchObject({ status: "suspended" });
  expect(consoleErrors).toEqual([]);
});

test("without a mouse a run user signs in, skips to the content, finds a dashboard and changes the period", async () => {
  const world = await aWorld(stage.latchkey, "portal-keyboard");
  await world.aPolicy("Power for technicians", world.tag("job", "technician"), world.tag("topic", "power"));
  const user = await world.aUser("Kai Keys", [world.tag("job", "technician")]);
  for (const name of ["Albany", "Boston"]) await world.aDashboard(name, [world.tag("topic", "power")]);
  const { page, consoleErrors } = await stage.aVisitor();

  await page.goto(world.portalUrl());
  await signIn(page, user.email, aPassword);
  await page.getByRole("link", { name: "Boston" }).waitFor();
  await page.reload();
  await page.getByRole("link", { name: "Boston" }).waitFor();
  await press(page, "link", "Skip to content");
  expect(await page.evaluate(() => document.activeElement?.tagName)).toBe("MAIN");
  await press(page, "link", "Boston");
  await page.getByRole("heading", { level: 1, name: "Boston" }).waitFor();
  await tabTo(page, page.getByLabel("Period"));
  await page.keyboard.press("ArrowDown");
  await page.waitForURL(/period=24h/);
  await tabTo(page, page.getByRole("button", { name: /^Your menu/ }));
  await page.keyboard.press("Enter");
  await arrowTo(page, page.getByRole("menuitem", { name: "Sign out" }));
  await page.waitForURL(/sign-in/);
  expect(consoleErrors).toEqual([]);
});
