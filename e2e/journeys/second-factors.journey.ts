import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { expectAccessible, expectNoSidewaysScroll, screenshot } from "../support/browser.ts";
import { mailTo, totpCode } from "../support/one-time-codes.ts";
import {
  anotherAdministrator,
  asAdministrator,
  signInToConsole,
  signInToPortal,
  typePassword,
  waitUntilSignedIn,
} from "../support/people.ts";
import { changeSecurity } from "../support/security-rules.ts";
import { setStage } from "../support/stage.ts";
import { aPassword, aWorld, type World } from "../support/world.ts";

const stage = setStage();

/** On the page or in the dialog where an authenticator app is chosen; answers the app's secret and the recovery codes. */
async function setUpApp(page: Page): Promise<{ secret: string; codes: string[] }> {
  await page.getByRole("button", { name: /^Authenticator app/ }).click();
  const secret = await page.getByLabel("Key", { exact: true }).inputValue();
  await page.getByLabel("Code that the app shows").fill("000000");
  await page.getByRole("button", { name: "Finish" }).click();
  await page.getByText("That code isn't right or has expired.").waitFor();
  await expectAccessible(page);
  await page.getByLabel("Code that the app shows").fill(totpCode(secret));
  await page.getByRole("button", { name: "Finish" }).click();
  await page.getByLabel("I have saved the codes").waitFor();
  const codes = await page
    .getByRole("list", { name: /^Recovery codes for/ })
    .getByRole("listitem")
    .allInnerTexts();
  expect(await page.getByRole("button", { name: "Continue" }).isDisabled()).toBe(true);
  await page.getByLabel("I have saved the codes").check();
  await page.getByRole("button", { name: "Continue" }).click();
  return { secret, codes };
}

test("somebody sets up an app, signs in with its code, and with a recovery code once the phone is lost", async () => {
  const world = await aWorld(stage.latchkey, "apps");
  const user = await world.aUser("Ada App");
  const { page, consoleErrors } = await stage.aVisitor();
  await signInToPortal(page, world, user);
  await page.goto(world.portalUrl("/account/security"));
  await page.getByRole("button", { name: "Add a second factor" }).click();
  const { codes } = await setUpApp(page);
  await page.getByText("Your second factor is set up.").waitFor();
  await page.setViewportSize({ width: 360, height: 740 });
  await expectNoSidewaysScroll(page);
  await screenshot(page, "account-security-phone");
  expect(codes).toHaveLength(10);

  const { page: later } = await stage.aVisitor({ colorScheme: "dark" });
  await later.goto(world.portalUrl("/sign-in"));
  await typePassword(later, { email: user.email, password: aPassword });
  await later.getByRole("heading", { name: "One more step" }).waitFor();
  await later.getByRole("button", { name: "Lost your device?" }).click();
  await later.getByText("one of your recovery codes").waitFor();
  await expectAccessible(later);
  await screenshot(later, "second-factor");
  await later.getByRole("button", { name: "Choose another method" }).click();
  await later.getByRole("button", { name: /^Recovery code/ }).click();
  await later.getByLabel("Recovery code").fill(codes[0] ?? "");
  await later.getByRole("button", { name: "Confirm" }).click();
  await waitUntilSignedIn(later);
  await later.goto(world.portalUrl("/account/security"));
  await later.getByText("9 codes are left.").waitFor();

  const { page: thief } = await stage.aVisitor();
  await thief.goto(world.portalUrl("/sign-in"));
  await typePassword(thief, { email: user.email, password: aPassword });
  await thief.getByRole("button", { name: "Choose another method" }).click();
  await thief.getByRole("button", { name: /^Recovery code/ }).click();
  await thief.getByLabel("Recovery code").fill(codes[0] ?? "");
  await thief.getByRole("button", { name: "Confirm" }).click();
  await thief.getByText("That code isn't right or has expired.").waitFor();
  expect(consoleErrors).toEqual([]);
});

test("whoever lost every factor gets in again once an administrator, who checked who it is, has removed them", async () => {
  const world = await aWorld(stage.latchkey, "lost");
  const user = await world.aUser("Lina Lost");
  const { page } = await stage.aVisitor();
  await signInToPortal(page, world, user);
  await page.goto(world.portalUrl("/account/security"));
  await page.getByRole("button", { name: "Add a second factor" }).click();
  await setUpApp(page);

  const administrator = await asAdministrator(await stage.aVisitor(), stage.latchkey);
  await administrator.goto(world.consoleUrl(`/users/${user.id}?tab=security`));
  await administrator.getByRole("button", { name: "Reset second factors" }).click();
  const dialog = administrator.getByRole("dialog");
  const reset = dialog.getByRole("button", { name: "Reset second factors" });
  await dialog.getByLabel("Reason").fill("Lost her telephone on a train");
  expect(await reset.isDisabled()).toBe(true);
  for (const check of await dialog.getByRole("checkbox").all()) await check.check();
  await expectAccessible(administrator);
  await screenshot(administrator, "reset-second-factors");
  await reset.click();
  await dialog.waitFor({ state: "hidden" });

  await mailTo(world, user.email, "factors_reset");
  await page.getByText("Your session has ended.", { exact: false }).waitFor();
  const { page: later } = await stage.aVisitor();
  await signInToPortal(later, world, user);
});

test("administrators too: a second factor for the console, set up there and asked for at the next sign-in", async () => {
  const who = await anotherAdministrator(stage.latchkey, "Cleo Console");
  const { page, consoleErrors } = await stage.aVisitor();
  await signInToConsole(page, stage.latchkey, who);
  await page.goto(`${stage.latchkey.url}/console/account/security`);
  await page.getByRole("button", { name: "Add a second factor" }).click();
  const { secret, codes } = await setUpApp(page);
  await page.getByText("Your second factor is set up.").waitFor();
  expect(codes).toHaveLength(10);

  const { page: later } = await stage.aVisitor();
  await later.goto(`${stage.latchkey.url}/console/sign-in`);
  await typePassword(later, who);
  await later.getByRole("heading", { name: "One more step" }).waitFor();
  await expectAccessible(later);
  // The code that set the app up is used up: the next one is that of the next half minute.
  await later.getByLabel("Code of your authenticator app").fill(totpCode(secret, Date.now() + 30_000));
  await later.getByRole("button", { name: "Confirm" }).click();
  await waitUntilSignedIn(later);
  expect(consoleErrors).toEqual([]);
});

test("a required second factor: a countdown first, and from the date on nobody gets in without setting one up", async () => {
  const world = await aWorld(stage.latchkey, "required");
  const user = await world.aUser("Rita Rollout");
  const inTenDays = new Date(Date.now() + 10 * 86_400_000).toISOString();
  await changeSecurity(world, { secondFactor: { rule: "required", requiredFrom: inTenDays } });
  const { page } = await stage.aVisitor();
  await signInToPortal(page, world, user);
  await page.getByText(/^Set up a second factor by/).waitFor();
  await page.getByText("9 days are left", { exact: false }).waitFor();
  await expectAccessible(page);
  await screenshot(page, "second-factor-due");

  await changeSecurity(world, { secondFactor: { requiredFrom: new Date().toISOString() } });
  const { page: later } = await stage.aVisitor();
  await later.goto(world.portalUrl("/sign-in"));
  await typePassword(later, { email: user.email, password: aPassword });
  await later.getByRole("heading", { name: "Set up a second factor" }).waitFor();
  await expectAccessible(later);
  await screenshot(later, "second-factor-enrolment");
  const { codes } = await setUpApp(later);
  expect(codes).toHaveLength(10);
  await waitUntilSignedIn(later);
});

test("a sensitive act asks again who it is, and nothing typed is lost", { timeout: 150_000 }, async () => {
  const world = await aWorld(stage.latchkey, "step-up");
  const user = await world.aUser("Sue Step");
  await changeSecurity(world, { sessions: { stepUpMinutes: 1 } });
  const { page } = await stage.aVisitor();
  await signInToPortal(page, world, user);
  await page.goto(world.portalUrl("/account/security"));
  await page.getByRole("button", { name: "Change address" }).click();
  await page.getByLabel("New address").fill("sue.new@example.com");
  await untilProofIsOld(page, world);
  await page.getByRole("button", { name: "Send a code" }).click();
  const dialog = page.getByRole("dialog", { name: "Please confirm that it is you" });
  await dialog.waitFor();
  await page.keyboard.press("Escape");
  await page.getByText("Please confirm that it is you, then try again.").waitFor();
  expect(await page.getByLabel("New address").inputValue()).toBe("sue.new@example.com");
  await page.getByRole("button", { name: "Send a code" }).click();
  await dialog.locator("input[autocomplete=current-password]").fill("not the right one");
  await dialog.getByRole("button", { name: "Confirm" }).click();
  await dialog.getByRole("alert").waitFor();
  await expectAccessible(page);
  await screenshot(page, "step-up");
  await dialog.locator("input[autocomplete=current-password]").fill(aPassword);
  await dialog.getByRole("button", { name: "Confirm" }).click();
  await page.getByLabel("Code sent to sue.new@example.com").waitFor();
  expect(await dialog.count()).toBe(0);
});

/** The shortest setting is a minute: this waits for as long as the server itself says. */
async function untilProofIsOld(page: Page, world: World): Promise<void> {
  const answer = await page.request.get(`${stage.latchkey.url}/api/v1/places/portal-${world.profile.slug}/session/proof`);
  const { provedUntil } = (await answer.json()) as { provedUntil: string };
  await expect.poll(() => Date.now() > Date.parse(provedUntil), { timeout: 70_000, interval: 500 }).toBe(true);
}
