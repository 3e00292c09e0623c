import type { Locator, Page } from "playwright-core";
import type { Visitor } from "./browser.ts";
import { root, type Latchkey } from "./latchkey.ts";
import { aPassword, type World } from "./world.ts";

/** An administrator signs in to the console by the sign-in page; the first one unless another is named. */
export async function signInToConsole(page: Page, latchkey: Latchkey, who = root): Promise<void> {
  await latchkey.asRoot();
  await page.goto(`${latchkey.url}/console/sign-in`);
  await typePassword(page, who);
  await waitUntilSignedIn(page);
}

/** One more super administrator, with a password chosen by link. */
export async function anotherAdministrator(latchkey: Latchkey, name: string): Promise<typeof root> {
  const api = await latchkey.asRoot();
  const email = `${name.toLowerCase().replaceAll(" ", ".")}@example.com`;
  const { passwordLink } = await api.administrators.createAdministrator({ body: { name, email, isSuper: true } });
  const token = passwordLink.url.split("token=")[1] ?? "";
  await latchkey.client().administrators.redeemPasswordLink({ body: { token, password: aPassword } });
  return { name, email, password: aPassword };
}

/** The first administrator's browser, signed in already: for journeys whose subject comes after. */
export async function asAdministrator(visitor: Visitor, latchkey: Latchkey): Promise<Page> {
  await visitor.context.addCookies([await latchkey.rootCookie()]);
  return visitor.page;
}

/** A run user signs in to the portal by the sign-in page. */
export async function signInToPortal(page: Page, world: World, user: { email: string | null }, password = aPassword): Promise<void> {
  await page.goto(world.portalUrl("/sign-in"));
  await typePassword(page, { email: user.email, password });
  await waitUntilSignedIn(page);
}

/** The first two screens of signing in: who, then the password. What comes next depends on the person. */
export async function typePassword(page: Page, who: { email: string | null; password: string }): Promise<void> {
  await typeAddress(page, who.email ?? "");
  await page.locator("input[autocomplete=current-password]").fill(who.password);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
}

export async function typeAddress(page: Page, email: string): Promise<void> {
  await page.locator("input[name=username]:visible").fill(email);
  await page.getByRole("button", { name: "Continue", exact: true }).click();
}

export async function waitUntilSignedIn(page: Page): Promise<void> {
  await page.waitForURL((url) => !url.pathname.includes("sign-in"));
}

/** Names of the dashboards that the portal's home shows. */
export async function dashboardsShown(page: Page, world: World): Promise<string[]> {
  await page.goto(world.portalUrl());
  await page.getByRole("heading", { level: 1 }).waitFor();
  await page.waitForLoadState("networkidle");
  const names = await page.getByRole("main").getByRole("link").allInnerTexts();
  return names.map((name) => name.split("\n")[0] ?? "").toSorted();
}

interface Review {
  /** Typed again where somebody is asked to: the policy's name. */
  name?: string;
  reason?: string;
}

/** Saves a policy that is in force: the button opens the review, and the review saves. */
export async function savePolicy(
  page: Page,
  button: "Review and create" | "Review and save",
  { name, reason }: Review = {},
): Promise<void> {
  await page.getByRole("button", { name: button }).click();
  const dialog = page.getByRole("dialog", { name: /^Review: / });
  if (name !== undefined) await dialog.getByLabel(`Type ${name} to confirm`).fill(name);
  if (reason !== undefined) await dialog.getByLabel("Reason").fill(reason);
  await dialog.getByRole("button", { name: "Save and activate" }).click();
  await dialog.waitFor({ state: "hidden" });
}

/** Takes the suggestion of that name in one of the policy editor's fields. */
export async function choose(page: Page, group: RegExp, field: string, value: string): Promise<void> {
  const box = page.getByRole("group", { name: group }).getByRole("combobox", { name: field });
  await box.click();
  await page.getByRole("option", { name: value, exact: true }).first().click();
}

/** Types a tag key or value, whether it is known already or not. */
export async function type(page: Page, group: RegExp, field: string, value: string): Promise<void> {
  const box = page.getByRole("group", { name: group }).getByRole("combobox", { name: field });
  await box.fill(value);
  await box.press("Tab");
}

/** Searches one of the pickers of people and things, and takes what is found. */
export async function pick(within: Page | Locator, field: string, name: string): Promise<void> {
  const box = within.getByRole("combobox", { name: field, exact: true });
  await box.fill(name);
  const page = "keyboard" in within ? within : within.page();
  await page.getByRole("option", { name: new RegExp(`^${name}`) }).click();
}
