import type { Locator, Page } from "playwright-core";
import { beforeAll, expect, test } from "vitest";
import { expectAccessible, expectNoSidewaysScroll, screenshot } from "../support/browser.ts";
import { anAccessWorld, type AccessWorld } from "../support/access-world.ts";
import { aBusyWorld, type BusyWorld } from "../support/busy-world.ts";
import { asAdministrator, signInToPortal } from "../support/people.ts";
import { setStage } from "../support/stage.ts";

const stage = setStage();
let world: BusyWorld;
let access: AccessWorld;
beforeAll(async () => {
  world = await aBusyWorld(stage.latchkey, "harbour");
  access = await anAccessWorld(world, world.user.id);
});

/** Complete, no wider than the phone, and accessible. */
async function expectFits(page: Page, name: string): Promise<void> {
  await page.getByRole("heading", { level: 1 }).waitFor();
  await page.waitForLoadState("networkidle");
  await screenshot(page, `phone/${name}`);
  await expectNoSidewaysScroll(page);
  await expectAccessible(page);
}

/** Within the width of the screen, and large enough for a finger (WCAG 2.5.8). */
async function expectReachable(control: Locator): Promise<void> {
  await control.scrollIntoViewIfNeeded();
  const { x, width, height } = (await control.boundingBox()) ?? { x: -1, width: 0, height: 0 };
  const name = control.toString();
  expect(x, name).toBeGreaterThanOrEqual(0);
  expect(x + width, name).toBeLessThanOrEqual(360);
  expect(Math.min(width, height), name).toBeGreaterThanOrEqual(24);
  await control.click({ trial: true });
}

test("on a phone a run user signs in, searches, reads a dashboard, sends a form and opens the account", async () => {
  const { page, consoleErrors } = await stage.aVisitor({ isPhone: true });
  await page.goto(world.portalUrl("/sign-in"));
  await expectFits(page, "portal-sign-in");
  await page.goto(world.portalUrl("/sign-up"));
  await expectFits(page, "portal-sign-up");

  await signInToPortal(page, world, world.user);
  await expectFits(page, "portal-home");
  const search = page.getByRole("searchbox").filter({ visible: true });
  await expectReachable(search);
  await search.fill("Harb");
  await page.waitForURL(/search=Harb/);
  await page.getByRole("link", { name: "Albany" }).waitFor({ state: "hidden" });

  await page.getByRole("link", { name: "Harbour", exact: true }).click();
  await page.getByText("4.7 °C").waitFor();
  await expectFits(page, "portal-dashboard");
  await expectReachable(page.getByRole("button", { name: "Pause live figures" }));
  await page.getByRole("tab", { name: "Records" }).click();
  const form = page.getByRole("region", { name: "Reading by hand" });
  await form.getByLabel("Temperature (°C)").fill("11.5");
  await expectReachable(form.getByRole("button", { name: "Send" }));
  await form.getByRole("button", { name: "Send" }).click();
  await form.getByText("Sent.").waitFor();
  await expectFits(page, "portal-dashboard-records");

  await page.getByRole("button", { name: /^Your menu/ }).click();
  await page.getByRole("menuitem", { name: "Your account" }).click();
  await page.getByRole("heading", { level: 1, name: "Your account" }).waitFor();
  await expectFits(page, "portal-account");
  await expectReachable(page.getByRole("button", { name: "Sign out" }));
  await page.getByRole("link", { name: "Open" }).click();
  await page.getByRole("heading", { name: "Recent sign-ins" }).waitFor();
  await expectFits(page, "portal-account-security");
  await expectReachable(page.getByRole("button", { name: "Change password" }));

  await page.goto(world.shareUrl);
  await page.getByText("4.7 °C").or(page.getByText("11.5 °C")).first().waitFor();
  await expectFits(page, "portal-shared");
  expect(consoleErrors).toEqual([]);
});

test("on a phone an administrator moves by the drawer, finds a user, and reaches every main action", async () => {
  const visitor = await stage.aVisitor({ isPhone: true });
  const page = await asAdministrator(visitor, stage.latchkey);
  const go = async (name: string) => {
    await page.getByRole("button", { name: "Open the navigation" }).click();
    const link = page.getByRole("navigation", { name: "Main navigation" }).getByRole("link", { name, exact: true });
    await expectReachable(link);
    if (name === "Users") await screenshot(page, "phone/console-drawer");
    await link.click();
    await page.getByRole("heading", { level: 1, name }).waitFor();
    await link.waitFor({ state: "hidden" });
  };
  await page.goto(world.consoleUrl(""));
  await expectFits(page, "console-home");

  await go("Users");
  await expectFits(page, "console-users");
  await expectReachable(page.getByRole("button", { name: "Create user" }));
  await expectReachable(page.getByRole("button", { name: "Export users" }));
  await page.getByRole("searchbox").fill("gardenia");
  await page.getByRole("link", { name: "Ann Gardenia" }).click();
  await page.getByRole("heading", { level: 1, name: "Ann Gardenia" }).waitFor();
  await expectFits(page, "console-user");
  await expectReachable(page.getByRole("button", { name: "Actions for Ann Gardenia" }));

  await go("Policies");
  await expectFits(page, "console-policies");
  await expectReachable(page.getByRole("link", { name: "New policy" }));
  await page.getByRole("link", { name: "New policy" }).click();
  await page.getByRole("heading", { level: 1, name: "New policy" }).waitFor();
  await expectFits(page, "console-policy-new");
  await expectReachable(page.getByRole("button", { name: "Review and create" }));

  await go("Dashboards");
  await page.getByRole("link", { name: "Harbour", exact: true }).click();
  await page.getByText("4.7 °C").or(page.getByText("11.5 °C")).first().waitFor();
  await expectFits(page, "console-dashboard");
  await expectReachable(page.getByRole("button", { name: "Edit dashboard" }));
  await expectReachable(page.getByRole("button", { name: "Share by link" }));
  expect(visitor.consoleErrors).toEqual([]);
});

test("no other screen of the console is wider than a phone", { timeout: 180_000 }, async () => {
  const visitor = await stage.aVisitor({ isPhone: true });
  const page = await asAdministrator(visitor, stage.latchkey);
  const question = `subjectType=run_user&subjectId=${world.user.id}&action=access&resourceType=dashboard&resourceId=${world.dashboard.id}`;
  const screens: [string, string][] = [
    ["profiles", `${stage.latchkey.url}/console/profiles`],
    ["administrators", `${stage.latchkey.url}/console/administrators`],
    ["console-account", `${stage.latchkey.url}/console/account`],
    ["policy", world.consoleUrl(`/policies/${world.policyId}`)],
    ["user-tags", world.consoleUrl(`/users/${world.user.id}?tab=tags`)],
    ["explain", world.consoleUrl(`/explain?${question}`)],
    ["groups", world.consoleUrl("/groups")],
    ["group-details", world.consoleUrl(`/groups/${access.groupId}?tab=details`)],
    ["roles", world.consoleUrl("/roles")],
    ["role", world.consoleUrl(`/roles/${access.roleId}`)],
    ["role-holders", world.consoleUrl(`/roles/${access.roleId}?tab=holders`)],
    ["policy-conditions", world.consoleUrl(`/policies/${access.policyId}`)],
    ["policy-versions", world.consoleUrl(`/policies/${access.policyId}?view=versions`)],
    ["policy-tests", world.consoleUrl(`/policies/${access.policyId}?view=tests`)],
    ["tag-keys", world.consoleUrl("/tag-keys")],
    ["simulate", world.consoleUrl(`/explain/simulate?${question}`)],
    ["who-can", world.consoleUrl(`/explain/who-can?action=access&resourceType=dashboard&resourceId=${world.dashboard.id}`)],
    ["matrix", world.consoleUrl("/explain/matrix")],
    ["findings", world.consoleUrl("/findings")],
    ["decisions", world.consoleUrl("/decisions")],
    ["review", world.consoleUrl(`/reviews/${access.reviewId}`)],
    ["resource-type", world.consoleUrl(`/resource-types/${access.typeName}`)],
    ["dashboard-edit", world.consoleUrl(`/dashboards/${world.dashboard.id}?mode=edit`)],
    ["devices", world.consoleUrl("/devices")],
    ["device", world.consoleUrl(`/devices/${world.device.id}`)],
    ["device-connection", world.consoleUrl(`/devices/${world.device.id}?tab=connection`)],
    ["analysis", world.consoleUrl(`/analyses/${world.analysisId}`)],
    ["audit", world.consoleUrl("/audit")],
    ["settings-sign-up", world.consoleUrl("/settings?tab=sign-up")],
    ["settings-tokens", world.consoleUrl("/settings?tab=tokens")],
  ];
  for (const [name, url] of screens) {
    await page.goto(url);
    await expectFits(page, name);
  }
  expect(visitor.consoleErrors).toEqual([]);
});
