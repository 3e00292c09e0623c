import type { Page } from "playwright-core";
import { afterAll, expect, test } from "vitest";
import { expectAccessible, expectNoSidewaysScroll, screenshot } from "../support/browser.ts";
import { mailTo } from "../support/one-time-codes.ts";
import { signInToPortal, typePassword, waitUntilSignedIn } from "../support/people.ts";
import { changeSecurity } from "../support/security-rules.ts";
import { startSmsGateway, type SmsGateway } from "../support/sms-gateway.ts";
import { setStage } from "../support/stage.ts";
import { aPassword, aWorld, type World } from "../support/world.ts";

let gateway: SmsGateway;
const stage = setStage(async () => {
  gateway = await startSmsGateway();
  return gateway.settings;
});
afterAll(() => gateway.stop());

async function openFactorChoice(page: Page, world: World): Promise<void> {
  await page.goto(world.portalUrl("/account/security"));
  await page.getByRole("button", { name: "Add a second factor" }).click();
}

async function keepRecoveryCodes(page: Page): Promise<void> {
  await page.getByLabel("I have saved the codes").check();
  await page.getByRole("button", { name: "Continue" }).click();
  await page.getByText("Your second factor is set up.").waitFor();
}

/** As far as the question for the second factor. */
async function passPassword(page: Page, world: World, email: string): Promise<void> {
  await page.goto(world.portalUrl("/sign-in"));
  await typePassword(page, { email, password: aPassword });
  await page.getByRole("heading", { name: "One more step" }).waitFor();
}

async function typeCode(page: Page, label: string, code: string): Promise<void> {
  await page.getByLabel(label).fill(code);
  await page.getByRole("button", { name: "Confirm" }).click();
}

test("codes by text message: the number is confirmed, each code works once, and only for the sign-in it was sent for", async () => {
  const number = "+4930123456";
  const world = await aWorld(stage.latchkey, "texts");
  const user = await world.aUser("Tess Text");
  await changeSecurity(world, { secondFactor: { methods: ["totp", "sms_code"] } });
  const { page, consoleErrors } = await stage.aVisitor({ isPhone: true });
  await signInToPortal(page, world, user);
  await openFactorChoice(page, world);
  await page.getByRole("button", { name: /^Code by text message/ }).click();
  await page.getByLabel("Phone number").fill("030 123456");
  await page.getByRole("button", { name: "Send a code" }).click();
  await page.getByText("Enter a number with its country").waitFor();
  await expectAccessible(page);
  await page.getByLabel("Phone number").fill("+49 (30) 123-456");
  await page.getByRole("button", { name: "Send a code" }).click();
  await page.getByLabel(/^Code that we sent to /).fill("000000");
  await page.getByRole("button", { name: "Finish" }).click();
  await page.getByText("That code isn't right or has expired.", { exact: false }).waitFor();
  await expectNoSidewaysScroll(page);
  await screenshot(page, "enrol-text-message");
  await page.getByLabel(/^Code that we sent to /).fill(await gateway.codeTo(number));
  await page.getByRole("button", { name: "Finish" }).click();
  await keepRecoveryCodes(page);

  const { page: later } = await stage.aVisitor();
  await passPassword(later, world, user.email);
  await later.getByText("Sent to", { exact: false }).waitFor();
  expect(await later.getByRole("main").innerText()).not.toContain("4930123");
  const code = await gateway.codeTo(number, 2);
  await typeCode(later, "Code by text message", code === "111111" ? "222222" : "111111");
  await later.getByText(/tries left|try left/).waitFor();
  await expectAccessible(later);
  await screenshot(later, "text-message-code");

  const { page: thief } = await stage.aVisitor();
  await passPassword(thief, world, user.email);
  await gateway.codeTo(number, 3);
  await typeCode(thief, "Code by text message", code);
  await thief.getByText(/tries left|try left/).waitFor();

  await typeCode(later, "Code by text message", `${code.slice(0, 3)} ${code.slice(3)}`);
  await waitUntilSignedIn(later);
  expect(gateway.messagesTo(number)[1]).toContain(world.profile.name);
  expect(consoleErrors).toEqual([]);
});

test("codes by e-mail: set up with the first, signed in with the next, and refused once the factor is removed", async () => {
  const world = await aWorld(stage.latchkey, "mails");
  const user = await world.aUser("Mia Mail");
  const { page } = await stage.aVisitor();
  await signInToPortal(page, world, user);
  await openFactorChoice(page, world);
  await page.getByRole("button", { name: /^Code by e-mail/ }).click();
  const first = await mailTo(world, user.email, "second_factor_code");
  await page.getByLabel(/^Code that we sent to /).fill(first.code);
  await expectAccessible(page);
  await page.getByRole("button", { name: "Finish" }).click();
  await keepRecoveryCodes(page);
  await mailTo(world, user.email, "second_factor_on");

  const { page: later } = await stage.aVisitor({ colorScheme: "dark" });
  await passPassword(later, world, user.email);
  const newest = async () => (await mailTo(world, user.email, "second_factor_code")).code;
  await expect.poll(newest, { timeout: 20_000 }).not.toBe(first.code);
  await typeCode(later, "Code by e-mail", first.code);
  await later.getByText(/tries left|try left/).waitFor();
  await typeCode(later, "Code by e-mail", await newest());
  await waitUntilSignedIn(later);

  await later.goto(world.portalUrl("/account/security"));
  await later.getByRole("button", { name: "Remove: Code by e-mail" }).click();
  await later.getByRole("dialog").getByRole("button", { name: "Remove" }).click();
  await later.getByText("Removed.").waitFor();
  await mailTo(world, user.email, "second_factor_off");
  const { page: last } = await stage.aVisitor();
  await signInToPortal(last, world, user);
});

test("a device can be trusted with the second factor, which is asked for there all the same", async () => {
  const world = await aWorld(stage.latchkey, "trusted");
  const user = await world.aUser("Tina Trust");
  const { page } = await stage.aVisitor();
  await signInToPortal(page, world, user);
  await openFactorChoice(page, world);
  await page.getByRole("button", { name: /^Code by e-mail/ }).click();
  await page.getByLabel(/^Code that we sent to /).fill((await mailTo(world, user.email, "second_factor_code")).code);
  await page.getByRole("button", { name: "Finish" }).click();
  await keepRecoveryCodes(page);
  const signOut = async () => {
    await page.getByRole("button", { name: /^Your menu/ }).click();
    await page.getByRole("menuitem", { name: "Sign out" }).click();
    await page.waitForURL(/sign-in/);
  };

  await signOut();
  const used = (await mailTo(world, user.email, "second_factor_code")).code;
  await passPassword(page, world, user.email);
  const newest = async () => (await mailTo(world, user.email, "second_factor_code")).code;
  await expect.poll(newest, { timeout: 20_000 }).not.toBe(used);
  await page.getByLabel("Trust this device").check();
  await typeCode(page, "Code by e-mail", await newest());
  await waitUntilSignedIn(page);

  await page.goto(world.portalUrl("/account/security"));
  await page.getByRole("button", { name: /^Actions for / }).click();
  await page.getByRole("menuitem", { name: "Trust no longer" }).click();
  await page.getByText("Saved.").waitFor();
  await page.getByRole("button", { name: /^Actions for / }).click();
  await page.getByRole("menuitem", { name: "Trust", exact: false }).waitFor();
  await page.keyboard.press("Escape");
  await signOut();
  await passPassword(page, world, user.email);
});
