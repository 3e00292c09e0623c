import { readFile } from "node:fs/promises";
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { expectAccessible, screenshot } from "../support/browser.ts";
import { asAdministrator, dashboardsShown, signInToPortal } from "../support/people.ts";
import { setStage } from "../support/stage.ts";
import { aWorld } from "../support/world.ts";

const stage = setStage();

async function downloaded(page: Page, link: string): Promise<string> {
  const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("link", { name: link }).click()]);
  return readFile(await download.path(), "latin1");
}

test("what a reviewer revokes is gone when the review closes, and the evidence says who decided it and why", async () => {
  const world = await aWorld(stage.latchkey, "reviewed");
  await world.aPolicy("Fleet for drivers", world.tag("job", "driver"), world.tag("topic", "fleet"));
  await world.aPolicy("Notices for drivers", world.tag("job", "driver"), world.tag("topic", "notices"));
  await world.aDashboard("Fleet", [world.tag("topic", "fleet")]);
  await world.aDashboard("Notices", [world.tag("topic", "notices")]);
  const driver = await world.aUser("Drew Driver", [world.tag("job", "driver")]);
  const portal = (await stage.aVisitor()).page;
  await signInToPortal(portal, world, driver);
  expect(await dashboardsShown(portal, world)).toEqual(["Fleet", "Notices"]);

  const visitor = await stage.aVisitor();
  const page = await asAdministrator(visitor, stage.latchkey);
  await page.goto(world.consoleUrl("/reviews"));
  await page.getByRole("button", { name: "New review" }).first().click();
  const dialog = page.getByRole("dialog", { name: "New access review" });
  await dialog.getByRole("textbox", { name: "Name" }).fill("Spring review");
  await expectAccessible(page);
  await screenshot(page, "review-new");
  await dialog.getByRole("button", { name: "Start review" }).click();
  await page.getByRole("heading", { level: 1, name: "Spring review" }).waitFor();

  await page.getByRole("button", { name: /^Keep Notices for drivers/ }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Keep" }).click();
  await page.getByText("1 of 2 decided").waitFor();
  await page.getByRole("button", { name: /^Revoke Fleet for drivers/ }).click();
  const revoke = page.getByRole("dialog");
  await revoke.getByRole("textbox", { name: "Reason" }).fill("The fleet was sold");
  await revoke.getByRole("button", { name: "Revoke" }).click();
  await page.getByText("2 of 2 decided").waitFor();
  await expectAccessible(page);
  await screenshot(page, "review-decided");
  expect(await dashboardsShown(portal, world)).toEqual(["Fleet", "Notices"]);

  await page.getByRole("button", { name: "Close and apply" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Close and revoke" }).click();
  await page.getByText("Closed", { exact: true }).first().waitFor();
  expect(await dashboardsShown(portal, world)).toEqual(["Notices"]);
  await screenshot(page, "review-closed");

  const csv = await downloaded(page, "Evidence as CSV");
  for (const said of ["Fleet for drivers", "The fleet was sold", "Ann Root", "revoke"]) expect(csv).toContain(said);
  expect(await downloaded(page, "Evidence as PDF")).toMatch(/^%PDF-/);
  expect(visitor.consoleErrors).toEqual([]);
});
