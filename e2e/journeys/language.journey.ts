import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { expectAccessible, expectNoSidewaysScroll, screenshot } from "../support/browser.ts";
import { root } from "../support/latchkey.ts";
import { anotherAdministrator, asAdministrator, signInToPortal, waitUntilSignedIn } from "../support/people.ts";
import { setStage } from "../support/stage.ts";
import { aPassword, aWorld } from "../support/world.ts";

const stage = setStage();

async function speak(page: Page, language: string): Promise<void> {
  await page.getByRole("button", { name: /: (English|Deutsch|Français|Español|Português \(Brasil\))$/ }).click();
  await page.getByRole("menuitemradio", { name: language }).click();
}

const languageOf = (page: Page) => page.evaluate(() => document.documentElement.lang);

/** The newest mail to somebody: which language it is in. */
async function mailLanguage(profileId: string | null, recipient: string): Promise<string | undefined> {
  const api = await stage.latchkey.asRoot();
  const find = async () => {
    const { items } = profileId === null ? await api.mails.listDeploymentMails({}) : await api.mails.listMails({ params: { profileId } });
    return items.find((mail) => mail.recipient === recipient && mail.template === "password_reset");
  };
  await expect.poll(find, { timeout: 20_000 }).toBeDefined();
  return (await find())?.language;
}

test("the language chosen before the console holds for signing in, for mails and for every portal, on this device", async () => {
  const world = await aWorld(stage.latchkey, "tongues");
  const user = await world.aUser("Uwe User");
  const administrator = await anotherAdministrator(stage.latchkey, "Dora Deutsch");
  const { page, consoleErrors } = await stage.aVisitor();
  await page.goto(`${stage.latchkey.url}/console/sign-in?notice=signed-out`);
  await page.getByRole("heading", { name: "Sign in to Latchkey" }).waitFor();
  await page.locator("input[name=username]").fill(administrator.email);
  await speak(page, "Deutsch");
  await page.getByRole("heading", { name: "Bei Latchkey anmelden" }).waitFor();
  await page.getByText("Sie sind abgemeldet.").waitFor();
  expect(await page.locator("input[name=username]").inputValue()).toBe(administrator.email);
  expect(await languageOf(page)).toBe("de");
  await expectAccessible(page);
  await page.setViewportSize({ width: 360, height: 740 });
  await expectNoSidewaysScroll(page);
  await screenshot(page, "console-sign-in-german-phone");
  await page.setViewportSize({ width: 1280, height: 900 });

  await page.getByRole("button", { name: "Weiter" }).click();
  await page.getByRole("link", { name: "Passwort vergessen?" }).click();
  await page.locator("input[name=username]").fill(administrator.email);
  await page.getByRole("main").getByRole("button").first().click();
  expect(await mailLanguage(null, administrator.email)).toBe("de");
  await page.goto(`${stage.latchkey.url}/console/sign-in`);
  await page.getByRole("heading", { name: "Bei Latchkey anmelden" }).waitFor();
  await page.locator("input[name=username]").fill(administrator.email);
  await page.getByRole("button", { name: "Weiter" }).click();
  await page.locator("input[autocomplete=current-password]").fill(administrator.password);
  await page.getByRole("button", { name: "Anmelden", exact: true }).click();
  await waitUntilSignedIn(page);

  // The console itself has English sentences only, and says so to screen readers.
  await page.getByRole("navigation", { name: "Main navigation" }).waitFor();
  expect(await languageOf(page)).toBe("en");

  await page.goto(world.portalUrl("/sign-in"));
  await page.getByRole("heading", { name: `Bei ${world.profile.name} anmelden` }).waitFor();
  await speak(page, "Français");
  await page.locator("input[name=username]").fill(user.email);
  await page.getByRole("button", { name: "Continuer" }).click();
  await page.getByRole("link", { name: /^Mot de passe oublié/ }).click();
  await page.locator("input[name=username]").fill(user.email);
  await page.getByRole("main").getByRole("button").first().click();
  expect(await mailLanguage(world.profile.id, user.email)).toBe("fr");

  await page.goto(`${stage.latchkey.url}/console/`);
  await page.getByRole("button", { name: /^Your account/ }).click();
  await page.getByRole("menuitem", { name: "Sign out" }).click();
  await page.getByRole("heading", { name: "Se connecter à Latchkey" }).waitFor();
  expect(consoleErrors).toEqual([]);
});

test("somebody whose browser asks for Portuguese finds the pages before the console in it", async () => {
  await stage.latchkey.asRoot();
  const { page } = await stage.aVisitor({ locale: "pt-PT" });
  await page.goto(`${stage.latchkey.url}/console/sign-in`);
  await page.getByRole("heading", { name: "Entrar em Latchkey" }).waitFor();
  await page.locator("input[name=username]").fill(root.email);
  await page.getByRole("button", { name: "Continuar" }).click();
  await page.getByRole("link", { name: "Esqueceu sua senha?" }).waitFor();
  expect(await languageOf(page)).toBe("pt-BR");
});

test("the language chosen while signed in is kept with the account: mails and another device speak it, until somebody else comes", async () => {
  const world = await aWorld(stage.latchkey, "kept");
  const user = await world.aUser("Kai Kept");
  const stored = async () => (await world.api.users.getUser({ params: { ...world.params, userId: user.id } })).language;
  const { page, consoleErrors } = await stage.aVisitor();
  await signInToPortal(page, world, user);
  await page.goto(world.portalUrl("/account"));
  await page.getByText("Mails to you are written in it too.").waitFor();
  await page.getByRole("button", { name: "Language: English" }).click();
  await page.getByRole("menuitemradio", { name: "Deutsch" }).click();
  await page.getByText("Auch E-Mails an Sie werden darin geschrieben.").waitFor();
  await expect.poll(stored).toBe("de");
  await screenshot(page, "account-language");
  await world.api.users.createUserPasswordLink({ params: { ...world.params, userId: user.id } });
  expect(await mailLanguage(world.profile.id, user.email)).toBe("de");

  const { page: elsewhere } = await stage.aVisitor();
  await signInToPortal(elsewhere, world, user);
  await elsewhere.getByRole("button", { name: /^Ihr Menü/ }).waitFor();
  expect(await languageOf(elsewhere)).toBe("de");
  await elsewhere.reload();
  await elsewhere.getByRole("button", { name: /^Ihr Menü/ }).click();
  await elsewhere.getByRole("menuitem", { name: "Abmelden" }).click();
  await elsewhere.getByRole("heading", { name: `Sign in to ${world.profile.name}` }).waitFor();
  expect(await languageOf(elsewhere)).toBe("en");
  expect(consoleErrors).toEqual([]);
});

test("who signs up is written to in the language of the page, and administrators see and change what a person reads", async () => {
  const world = await aWorld(stage.latchkey, "spoken");
  const signup = { isEnabled: true, verification: "none" as const, fields: [] };
  await world.api.profiles.updateProfile({ params: world.params, body: { signup } });
  const { page: visitor } = await stage.aVisitor();
  await visitor.goto(world.portalUrl("/sign-up"));
  await speak(visitor, "Español");
  await visitor.getByLabel("Nombre").fill("Eva Espejo");
  await visitor.locator("input[type=email]").fill("eva@example.com");
  await visitor.locator("input[autocomplete=new-password]").fill(aPassword);
  await visitor.getByRole("main").locator("button[type=submit]").click();
  await waitUntilSignedIn(visitor);
  const find = async () => (await world.api.users.listUsers({ params: world.params, query: { search: "eva@example.com" } })).items[0];
  await expect.poll(async () => (await find())?.language).toBe("es");

  const page = await asAdministrator(await stage.aVisitor(), stage.latchkey);
  await page.goto(world.consoleUrl(`/users/${(await find())?.id ?? ""}`));
  const language = page.getByRole("combobox", { name: "Language" });
  expect(await language.inputValue()).toBe("Español");
  await expectAccessible(page);
  await language.click();
  await page.getByRole("option", { name: "Français" }).click();
  await screenshot(page, "user-language");
  await page.getByRole("button", { name: "Save" }).click();
  await expect.poll(async () => (await find())?.language).toBe("fr");

  await page.goto(`${stage.latchkey.url}/console/account`);
  await page.getByRole("combobox", { name: "Language of mails to you" }).click();
  await page.getByRole("option", { name: "Português (Brasil)" }).click();
  await page.getByText("Your language is saved").waitFor();
  expect((await world.api.administrators.getMe()).language).toBe("pt-BR");
  await expectAccessible(page);
  await screenshot(page, "administrator-language");
});
