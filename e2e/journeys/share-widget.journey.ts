import { beforeAll, expect, test } from "vitest";
import { expectAccessible, expectNoSidewaysScroll, screenshot } from "../support/browser.ts";
import { aBusyWorld, type BusyWorld } from "../support/busy-world.ts";
import { asAdministrator } from "../support/people.ts";
import { setStage } from "../support/stage.ts";

const stage = setStage();
let world: BusyWorld;
beforeAll(async () => {
  world = await aBusyWorld(stage.latchkey, "pier");
});

test("a link to one widget is made in the console, shows that widget alone, and is dead once it is revoked", async () => {
  const owner = await stage.aVisitor();
  const administrator = await asAdministrator(owner, stage.latchkey);
  await administrator.goto(world.consoleUrl(`/dashboards/${world.dashboard.id}`));
  await administrator.getByRole("button", { name: "Share by link" }).click();
  const dialog = administrator.getByRole("dialog", { name: "Share by link" });
  await dialog.getByLabel("Name of the link").fill("For the website");
  await dialog.getByRole("combobox", { name: "What it opens" }).click();
  await administrator.getByRole("option", { name: "Temperature now" }).click();
  await dialog.getByRole("button", { name: "Make a link" }).click();
  const link = await dialog.getByLabel("Link to “For the website”").inputValue();
  await dialog.getByText("Opens only: Temperature now").waitFor();
  await screenshot(administrator, "share-widget");
  await expectAccessible(administrator);

  const visitor = await stage.aVisitor();
  await visitor.page.goto(link);
  await visitor.page.getByRole("heading", { level: 1, name: "Temperature now" }).waitFor();
  await visitor.page.getByText("4.7 °C").waitFor();
  expect(await visitor.page.getByText("Wind now").count()).toBe(0);
  expect(await visitor.page.getByText("Harbour", { exact: true }).count()).toBe(0);
  await screenshot(visitor.page, "shared-widget");
  await expectAccessible(visitor.page);
  await expectNoSidewaysScroll(visitor.page);

  await dialog.getByRole("button", { name: "Revoke the link For the website" }).click();
  await administrator.getByRole("dialog", { name: "Revoke the link For the website?" }).getByRole("button", { name: "Revoke" }).click();
  await dialog.getByText("Opens only: Temperature now").waitFor({ state: "hidden" });
  await visitor.page.reload();
  await visitor.page.getByRole("heading", { name: "This link does not work" }).waitFor();
  expect(owner.consoleErrors).toEqual([]);
});
