import { readFile } from "node:fs/promises";
import Papa from "papaparse";
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import type { User } from "@latchkey/contract";
import { screenshot } from "../support/browser.ts";
import { asAdministrator, signInToPortal } from "../support/people.ts";
import { setStage } from "../support/stage.ts";
import { aPassword, aWorld, type World } from "../support/world.ts";

const stage = setStage();
const anotherPassword = "copper kettle in the morning";

async function exported(page: Page, item: string): Promise<Record<string, string>[]> {
  await page.getByRole("button", { name: "Export users" }).click();
  const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("menuitem", { name: item }).first().click()]);
  expect(download.suggestedFilename()).toMatch(/\.csv$/);
  const text = await readFile(await download.path(), "utf8");
  const { data, errors } = Papa.parse<Record<string, string>>(text.replace(/^\uFEFF/, ""), { header: true, skipEmptyLines: true });
  expect(errors).toEqual([]);
  return data;
}

/** What the file should hold: one row per user as the API knows them, one column per tag key, several values separated by `;`. */
function expectedRows(users: readonly User[], show: (cell: string) => string): Record<string, string>[] {
  const keys = new Set(users.flatMap((user) => user.tags.map((tag) => tag.key)));
  return users.map((user) => {
    const cells = {
      id: user.id,
      name: user.name,
      email: user.email ?? "",
      subscribed_at: user.createdAt,
      status: user.status,
      last_sign_in_at: user.lastSignInAt ?? "",
      language: user.language ?? "",
      ...Object.fromEntries([...keys].map((key) => [`tag:${key}`, valuesOf(user, key).join(";")])),
    };
    return Object.fromEntries(Object.entries(cells).map(([name, cell]) => [name, show(cell)]));
  });
}

function valuesOf(user: User, key: string): string[] {
  return user.tags.filter((tag) => tag.key === key).map((tag) => tag.value);
}

const byId = (one: { id?: string }, other: { id?: string }) => (one.id ?? "").localeCompare(other.id ?? "");

test("Export users gives a file with every user and tag that the API knows, safe in a spreadsheet", async () => {
  const world = await aWorld(stage.latchkey, "export");
  const { params, api, tag } = world;
  const people = [
    { name: '=HYPERLINK("http://evil.example")', email: "formula@example.com", tags: [tag("level", "+1-800")] },
    { name: "Łukasz Żółć 名前 🚀", email: "unicode@example.com", tags: [tag("region", "north"), tag("region", "south")] },
    { name: 'Comma, "Quote" and more', email: "quote@example.com", tags: [tag("région", "Île-de-France")] },
  ];
  for (const body of people) await api.users.createUser({ params, body: { ...body, password: aPassword } });
  const suspended = await world.aUser("Sue Suspended");
  await api.users.suspendUser({ params: { ...params, userId: suspended.id }, body: {} });

  const page = await asAdministrator(await stage.aVisitor(), stage.latchkey);
  await page.goto(world.consoleUrl("/users"));
  const safe = await exported(page, "CSV, safe for spreadsheets");
  const raw = await exported(page, "CSV, raw for machines");
  const { items } = await api.users.listUsers({ params });
  expect(items).toHaveLength(4);
  expect(raw.toSorted(byId)).toEqual(expectedRows(items, (cell) => cell).toSorted(byId));
  expect(safe.toSorted(byId)).toEqual(expectedRows(items, (cell) => (/^[=+]/.test(cell) ? `'${cell}` : cell)).toSorted(byId));
  expect(safe.map((row) => row["name"])).toContain(`'=HYPERLINK("http://evil.example")`);

  await page.goto(world.consoleUrl("/users?status=suspended"));
  const filtered = await exported(page, "CSV, safe for spreadsheets");
  expect(filtered.map((row) => row["email"])).toEqual([suspended.email]);
});

test("the anonymous user is created once, and a second attempt is refused with a clear message", async () => {
  const world = await aWorld(stage.latchkey, "anonymous");
  const page = await asAdministrator(await stage.aVisitor(), stage.latchkey);
  const create = async () => {
    await page.goto(world.consoleUrl("/users"));
    await page.getByRole("button", { name: "More ways to create" }).click();
    await page.getByRole("menuitem", { name: "Create the anonymous user" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Create the anonymous user" }).click();
  };
  await create();
  await page.waitForURL(/users\/[0-9a-f]{24}/);
  await page.getByText("Anonymous user").first().waitFor();

  await create();
  const refusal = page.getByRole("dialog").getByRole("alert");
  await refusal.waitFor();
  expect(await refusal.innerText()).toContain("This profile already has its anonymous user.");
  await screenshot(page, "anonymous-user-refused");
  const { total } = await world.api.users.listUsers({ params: world.params });
  expect(total.count).toBe(1);
});

test("a deleted user is out, waits under Recently deleted, and comes back with the same id and tags", async () => {
  const world = await aWorld(stage.latchkey, "deleted");
  const user = await world.aUser("Rita Restored", [world.tag("level", "supervisor"), world.tag("region", "north")]);
  const page = await asAdministrator(await stage.aVisitor(), stage.latchkey);
  await page.goto(world.consoleUrl(`/users/${user.id}`));
  await page.getByRole("button", { name: `Actions for ${user.name}` }).click();
  await page.getByRole("menuitem", { name: "Delete" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Delete" }).click();
  await page.getByText("This user is deleted.").waitFor();
  const asRita = stage.latchkey
    .client()
    .signIn.signInWithPassword({ params: { place: "portal-deleted" }, body: { email: user.email, password: aPassword } });
  await expect(asRita).rejects.toMatchObject({ status: 401 });

  await page.goto(world.consoleUrl("/users"));
  await page.getByRole("heading", { name: "No user yet" }).waitFor();
  await page.getByText("Recently deleted", { exact: true }).click();
  await page.getByRole("link", { name: user.name }).waitFor();
  await screenshot(page, "recently-deleted");
  await page.getByRole("button", { name: `Restore ${user.name}` }).click();
  await page.getByRole("heading", { name: "Nobody was deleted recently" }).waitFor();

  const restored = await world.api.users.getUser({ params: { ...world.params, userId: user.id } });
  expect(restored).toMatchObject({ id: user.id, status: "active", email: user.email, tags: user.tags });
  const visitor = await stage.aVisitor();
  await signInToPortal(visitor.page, world, user);
});

test("a new user chooses a password by the link, once, and signs in with it", async () => {
  const world = await aWorld(stage.latchkey, "links");
  const administrator = await asAdministrator(await stage.aVisitor(), stage.latchkey);
  await administrator.goto(world.consoleUrl("/users"));
  await administrator.getByRole("button", { name: "Create user" }).first().click();
  const drawer = administrator.getByRole("dialog");
  await drawer.getByLabel("Name").fill("Fay Fresh");
  await drawer.getByRole("textbox", { name: "E-mail" }).fill("fay@example.com");
  await drawer.getByRole("button", { name: "Create user" }).click();
  const link = await drawer.getByLabel("One-time link").inputValue();

  const { page } = await stage.aVisitor();
  await page.goto(link);
  await page.getByRole("heading", { name: "Choose your password" }).waitFor();
  await page.locator("input[autocomplete=new-password]").fill(anotherPassword);
  await screenshot(page, "choose-password");
  await page.getByRole("button", { name: "Set password" }).click();
  await page.getByRole("heading", { name: "Your password is set" }).waitFor();
  await signInToPortal(page, world, { email: "fay@example.com" }, anotherPassword);

  const late = await stage.aVisitor();
  await late.page.goto(link);
  await late.page.locator("input[autocomplete=new-password]").fill("a third password for nobody");
  await late.page.getByRole("button", { name: "Set password" }).click();
  await late.page.getByRole("heading", { name: "This link no longer works" }).waitFor();
  expect(await signInByApi(world, "fay@example.com", anotherPassword)).toBe(200);
  expect(await signInByApi(world, "fay@example.com", "a third password for nobody")).toBe(401);
});

test("who changes their own password stays signed in here, and their other sessions end", async () => {
  const world = await aWorld(stage.latchkey, "sessions");
  const user = await world.aUser("Hal Here");
  const here = (await stage.aVisitor()).page;
  const elsewhere = (await stage.aVisitor()).page;
  await signInToPortal(here, world, user);
  await signInToPortal(elsewhere, world, user);

  await here.goto(world.portalUrl("/account/security"));
  await changePassword(here, "not the current one");
  await here.getByText("The current password is not right.").waitFor();
  await changePassword(here, aPassword);
  await here.getByText("Your password is changed.", { exact: false }).waitFor();

  await elsewhere.goto(world.portalUrl("/account"));
  await elsewhere.waitForURL(/sign-in/);
  await here.reload();
  await here.getByRole("heading", { name: "Where you are signed in" }).waitFor();
  expect(await signInByApi(world, user.email, anotherPassword)).toBe(200);
  expect(await signInByApi(world, user.email, aPassword)).toBe(401);
});

async function changePassword(page: Page, current: string): Promise<void> {
  await page.locator("input[autocomplete=current-password]").fill(current);
  await page.locator("input[autocomplete=new-password]").fill(anotherPassword);
  await page.getByRole("button", { name: "Change password" }).click();
}

/** The status that the sign-in of the portal answers with. */
async function signInByApi(world: World, email: string, password: string): Promise<number> {
  const answer = await fetch(`${stage.latchkey.url}/api/v1/places/portal-${world.profile.slug}/sign-in/password`, {
    method: "POST",
    headers: { "content-type": "application/json", origin: stage.latchkey.url },
    body: JSON.stringify({ email, password }),
  });
  return answer.status;
}
