import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { expectAccessible, expectNoSidewaysScroll, screenshot } from "../support/browser.ts";
import { asAdministrator, signInToPortal } from "../support/people.ts";
import { setStage } from "../support/stage.ts";
import { aWorld } from "../support/world.ts";

const stage = setStage();

async function limitTo(page: Page, records: string): Promise<void> {
  await page.getByLabel("Records a month").fill(records);
  await page.getByRole("button", { name: "Save limit" }).click();
}

test("a profile's limit of data output: set in the console, warned of at 80 %, refused at the end, and lifted", async () => {
  const world = await aWorld(stage.latchkey, "output");
  const [north, power] = [world.tag("region", "north"), world.tag("topic", "power")];
  const user = await world.aUser("Olga Output", [north]);
  const dashboard = await world.aDashboard("Power", [power]);
  await world.aPolicy("North sees power", north, power);
  const administrator = await asAdministrator(await stage.aVisitor(), stage.latchkey);
  const settings = async () => {
    await administrator.goto(world.consoleUrl("/settings"));
    await administrator.getByRole("heading", { name: "Data output" }).waitFor();
  };
  await settings();
  await administrator.getByText("0 records this month, without a limit").waitFor();
  await limitTo(administrator, "-5");
  await administrator.getByText("Enter a whole number from 0", { exact: false }).waitFor();
  await expectAccessible(administrator);
  await limitTo(administrator, "6");
  await administrator.getByText("0 of 6 records this month").waitFor();

  // The figure and the table of four readings.
  const { page, consoleErrors } = await stage.aVisitor();
  await signInToPortal(page, world, user);
  await page.goto(world.portalUrl(`/dashboards/${dashboard.id}`));
  await page.getByRole("cell", { name: "40", exact: false }).first().waitFor();
  const used = async () => (await world.api.profiles.listDataOutput({ params: world.params })).months[0]?.records;
  await expect.poll(used, { timeout: 20_000 }).toBe(5);
  await settings();
  await administrator.getByText("5 of 6 records this month").waitFor();
  await administrator.getByText("The limit is near: 1 left.", { exact: false }).waitFor();
  await expectAccessible(administrator);
  await administrator.setViewportSize({ width: 360, height: 740 });
  await expectNoSidewaysScroll(administrator);
  await screenshot(administrator, "data-output-near-phone");
  await administrator.setViewportSize({ width: 1280, height: 900 });
  await page.reload();
  await expect.poll(used, { timeout: 20_000 }).toBe(10);
  await administrator.goto(world.consoleUrl(""));
  await administrator.getByText("Data output: 80 % used").waitFor();
  await administrator.getByText("10 of 6 records this month").waitFor();
  await administrator.getByText("The limit is reached", { exact: false }).waitFor();

  await settings();
  await administrator.getByText("The limit is reached", { exact: false }).waitFor();
  await screenshot(administrator, "data-output-reached");
  await page.reload();
  await page.getByText("This month's data output is used up.", { exact: false }).first().waitFor();
  await expectAccessible(page);
  await screenshot(page, "data-output-refused");
  expect(await used()).toBe(10);

  await limitTo(administrator, "");
  await administrator.getByText("10 records this month, without a limit").waitFor();
  await page.reload();
  await page.getByRole("cell", { name: "40", exact: false }).first().waitFor();
  expect(consoleErrors).toEqual([]);
});
