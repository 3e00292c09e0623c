import { expect, test } from "vitest";
import { expectAccessible, screenshot } from "../support/browser.ts";
import { setStage } from "../support/stage.ts";

const stage = setStage();

test("a stranger opens the link from the terminal, becomes the first administrator and creates a profile", async () => {
  const { page, consoleErrors } = await stage.aVisitor();
  await page.goto(stage.latchkey.setupLink);
  await page.getByLabel("Your name").fill("Ann Root");
  await page.getByLabel("E-mail").fill("ann@example.com");
  const password = page.locator("input[autocomplete=new-password]");

  await password.fill("password123");
  await page.getByRole("button", { name: "Create administrator" }).click();
  await page.getByText("too common", { exact: false }).first().waitFor();
  await expectAccessible(page);
  await screenshot(page, "set-up");

  await password.fill("quiet river under nine lamps");
  await page.getByRole("button", { name: "Create administrator" }).click();
  await page.waitForURL((url) => !url.pathname.includes("setup"));
  await page.goto(`${stage.latchkey.url}/console/profiles`);
  await page.getByRole("button", { name: "New profile" }).first().click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Name").fill("Harbour Weather");
  await dialog.getByRole("button", { name: "Create profile" }).click();
  await page.waitForURL(/profiles\/[0-9a-f]{24}/);
  await page.getByRole("heading", { level: 1 }).waitFor();
  await expectAccessible(page);
  await screenshot(page, "new-profile");
  expect(consoleErrors).toEqual([]);
});

test("the set-up link is dead after it was used", async () => {
  const { page } = await stage.aVisitor();
  await page.goto(stage.latchkey.setupLink);
  await page.getByRole("heading", { name: "Set-up is already done" }).waitFor();
  expect(await page.getByRole("button", { name: "Create administrator" }).count()).toBe(0);

  const token = stage.latchkey.setupLink.split("token=")[1] ?? "";
  const again = stage.latchkey.client().administrators.completeSetup({
    body: { token, name: "Eve", email: "eve@example.com", password: "quiet river under nine lamps" },
  });
  await expect(again).rejects.toMatchObject({ status: 409 });
});
