import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { expectAccessible, expectNoSidewaysScroll, screenshot } from "../support/browser.ts";
import { asAdministrator, signInToPortal, typePassword, waitUntilSignedIn } from "../support/people.ts";
import { setStage } from "../support/stage.ts";
import { aWorld, type World } from "../support/world.ts";

const stage = setStage();
const temporaryPassword = "four kettles on the landing";
const newPassword = "eleven herons over the weir";

async function typeNewPassword(page: Page, password: string): Promise<void> {
  await page.locator("input[autocomplete=new-password]").fill(password);
  await page.getByRole("button", { name: "Set password and sign in" }).click();
}

/** Nobody is signed in before the new password is chosen: no page, no call. */
async function expectShutOut(page: Page, world: World): Promise<void> {
  const me = await page.request.get(`${stage.latchkey.url}/api/v1/portal/${world.profile.slug}/session`);
  expect(me.status()).toBe(401);
  const other = await page.context().newPage();
  await other.goto(world.portalUrl("/account"));
  await other.waitForURL(/sign-in/);
  await other.close();
}

test("a temporary password opens nothing but the step that replaces it", async () => {
  const world = await aWorld(stage.latchkey, "temporary");
  const user = await world.aUser("Theo Temporary");
  const administrator = await asAdministrator(await stage.aVisitor(), stage.latchkey);
  await administrator.goto(world.consoleUrl(`/users/${user.id}`));
  await administrator.getByRole("button", { name: `Actions for ${user.name}` }).click();
  await administrator.getByRole("menuitem", { name: "Set password" }).click();
  const dialog = administrator.getByRole("dialog", { name: `Set a password for ${user.name}` });
  await dialog.locator("input[autocomplete=new-password]").fill(temporaryPassword);
  expect(await dialog.getByRole("checkbox").isChecked()).toBe(true);
  await expectAccessible(administrator);
  await dialog.getByRole("button", { name: "Set password" }).click();
  await dialog.waitFor({ state: "hidden" });

  const { page, consoleErrors } = await stage.aVisitor({ isPhone: true });
  await page.goto(world.portalUrl("/sign-in"));
  await typePassword(page, { email: user.email, password: temporaryPassword });
  await page.getByRole("heading", { name: "Choose a new password" }).waitFor();
  await page.getByText("The password you signed in with was temporary.").waitFor();
  await expectShutOut(page, world);
  await typeNewPassword(page, "password1234");
  await page.getByText("This password is too common", { exact: false }).waitFor();
  await expectAccessible(page);
  await expectNoSidewaysScroll(page);
  await screenshot(page, "temporary-password-phone");
  await expectShutOut(page, world);
  await typeNewPassword(page, newPassword);
  await waitUntilSignedIn(page);
  expect(consoleErrors).toEqual([]);

  const { page: later } = await stage.aVisitor();
  await later.goto(world.portalUrl("/sign-in"));
  await typePassword(later, { email: user.email, password: temporaryPassword });
  await later.getByText("That e-mail and password don't match.", { exact: false }).waitFor();
  await signInToPortal(later, world, user, newPassword);
});
