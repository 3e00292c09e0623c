import { expect, test } from "vitest";
import { expectAccessible, screenshot } from "../support/browser.ts";
import { mailTo } from "../support/one-time-codes.ts";
import { asAdministrator, signInToPortal, typeAddress, typePassword, waitUntilSignedIn } from "../support/people.ts";
import { changeSecurity } from "../support/security-rules.ts";
import { setStage } from "../support/stage.ts";
import { aPassword, aWorld } from "../support/world.ts";

const stage = setStage();
const newPassword = "eleven herons over the weir";

test("the page asked for survives signing in, and Back does not lead into the form again", async () => {
  const world = await aWorld(stage.latchkey, "deep");
  const user = await world.aUser("Dee Deep");
  const { page, consoleErrors } = await stage.aVisitor();
  await page.goto(world.portalUrl("/account/security?from=mail"));
  await typePassword(page, { email: user.email, password: "not the right one" });
  await page.getByText("That e-mail and password don't match.", { exact: false }).waitFor();
  await expectAccessible(page);
  await page.locator("input[autocomplete=current-password]").fill(aPassword);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await page.waitForURL((url) => url.pathname.endsWith("/account/security"));
  await page.goBack();
  expect(new URL(page.url()).pathname).not.toContain("sign-in");
  expect(consoleErrors).toEqual([]);
});

test("a code by mail signs in; an address that nobody has reads the same", async () => {
  const world = await aWorld(stage.latchkey, "codes");
  const user = await world.aUser("Cora Code");
  const { page } = await stage.aVisitor();
  for (const email of ["nobody@example.com", user.email]) {
    await page.goto(world.portalUrl("/sign-in"));
    await typeAddress(page, email);
    await page.getByRole("button", { name: "E-mail me a code" }).click();
    await page.getByText(`If ${email} has an account here`, { exact: false }).waitFor();
  }
  await expectAccessible(page);
  const { code } = await mailTo(world, user.email, "sign_in_code");
  await page.getByRole("textbox", { name: "Code", exact: true }).fill(`${code.slice(0, 3)} ${code.slice(3)}`);
  await page.getByRole("button", { name: "Sign in with the code" }).click();
  await waitUntilSignedIn(page);
  expect(new URL(page.url()).pathname).toBe("/p/codes");
});

test("a forgotten password: the code typed in the same tab, and the link on its own page", async () => {
  const world = await aWorld(stage.latchkey, "forgot");
  const user = await world.aUser("Finn Forgot");
  const { page } = await stage.aVisitor();
  await page.goto(world.portalUrl("/sign-in"));
  await typeAddress(page, user.email);
  await page.getByRole("link", { name: "Forgot your password?" }).click();
  await page.getByRole("heading", { name: "Choose a new password" }).waitFor();
  expect(await page.getByLabel("E-mail").inputValue()).toBe(user.email);
  await page.getByRole("button", { name: "Send instructions" }).click();
  const { code } = await mailTo(world, user.email, "password_reset");
  await page.getByLabel("Code from the mail").fill(code);
  await page.locator("input[autocomplete=new-password]").fill(newPassword);
  await expectAccessible(page);
  await screenshot(page, "forgot-password");
  await page.getByRole("button", { name: "Choose a new password" }).click();
  await page.getByRole("heading", { name: "Your password is set" }).waitFor();
  await signInToPortal(page, world, user, newPassword);

  await stage.latchkey.client().signIn.requestPasswordReset({ params: { place: "portal-forgot" }, body: { email: user.email } });
  await expect.poll(async () => (await mailTo(world, user.email, "password_reset")).code, { timeout: 20_000 }).not.toBe(code);
  const { link } = await mailTo(world, user.email, "password_reset");
  const { page: other } = await stage.aVisitor();
  await other.goto(link);
  await other.reload();
  await other.locator("input[autocomplete=new-password]").fill("nineteen boats below the dam");
  await other.getByRole("button", { name: "Set password" }).click();
  await other.getByRole("heading", { name: "Your password is set" }).waitFor();
  await other.goto("about:blank");
  await other.goto(link);
  await other.locator("input[autocomplete=new-password]").fill("nineteen boats below the dam");
  await other.getByRole("button", { name: "Set password" }).click();
  await other.getByRole("heading", { name: "This link no longer works" }).waitFor();
});

test("too many tries lead to a wait that an administrator can lift", async () => {
  const world = await aWorld(stage.latchkey, "lockout");
  const user = await world.aUser("Lou Locked");
  const { page } = await stage.aVisitor();
  await page.goto(world.portalUrl("/sign-in"));
  await typeAddress(page, user.email);
  const tooMany = page.getByText("Too many attempts. Wait", { exact: false });
  for (let tries = 0; tries < 12 && (await tooMany.count()) === 0; tries += 1) {
    await page.locator("input[autocomplete=current-password]").fill(`not the right one ${tries}`);
    const answered = page.waitForResponse((response) => response.url().endsWith("/sign-in/password") && response.status() !== 428);
    await page.getByRole("button", { name: "Sign in", exact: true }).click();
    await answered;
    await page.getByRole("alert").waitFor();
  }
  await tooMany.waitFor();
  await expectAccessible(page);
  await screenshot(page, "too-many-tries");

  const administrator = await asAdministrator(await stage.aVisitor(), stage.latchkey);
  await administrator.goto(world.consoleUrl("/lockouts"));
  await administrator.getByRole("button", { name: `Lift for ${user.email}` }).click();
  await administrator.getByText("Nobody has to wait").waitFor();
  await page.locator("input[autocomplete=current-password]").fill(aPassword);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await waitUntilSignedIn(page);
  expect(new URL(page.url()).pathname).toBe("/p/lockout");
});

test("a session that is ended elsewhere ends at once, and a new device is told by mail", async () => {
  const world = await aWorld(stage.latchkey, "elsewhere");
  const user = await world.aUser("Else Where");
  const [{ page: here }, { page: there }] = [await stage.aVisitor(), await stage.aVisitor()];
  await signInToPortal(there, world, user);
  await signInToPortal(here, world, user);
  await mailTo(world, user.email, "new_device");
  await here.goto(world.portalUrl("/account/security"));
  await here.getByRole("button", { name: "This wasn't me" }).click();
  await here.getByRole("dialog").getByRole("button", { name: "End all other sessions" }).click();
  await here.getByText("Choose a new password now", { exact: false }).waitFor();
  await there.getByText("Your session has ended.", { exact: false }).waitFor();
  expect(new URL(there.url()).pathname).toContain("sign-in");
});

test("where only approved devices are let in, one waits until an administrator approves it", async () => {
  const world = await aWorld(stage.latchkey, "devices-only");
  const user = await world.aUser("Dev Ice");
  await changeSecurity(world, { devices: { onlyApproved: true } });
  const { page } = await stage.aVisitor();
  await page.goto(world.portalUrl("/sign-in"));
  await typePassword(page, { email: user.email, password: aPassword });
  await page.getByRole("heading", { name: "This device has to be approved" }).waitFor();
  await expectAccessible(page);
  await screenshot(page, "wait-for-device");

  const administrator = await asAdministrator(await stage.aVisitor(), stage.latchkey);
  await administrator.goto(world.consoleUrl("/device-approvals"));
  await administrator.getByRole("button", { name: /^Approve .* of Dev Ice$/ }).click();
  await administrator.getByText("No device waits for approval").waitFor();
  await page.getByRole("button", { name: "Try again" }).click();
  await page.locator("input[autocomplete=current-password]").fill(aPassword);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await waitUntilSignedIn(page);
  expect(new URL(page.url()).pathname).toBe("/p/devices-only");
});

test("signing up with a code by mail, with a wrong address put right, and with approval", async () => {
  const world = await aWorld(stage.latchkey, "checked");
  const allow = (verification: "email" | "administrator") =>
    world.api.profiles.updateProfile({ params: world.params, body: { signup: { isEnabled: true, verification, fields: [] } } });
  await allow("email");
  const { page } = await stage.aVisitor();
  await page.goto(world.portalUrl("/sign-up"));
  await page.getByLabel("Name").fill("Vera Verified");
  await page.getByLabel("E-mail").fill("vera.wrong@example.com");
  await page.locator("input[autocomplete=new-password]").fill(aPassword);
  await page.getByRole("button", { name: "Sign up" }).click();
  await page.getByRole("heading", { name: "Check your inbox to finish" }).waitFor();
  await expectAccessible(page);
  await page.getByRole("button", { name: "Wrong address? Correct it" }).click();
  expect(await page.getByLabel("Name").inputValue()).toBe("Vera Verified");
  await page.getByLabel("E-mail").fill("vera@example.com");
  await page.getByRole("button", { name: "Sign up" }).click();
  const { code } = await mailTo(world, "vera@example.com", "verify_address");
  await page.getByRole("textbox", { name: "Code", exact: true }).fill(code);
  await page.getByRole("button", { name: "Finish" }).click();
  await page.getByRole("heading", { name: "Nothing is shared with you yet" }).waitFor();

  await allow("administrator");
  const { page: later } = await stage.aVisitor();
  await later.goto(world.portalUrl("/sign-up"));
  await later.getByLabel("Name").fill("Paul Pending");
  await later.getByLabel("E-mail").fill("paul@example.com");
  await later.locator("input[autocomplete=new-password]").fill(aPassword);
  await later.getByRole("button", { name: "Sign up" }).click();
  await later.getByRole("heading", { name: "Waiting for approval" }).waitFor();
  await expectAccessible(later);
  await screenshot(later, "sign-up-pending");

  const administrator = await asAdministrator(await stage.aVisitor(), stage.latchkey);
  await administrator.goto(world.consoleUrl("/users?status=pending"));
  await administrator.getByRole("link", { name: "Paul Pending" }).click();
  await administrator.getByRole("button", { name: "Approve the sign-up" }).click();
  await administrator.getByText("Active", { exact: true }).first().waitFor();
  await signInToPortal(later, world, { email: "paul@example.com" });
});
