import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { expectAccessible, expectNoSidewaysScroll, screenshot } from "../support/browser.ts";
import { anotherAdministrator, asAdministrator, signInToConsole, signInToPortal } from "../support/people.ts";
import { setStage } from "../support/stage.ts";
import { aWorld } from "../support/world.ts";

const stage = setStage();
const thisMachine = ["127.0.0.1/32", "::1/128"];
const nowhereNear = {
  mode: "enforce" as const,
  allowAddresses: ["192.0.2.0/24"],
  denyAddresses: [],
  hours: null,
  allowCountries: [],
  denyCountries: [],
};

async function refuseThisMachine(page: Page, switchLabel: string): Promise<void> {
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("switch", { name: switchLabel }).check();
  const denied = dialog.getByLabel("Never from these network addresses").first();
  for (const range of thisMachine) {
    await denied.fill(range);
    await denied.press("Enter");
  }
  await expectAccessible(page);
  await screenshot(page, `restrictions-${switchLabel.split(" ").at(-1)}`);
  await dialog.getByRole("button", { name: "Save rules" }).click();
  await dialog.waitFor({ state: "hidden" });
}

test("holders of a role are kept out where it does not count, keep their session, and come back", async () => {
  const world = await aWorld(stage.latchkey, "role-rules");
  const { api, params } = world;
  const user = await world.aUser("Rob Roamer");
  const role = await api.roles.createRole({ params, body: { name: "Night watch", permissions: [] } });
  const assignee = { type: "run_user" as const, id: user.id };
  await api.roles.assignRole({ params, body: { roleId: role.id, assignee, reason: "Rota" } });
  const { page, consoleErrors } = await stage.aVisitor();
  await signInToPortal(page, world, user);
  await page.getByRole("heading", { level: 1 }).waitFor();

  const administrator = await asAdministrator(await stage.aVisitor({ colorScheme: "dark" }), stage.latchkey);
  await administrator.goto(world.consoleUrl(`/roles/${role.id}`));
  await administrator.getByRole("button", { name: "From where and when" }).click();
  await refuseThisMachine(administrator, "Rules for whoever holds this role");
  await page.goto(world.portalUrl("/account"));
  await page.getByRole("heading", { name: "This isn't open to you here" }).waitFor();
  await expectAccessible(page);
  await screenshot(page, "not-from-here");
  await page.setViewportSize({ width: 360, height: 740 });
  await expectNoSidewaysScroll(page);

  const own = await api.restrictions.getRoleRestrictions({ params: { ...params, roleId: role.id } });
  const none = { restrictions: null, confirmLockOut: false };
  await api.restrictions.putRoleRestrictions({ params: { ...params, roleId: role.id }, ifMatch: own.version, body: none });
  await page.getByRole("button", { name: "Try again" }).click();
  await page.getByRole("heading", { level: 1, name: "Your account" }).waitFor();
  // The refusal of the page itself is one that React reports.
  expect(consoleErrors.filter((error) => !error.includes("This isn't possible from here"))).toEqual([]);
});

test("an API token is refused from addresses it is not for", async () => {
  const world = await aWorld(stage.latchkey, "token-rules");
  const { token } = await world.api.tokens.createToken({ params: world.params, body: { name: "Importer", permission: "read" } });
  const readWithToken = () => stage.latchkey.client(token).profiles.getProfile({ params: world.params });
  await readWithToken();
  const page = await asAdministrator(await stage.aVisitor(), stage.latchkey);
  await page.goto(world.consoleUrl("/settings?tab=tokens"));
  await page.getByRole("button", { name: "From where and when “Importer” may be used" }).click();
  await refuseThisMachine(page, "Rules for this token");
  await expect(readWithToken()).rejects.toMatchObject({ status: 403, code: "restrictions.not_from_here" });
});

test("a device is refused from addresses it is not for", async () => {
  const world = await aWorld(stage.latchkey, "device-rules");
  const { id, token } = await world.api.devices.createDevice({ params: world.params, body: { name: "Pump" } });
  const send = () => stage.latchkey.client(token).devices.sendOwnData({ body: [{ variable: "pressure", value: 3 }] });
  await send();
  const page = await asAdministrator(await stage.aVisitor(), stage.latchkey);
  await page.goto(world.consoleUrl(`/devices/${id}`));
  await page.getByRole("button", { name: "From where and when" }).click();
  await refuseThisMachine(page, "Rules for the tokens of this device");
  await expect(send()).rejects.toMatchObject({ status: 403, code: "restrictions.not_from_here" });
});

test("an administrator who may not work from here sees why, in the middle of it, and can sign out", async () => {
  const api = await stage.latchkey.asRoot();
  const who = await anotherAdministrator(stage.latchkey, "Olga Outside");
  const { items } = await api.administrators.listAdministrators({});
  const administratorId = items.find((each) => each.email === who.email)?.id ?? "";
  const { page } = await stage.aVisitor();
  await signInToConsole(page, stage.latchkey, who);
  await page.goto(`${stage.latchkey.url}/console/account/security`);
  await page.getByRole("heading", { name: "Recent sign-ins" }).waitFor();
  await screenshot(page, "recent-sign-ins");
  const { version } = await api.restrictions.getAdministratorRestrictions({ params: { administratorId } });
  const body = { restrictions: nowhereNear, confirmLockOut: false };
  await api.restrictions.putAdministratorRestrictions({ params: { administratorId }, ifMatch: version, body });
  await page.getByRole("heading", { name: "This isn't open to you here" }).waitFor();
  await expectAccessible(page);
  await page.getByRole("button", { name: "Try again" }).click();
  await page.getByRole("heading", { name: "This isn't open to you here" }).waitFor();
  await page.getByRole("button", { name: "Sign out" }).click();
  await page.waitForURL(/sign-in/);
  expect((await api.sessions.listAdministratorSessions({ params: { administratorId } })).items).toEqual([]);
});

test("the overview says how much of the month's data output is left, and what administrators were told about it", async () => {
  const world = await aWorld(stage.latchkey, "limits");
  const dashboard = await world.aDashboard("Harbour");
  await world.api.profiles.limitDataOutput({ params: world.params, body: { recordsMax: 6 } });
  const page = await asAdministrator(await stage.aVisitor(), stage.latchkey);
  const unread = async () => (await world.api.notifications.listProfileNotifications({ params: world.params })).unreadCount;
  // What is shown is counted a moment later, so that the warning may take another visit.
  for (let visit = 1; visit < 8 && (await unread()) === 0; visit += 1) {
    await page.goto(world.consoleUrl(`/dashboards/${dashboard.id}?visit=${visit}`));
    await page.getByRole("heading", { level: 1, name: "Harbour" }).waitFor();
    await page.waitForLoadState("networkidle");
  }
  await page.goto(world.consoleUrl(""));
  await page.getByText(/of 6 records this month/).waitFor();
  const told = page.getByRole("region", { name: "What you were told" });
  await told.getByRole("button", { name: /as read$/ }).click();
  await told.getByRole("button", { name: /as unread$/ }).waitFor();
  expect(await unread()).toBe(0);
  await expectAccessible(page);
  await screenshot(page, "overview-limit");
  await page.setViewportSize({ width: 360, height: 740 });
  await expectNoSidewaysScroll(page);
  await screenshot(page, "overview-limit-phone");
});
