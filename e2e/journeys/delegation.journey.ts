import { expect, test } from "vitest";
import type { Permission } from "@latchkey/contract";
import { expectAccessible, screenshot } from "../support/browser.ts";
import { signInToPortal } from "../support/people.ts";
import { setStage } from "../support/stage.ts";
import { aWorld, type World } from "../support/world.ts";

const stage = setStage();

/** Users with the duty look after the people of their own organization. */
async function delegatePeople({ api, params, tag }: World): Promise<void> {
  const resource = { type: "run_user", match: "tag_match", key: "organization" } as const;
  const permissions: Permission[] = [{ effect: "allow", actions: ["access", "create", "edit"], resource }];
  const targets = [{ subject: "run_user" as const, match: "tag" as const, ...tag("duty", "people") }];
  await api.access.createPolicy({ params, body: { name: "Who looks after people", targets, permissions } });
}

test("a delegated run user opens the console from the portal, sees their own organization, and gives away nothing they do not hold", async () => {
  const world = await aWorld(stage.latchkey, "delegated");
  const { tag } = world;
  await delegatePeople(world);
  await world.aPolicy("Everything of Acme", tag("level", "supervisor"), tag("organization", "acme"));
  await world.aDashboard("Acme plant", [tag("organization", "acme")]);
  const dora = await world.aUser("Dora Delegate", [tag("organization", "acme"), tag("duty", "people")]);
  const colleague = await world.aUser("Carl Colleague", [tag("organization", "acme")]);
  const stranger = await world.aUser("Gus Globex", [tag("organization", "globex")]);
  const { page, consoleErrors } = await stage.aVisitor();

  await signInToPortal(page, world, dora);
  await page.getByRole("button", { name: /^Your menu/ }).click();
  await page.getByRole("menuitem", { name: "Manage" }).click();
  await page.waitForURL(/console\/profiles\/[0-9a-f]{24}/);
  await page.getByRole("heading", { level: 1 }).waitFor();
  const navigation = page.getByRole("navigation", { name: "Main navigation" });
  await navigation.getByRole("link", { name: "Users" }).waitFor();
  for (const hidden of ["Policies", "Devices", "Settings"]) expect(await navigation.getByRole("link", { name: hidden }).count()).toBe(0);
  await expectAccessible(page);
  await screenshot(page, "delegated-home");

  await navigation.getByRole("link", { name: "Users" }).click();
  await page.getByRole("link", { name: colleague.name }).waitFor();
  expect((await page.getByRole("rowheader").allInnerTexts()).map((name) => name.split("\n")[0]).toSorted()).toEqual([
    colleague.name,
    dora.name,
  ]);
  await expectAccessible(page);
  await screenshot(page, "delegated-users");

  await page.getByRole("link", { name: colleague.name }).click();
  await page.getByRole("tab", { name: /^Tags & groups/ }).click();
  const addTag = async (row: number, key: string, value: string) => {
    await page.getByRole("button", { name: "Add a row" }).click();
    await page.getByRole("combobox", { name: `Key of row ${row}` }).fill(key);
    await page.getByRole("combobox", { name: `Value of row ${row}` }).fill(value);
    await page.getByRole("combobox", { name: `Value of row ${row}` }).press("Tab");
    await page.getByRole("button", { name: "Save tags" }).click();
  };
  const tagsNow = async () => (await world.api.users.getUser({ params: { ...world.params, userId: colleague.id } })).tags;
  await addTag(2, "level", "supervisor");
  await page.getByRole("main").getByRole("alert").first().waitFor();
  await screenshot(page, "delegated-refused");
  expect(await tagsNow()).toEqual([tag("organization", "acme")]);
  await page.getByRole("button", { name: "Undo changes" }).click();
  await addTag(2, "floor", "2");
  await page.getByText("Tags saved").waitFor();
  expect(await tagsNow()).toContainEqual(tag("floor", "2"));

  await page.goto(world.consoleUrl(`/users/${stranger.id}`));
  await page.getByRole("heading", { level: 1, name: /not found|nothing/i }).waitFor();
  expect(await page.getByText(stranger.name).count()).toBe(0);
  expect(consoleErrors).toEqual([]);
});
