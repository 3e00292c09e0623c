import { expect, test } from "vitest";
import { expectAccessible, screenshot } from "../support/browser.ts";
import { asAdministrator, dashboardsShown, signInToPortal, type } from "../support/people.ts";
import { setStage } from "../support/stage.ts";
import { aWorld } from "../support/world.ts";

const stage = setStage();

test("before a policy is saved it says who gains and who loses and asks why; an old version comes back the same way", async () => {
  const world = await aWorld(stage.latchkey, "review");
  const policy = await world.aPolicy("Albany by region", world.tag("region", "northeast"), world.tag("state", "NY"));
  await world.aDashboard("Albany", [world.tag("state", "NY")]);
  const nora = await world.aUser("Nora Northeast", [world.tag("region", "northeast")]);
  await world.aUser("Sam South", [world.tag("region", "south")]);
  const portal = (await stage.aVisitor()).page;
  await signInToPortal(portal, world, nora);
  expect(await dashboardsShown(portal, world)).toEqual(["Albany"]);

  const visitor = await stage.aVisitor();
  const page = await asAdministrator(visitor, stage.latchkey);
  await page.goto(world.consoleUrl(`/policies/${policy.id}`));
  await type(page, /^Target 1/, "Tag value", "south");
  await page.getByRole("button", { name: "Review and save" }).click();
  const review = page.getByRole("dialog", { name: "Review: Albany by region" });
  await review.getByText(/^1 subject gains access/).waitFor();
  await review.getByText(/^1 subject loses access/).waitFor();
  await review.getByRole("button", { name: "Show who gains" }).click();
  await review.getByRole("listitem").filter({ hasText: "Sam South → Dashboard: Access: Albany" }).waitFor();
  await review.getByRole("button", { name: "Show who loses" }).click();
  await review.getByRole("listitem").filter({ hasText: "Nora Northeast → Dashboard: Access: Albany" }).waitFor();
  await expectAccessible(page);
  await screenshot(page, "policy-review");

  const save = review.getByRole("button", { name: "Save and activate" });
  expect(await save.isDisabled()).toBe(true);
  await review.getByRole("textbox", { name: "Reason" }).fill("The office moved south");
  await save.click();
  await page.getByText("Policy saved").waitFor();
  expect(await dashboardsShown(portal, world)).toEqual([]);

  await page.getByRole("tab", { name: "Versions" }).click();
  await page
    .getByRole("row", { name: /Version 2/ })
    .getByText("The office moved south")
    .waitFor();
  await screenshot(page, "policy-versions");
  await page.getByRole("button", { name: "Restore version 1" }).click();
  const restore = page.getByRole("dialog", { name: "Restore version 1" });
  await restore.getByText(/^1 subject loses access/).waitFor();
  await restore.getByRole("textbox", { name: "Reason" }).fill("It moved back");
  await restore.getByRole("button", { name: "Save and activate" }).click();
  await page.getByText("Version 1 is in force again, as a new version").waitFor();
  await page.getByRole("row", { name: /Version 3.*Restored from version 1/ }).waitFor();
  expect(await dashboardsShown(portal, world)).toEqual(["Albany"]);
  expect(visitor.consoleErrors).toEqual([]);
});
