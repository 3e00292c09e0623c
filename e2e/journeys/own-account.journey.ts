import { readFile } from "node:fs/promises";
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { expectAccessible, expectNoSidewaysScroll, screenshot } from "../support/browser.ts";
import { mailTo } from "../support/one-time-codes.ts";
import { asAdministrator, signInToPortal } from "../support/people.ts";
import { changeSecurity } from "../support/security-rules.ts";
import { setStage } from "../support/stage.ts";
import { aWorld, type World } from "../support/world.ts";

const stage = setStage();

async function openSecurity(page: Page, world: World): Promise<void> {
  await page.goto(world.portalUrl("/account/security"));
  await page.getByRole("heading", { name: "Recent sign-ins" }).waitFor();
}

test("a new address counts after its code, and the old address can take it back", async () => {
  const world = await aWorld(stage.latchkey, "address");
  const user = await world.aUser("Ada Address");
  const emailNow = async () => (await world.api.users.getUser({ params: { ...world.params, userId: user.id } })).email;
  const { page, consoleErrors } = await stage.aVisitor();
  await signInToPortal(page, world, user);
  await openSecurity(page, world);
  await page.getByRole("button", { name: "Change address" }).click();
  await page.getByLabel("New address").fill("ada.new@example.com");
  await page.getByRole("button", { name: "Send a code" }).click();
  const { code } = await mailTo(world, "ada.new@example.com", "email_change");
  expect(await emailNow()).toBe(user.email);
  await page.getByLabel("Code sent to ada.new@example.com").fill(code);
  await page.getByRole("button", { name: "Confirm", exact: true }).click();
  await page.getByText("Your address is changed.", { exact: false }).waitFor();
  expect(await emailNow()).toBe("ada.new@example.com");
  await expectAccessible(page);

  const { link } = await mailTo(world, user.email, "email_change_notice");
  const { page: mail } = await stage.aVisitor();
  await mail.goto(link);
  await mail.getByRole("heading", { name: "Undo the change of address" }).waitFor();
  expect(await emailNow()).toBe("ada.new@example.com");
  await expectAccessible(mail);
  await mail.getByRole("button", { name: "Undo the change" }).click();
  await mail.getByText("The old address is back", { exact: false }).waitFor();
  expect(await emailNow()).toBe(user.email);
  await page.waitForURL(/sign-in/);
  expect(consoleErrors).toEqual([]);
});

test("an account that is to be deleted stays when its owner says so, on the page and by the link", async () => {
  const world = await aWorld(stage.latchkey, "leaving");
  const user = await world.aUser("Lea Leaving");
  await changeSecurity(world, { accounts: { deletion: "delete", deletionGraceDays: 7 } });
  const { page } = await stage.aVisitor();
  await signInToPortal(page, world, user);
  await openSecurity(page, world);
  const askToBeDeleted = async () => {
    await page.getByRole("button", { name: "Delete my account" }).click();
    const dialog = page.getByRole("dialog", { name: "Delete your account?" });
    await dialog.getByText("It is deleted in 7 days.", { exact: false }).waitFor();
    await dialog.getByRole("button", { name: "Delete my account" }).click();
    await page.getByText("You asked to delete your account on", { exact: false }).waitFor();
  };
  await askToBeDeleted();
  await expectAccessible(page);
  await screenshot(page, "deletion-requested");
  await page.getByRole("button", { name: "Keep my account" }).click();
  await page.getByText("Your account stays.").waitFor();

  await askToBeDeleted();
  const { link } = await mailTo(world, user.email, "deletion_requested");
  const { page: mail } = await stage.aVisitor();
  await mail.goto(link);
  await mail.getByRole("button", { name: "Keep my account" }).click();
  await mail.getByText("Your account stays.").waitFor();
  await openSecurity(page, world);
  await page.getByRole("button", { name: "Delete my account" }).waitFor();
  expect((await world.api.users.getUser({ params: { ...world.params, userId: user.id } })).status).toBe("active");
});

test("somebody takes everything along that is kept about them", async () => {
  const world = await aWorld(stage.latchkey, "takeout");
  const user = await world.aUser("Tom Takeout", [world.tag("region", "northeast")]);
  const { page } = await stage.aVisitor();
  await signInToPortal(page, world, user);
  await openSecurity(page, world);
  const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: "Download as JSON" }).click()]);
  expect(download.suggestedFilename()).toMatch(/\.json$/);
  const text = await readFile(await download.path(), "utf8");
  expect(JSON.stringify(JSON.parse(text))).toContain(user.email);
  expect(text).toContain("northeast");
  expect(text).not.toMatch(/argon2|password_?hash/i);
});

test("support looks at the portal as somebody: said on every page, changing nothing, and over when it ends", async () => {
  const world = await aWorld(stage.latchkey, "support");
  const user = await world.aUser("Sam Supported");
  const support = await stage.aVisitor();
  const administrator = await asAdministrator(support, stage.latchkey);
  await administrator.goto(world.consoleUrl(`/users/${user.id}`));
  await administrator.getByRole("button", { name: `Actions for ${user.name}` }).click();
  await administrator.getByRole("menuitem", { name: "Sign in as this user" }).click();
  const dialog = administrator.getByRole("dialog", { name: `Act as ${user.name}` });
  await dialog.getByLabel("Reason").fill("Ticket 12: sees no dashboard");
  await expectAccessible(administrator);
  const [portal] = await Promise.all([
    support.context.waitForEvent("page"),
    dialog.getByRole("button", { name: `Open the portal as ${user.name}` }).click(),
  ]);

  const banner = portal.getByRole("region", { name: `You act as ${user.name}` });
  await banner.getByText("You can look, and change nothing.", { exact: false }).waitFor();
  await portal.goto(world.portalUrl("/account"));
  await banner.waitFor();
  await portal.getByLabel("Name").fill("Sam Changed");
  await portal.getByRole("button", { name: "Save" }).click();
  await portal.getByRole("alert").getByText("You are looking only", { exact: false }).waitFor();
  await expectAccessible(portal);
  await screenshot(portal, "acting-banner");
  expect((await world.api.users.getUser({ params: { ...world.params, userId: user.id } })).name).toBe(user.name);

  await mailTo(world, user.email, "signed_in_as_you");
  await banner.getByRole("button", { name: "End" }).click();
  await portal.waitForURL(/sign-in/);
  await portal.goto(world.portalUrl("/account"));
  await portal.waitForURL(/sign-in/);
});

test("a button that leads away says where to, and opens nothing until that is wanted", async () => {
  const world = await aWorld(stage.latchkey, "led-away");
  const user = await world.aUser("Lee Leaving");
  const params = { ...world.params, userId: user.id };
  const url = "http://elsewhere.test/offer?for=you";
  await world.api.notifications.createUserNotification({
    params,
    body: { title: "An offer", message: "Look at it", buttons: [{ id: "look", label: "Look", url }] },
  });
  const { page, consoleErrors } = await stage.aVisitor();
  await signInToPortal(page, world, user);
  await page.getByRole("button", { name: "Notifications, 1 unread" }).click();
  const look = page.getByRole("button", { name: "Look", exact: true });
  await look.click();
  await page.getByText(url).waitFor();
  await expectAccessible(page);
  await screenshot(page, "bell-leaving");
  await page.getByRole("button", { name: "Cancel" }).click();
  const pressed = async () => (await world.api.notifications.listUserNotifications({ params })).items[0]?.pressedButtonId;
  expect([page.context().pages().length, await pressed()]).toEqual([1, null]);

  await look.click();
  const opened = page.context().waitForEvent("page");
  await page.getByRole("button", { name: "Open it" }).click();
  await opened;
  await page.getByText("You chose “Look”.").waitFor();
  await expect.poll(pressed).toBe("look");
  expect(consoleErrors).toEqual([]);
});

test("the bell says what is new; reading it and pressing its button are known to whoever wrote it", async () => {
  const world = await aWorld(stage.latchkey, "bell");
  const user = await world.aUser("Bea Bell");
  const params = { ...world.params, userId: user.id };
  const told = { title: "Maintenance tonight", message: "Is 22:00 fine for you?", buttons: [{ id: "yes", label: "Yes, go on" }] };
  await world.api.notifications.createUserNotification({ params, body: told });
  const { page, consoleErrors } = await stage.aVisitor();
  await signInToPortal(page, world, user);
  await page.getByRole("button", { name: "Notifications, 1 unread" }).click();
  await expectAccessible(page);
  await page.getByRole("button", { name: `Mark “${told.title}” as read` }).click();
  await page.getByRole("button", { name: `Mark “${told.title}” as unread` }).waitFor();
  await page.getByRole("button", { name: "Yes, go on" }).click();
  await page.getByText("You chose “Yes, go on”.").waitFor();
  await page.keyboard.press("Escape");
  await page.getByText("You chose “Yes, go on”.").waitFor({ state: "hidden" });
  await page.setViewportSize({ width: 360, height: 740 });
  await page.getByRole("button", { name: "Notifications", exact: true }).click();
  await page.getByText("You chose “Yes, go on”.").waitFor();
  await expectNoSidewaysScroll(page);
  await screenshot(page, "bell-phone");
  const { items, unreadCount } = await world.api.notifications.listUserNotifications({ params });
  expect({ unreadCount, pressed: items[0]?.pressedButtonId }).toEqual({ unreadCount: 0, pressed: "yes" });
  expect(consoleErrors).toEqual([]);
});

test("sessions say when they end, used or not, to their owner, to administrators and to these about their own", async () => {
  const world = await aWorld(stage.latchkey, "ends");
  const user = await world.aUser("Enno Ends");
  await changeSecurity(world, { sessions: { absoluteHours: 24 * 30, idleMinutes: 480 } });
  const words = /^Ends .*\d{4}.*, or after 8 hours without use$/;
  const looks = async (page: Page, name: string) => {
    await page.getByText(words).first().waitFor();
    await expectAccessible(page);
    await screenshot(page, `${name}-desktop`);
    await page.emulateMedia({ colorScheme: "dark" });
    // Colours that are on their way from light to dark have no contrast.
    await page.reload();
    await page.getByText(words).first().waitFor();
    await expectAccessible(page);
    await screenshot(page, `${name}-dark`);
    await page.setViewportSize({ width: 360, height: 740 });
    await expectNoSidewaysScroll(page);
    await screenshot(page, `${name}-phone-dark`);
    await page.emulateMedia({ colorScheme: "light" });
    await screenshot(page, `${name}-phone`);
    await page.setViewportSize({ width: 1280, height: 900 });
  };
  const { page } = await stage.aVisitor();
  await signInToPortal(page, world, user);
  await openSecurity(page, world);
  await looks(page, "sessions-end");

  const console = await asAdministrator(await stage.aVisitor(), stage.latchkey);
  await console.goto(world.consoleUrl(`/users/${user.id}?tab=security`));
  await looks(console, "sessions-end-of-user");
  await console.goto(`${stage.latchkey.url}/console/account/security`);
  const own = await console
    .getByText(/^Ends .*\d{4}/)
    .first()
    .innerText();
  expect(own).not.toContain("without use");
  await screenshot(console, "sessions-end-of-administrator");
});
