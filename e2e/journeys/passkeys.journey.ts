import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { expectAccessible } from "../support/browser.ts";
import { anAuthenticator } from "../support/passkeys.ts";
import { signInToPortal, typeAddress, waitUntilSignedIn } from "../support/people.ts";
import { setStage } from "../support/stage.ts";
import { aWorld } from "../support/world.ts";

const stage = setStage();

async function signOut(page: Page): Promise<void> {
  await page.getByRole("button", { name: /^Your menu/ }).click();
  await page.getByRole("menuitem", { name: "Sign out" }).click();
  await page.waitForURL((url) => url.pathname.includes("sign-in"));
}

test("a passkey is offered after the first password, and then signs in alone", async () => {
  const world = await aWorld(stage.latchkey, "keys");
  const user = await world.aUser("Kim Key");
  const { page } = await stage.aVisitor();
  const authenticator = await anAuthenticator(page);
  await signInToPortal(page, world, user);
  await page.getByText("Sign in faster next time").waitFor();
  await page.getByRole("button", { name: "Add a passkey" }).click();
  await page.getByLabel("Name of the passkey").fill("Work laptop");
  await page.getByRole("button", { name: "Create the passkey" }).click();
  await page.getByRole("dialog").waitFor({ state: "hidden" });
  await page.goto(world.portalUrl("/account/security"));
  await page.getByText("Work laptop").waitFor();
  await expectAccessible(page);

  await authenticator.answers(false);
  await signOut(page);
  await typeAddress(page, user.email);
  await authenticator.answers(true);
  await page.getByRole("button", { name: "Use a passkey" }).click();
  await waitUntilSignedIn(page);
  expect(new URL(page.url()).pathname).toBe("/p/keys");
});

test("the browser suggests the passkey on the sign-in page: nobody types or presses anything", async () => {
  const world = await aWorld(stage.latchkey, "autofill");
  const user = await world.aUser("Otto Autofill");
  const { page, consoleErrors } = await stage.aVisitor();
  const authenticator = await anAuthenticator(page);
  await signInToPortal(page, world, user);
  await page.getByRole("button", { name: "Add a passkey" }).click();
  await page.getByLabel("Name of the passkey").fill("Telephone");
  await page.getByRole("button", { name: "Create the passkey" }).click();
  await page.getByRole("dialog").waitFor({ state: "hidden" });

  await authenticator.answers(false);
  await signOut(page);
  const field = page.locator("input[name=username]");
  expect(await field.getAttribute("autocomplete")).toBe("username webauthn");
  expect(await field.evaluate((input) => input === document.activeElement)).toBe(true);
  // Stands for choosing the suggestion: of a request that was open before, Chromium's simulation takes no notice.
  await authenticator.answers(true);
  await page.reload();
  await waitUntilSignedIn(page);
  expect(new URL(page.url()).pathname).toBe("/p/autofill");

  await authenticator.answers(false);
  await signOut(page);
  await typeAddress(page, user.email);
  await page.getByText("used last on this device").waitFor();
  const first = page
    .getByRole("main")
    .getByRole("button", { name: /^Use a p/ })
    .first();
  expect(await first.innerText()).toBe("Use a passkey");
  expect(consoleErrors).toEqual([]);
});
