import { beforeAll, expect, test } from "vitest";
import type { Conditions } from "@latchkey/contract";
import { expectAccessible, screenshot } from "../support/browser.ts";
import { dashboardsShown, signInToPortal } from "../support/people.ts";
import { setStage } from "../support/stage.ts";
import { accessByTag, aWorld, type World } from "../support/world.ts";

const stage = setStage();
let world: World;
beforeAll(async () => {
  world = await aWorld(stage.latchkey, "closed-now");
});

/** A dashboard that office workers may open while the conditions hold. */
async function aConditionalDashboard(name: string, conditions: Conditions): Promise<{ id: string }> {
  const body = accessByTag(`${name} for the office`, world.tag("job", "office"), world.tag("topic", name));
  await world.api.access.createPolicy({ params: world.params, body: { ...body, conditions } });
  return world.aDashboard(name, [world.tag("topic", name)]);
}

/** Hours on one day of the week, three days from now, whatever the time zone of whoever looks. */
function hoursOnAnotherDay(): Conditions {
  const day = ((new Date().getUTCDay() + 2) % 7) + 1;
  return { hours: { timeZone: "UTC", windows: [{ days: [day], from: "08:00", to: "17:00" }], holidays: [] } };
}

test("a dashboard that only the hour or a second factor keeps closed says so; one that is not shared does not exist", async () => {
  const hourly = await aConditionalDashboard("Cash desk", hoursOnAnotherDay());
  const guarded = await aConditionalDashboard("Payroll", { secondFactor: true });
  const hidden = await world.aDashboard("Board room");
  const user = await world.aUser("Olga Office", [world.tag("job", "office")]);
  const { page, consoleErrors } = await stage.aVisitor();
  await signInToPortal(page, world, user);
  expect(await dashboardsShown(page, world)).toEqual([]);

  await page.goto(world.portalUrl(`/dashboards/${hourly.id}`));
  await page.getByRole("heading", { level: 1, name: "Cash desk" }).waitFor();
  await page.getByRole("heading", { name: "You cannot open this dashboard now" }).waitFor();
  await page.getByText(/^It is open \w+day 08:00-17:00 \(UTC\)\.$/).waitFor();
  await expectAccessible(page);
  await screenshot(page, "closed-by-hours");

  await page.goto(world.portalUrl(`/dashboards/${guarded.id}`));
  await page.getByRole("heading", { level: 1, name: "Payroll" }).waitFor();
  await page.getByText("It asks for a second factor when you sign in.").waitFor();
  expect(await page.getByText("Power now").count()).toBe(0);
  await screenshot(page, "closed-by-second-factor");

  await page.goto(world.portalUrl(`/dashboards/${hidden.id}`));
  await page.getByRole("heading", { name: "There is nothing for you at this address" }).waitFor();
  expect(await page.getByText("Board room").count()).toBe(0);
  expect(consoleErrors).toEqual([]);
});
