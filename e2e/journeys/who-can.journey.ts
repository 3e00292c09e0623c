import { expect, test } from "vitest";
import { expectAccessible, screenshot } from "../support/browser.ts";
import { asAdministrator, pick } from "../support/people.ts";
import { setStage } from "../support/stage.ts";
import { aWorld } from "../support/world.ts";

const stage = setStage();

test("a refusal is explained by a tag that is misspelled, and once it is right the person is among those who can", async () => {
  const world = await aWorld(stage.latchkey, "who-can");
  await world.aUser("Mia Misspelled", [world.tag("region", "notheast")]);
  await world.aUser("Otto Other", [world.tag("region", "northeast")]);
  await world.aDashboard("Albany", [world.tag("state", "NY")]);
  await world.aPolicy("Northeast", world.tag("region", "northeast"), world.tag("state", "NY"));
  const visitor = await stage.aVisitor();
  const page = await asAdministrator(visitor, stage.latchkey);
  const askWhoCan = async () => {
    await page.goto(world.consoleUrl("/explain"));
    await page.getByRole("link", { name: "Who can…" }).click();
    await page.getByRole("heading", { level: 1, name: "Who can…" }).waitFor();
    await pick(page, "What", "Albany");
    await page.getByRole("row", { name: /Otto Other.*Northeast, permission 1/ }).waitFor();
    return page.getByRole("row").getByRole("rowheader").allInnerTexts();
  };
  expect(await askWhoCan()).toEqual(["Otto Other"]);

  await page.getByRole("link", { name: "One check" }).click();
  await page.getByRole("heading", { level: 1, name: "Explain" }).waitFor();
  await pick(page, "Who", "Mia Misspelled");
  await pick(page, "What", "Albany");
  await page.getByRole("heading", { name: "No, denied" }).waitFor();
  await page.getByText("this looks like a typing mistake").first().waitFor();
  await expectAccessible(page);
  await screenshot(page, "explain-typing-mistake");
  await page.getByRole("link", { name: "Change the tag region of Mia Misspelled from notheast to northeast" }).click();
  await page.getByRole("heading", { level: 1, name: "Mia Misspelled" }).waitFor();
  await page.getByRole("tab", { name: /^Tags & groups/ }).click();
  await page.getByRole("combobox", { name: "Value of row 1" }).fill("northeast");
  await page.getByRole("combobox", { name: "Value of row 1" }).press("Tab");
  await page.getByText("1 subject gains access").waitFor();
  await page.getByRole("button", { name: "Save tags" }).click();
  await page.getByText("Tags saved").waitFor();

  expect(await askWhoCan()).toEqual(["Mia Misspelled", "Otto Other"]);
  await expectAccessible(page);
  await screenshot(page, "who-can");
  expect(visitor.consoleErrors).toEqual([]);
});
