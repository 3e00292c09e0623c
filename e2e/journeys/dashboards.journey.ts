import { readFile } from "node:fs/promises";
import Papa from "papaparse";
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import type { WidgetData } from "@latchkey/contract";
import { expectAccessible, screenshot } from "../support/browser.ts";
import { asAdministrator, signInToPortal } from "../support/people.ts";
import { setStage } from "../support/stage.ts";
import { aWorld } from "../support/world.ts";

const stage = setStage();

/** The card of a widget, named by its title. */
const widget = (page: Page, title: string) => page.getByRole("region", { name: title });

async function openNew(page: Page, button: string, name: string): Promise<void> {
  await page.getByRole("button", { name: button }).first().click();
  await page.getByRole("dialog").getByRole("textbox", { name: "Name" }).fill(name);
}

async function sendByHand(page: Page, variable: string, value: string, unit: string): Promise<void> {
  await page.getByRole("button", { name: "Send a record" }).first().click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("combobox", { name: "Variable" }).fill(variable);
  await dialog.getByRole("textbox", { name: "Value" }).fill(value);
  await dialog.getByRole("textbox", { name: "Unit" }).fill(unit);
  await dialog.getByRole("button", { name: "Send" }).click();
  await dialog.waitFor({ state: "hidden" });
}

async function addWidget(page: Page, type: string, title: string, fill: () => Promise<void>): Promise<void> {
  await page.getByRole("button", { name: "Add widget" }).first().click();
  const dialog = page.getByRole("dialog", { name: "Add a widget" });
  await dialog.getByRole("combobox", { name: "Type" }).click();
  await page.getByRole("option", { name: type, exact: true }).click();
  await dialog.getByRole("textbox", { name: "Title" }).fill(title);
  await fill();
  await dialog.getByRole("button", { name: "Add widget" }).click();
  await dialog.waitFor({ state: "hidden" });
}

async function chooseDevice(page: Page, device: string): Promise<void> {
  await page.getByRole("dialog").getByRole("combobox", { name: "Device" }).fill(device);
  await page.getByRole("option", { name: new RegExp(device) }).click();
}

async function fillSource(page: Page, device: string, variable: string): Promise<void> {
  await chooseDevice(page, device);
  const field = page.getByRole("dialog").getByRole("combobox", { name: "Variable" });
  await field.fill(variable);
  await field.press("Tab");
}

test("an administrator builds a dashboard from nothing, and a run user sees it and sends a form", async () => {
  const world = await aWorld(stage.latchkey, "from-nothing");
  await world.aPolicy("Pumps for technicians", world.tag("job", "technician"), world.tag("topic", "pumps"));
  const technician = await world.aUser("Tom Technician", [world.tag("job", "technician")]);
  const visitor = await stage.aVisitor();
  const page = await asAdministrator(visitor, stage.latchkey);

  await page.goto(world.consoleUrl("/devices"));
  await openNew(page, "New device", "Pump 3");
  await page.getByRole("dialog").getByRole("button", { name: "Create" }).click();
  await page.getByLabel("Device token").waitFor();
  await screenshot(page, "device-token");
  await page.getByRole("dialog").getByRole("button", { name: "Close" }).last().click();
  await page.getByRole("heading", { level: 1, name: "Pump 3" }).waitFor();
  await sendByHand(page, "pressure", "4.2", "bar");
  await page.getByText("4.2").first().waitFor();

  await page.goto(world.consoleUrl("/dashboards"));
  await openNew(page, "New dashboard", "Pump room");
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("button", { name: "Add a row" }).click();
  await dialog.getByRole("combobox", { name: "Key of row 1" }).fill("topic");
  await dialog.getByRole("combobox", { name: "Value of row 1" }).fill("pumps");
  await dialog.getByRole("textbox", { name: "Name" }).click();
  await dialog.getByRole("button", { name: "Create" }).click();
  await page.getByRole("heading", { level: 1, name: "Pump room" }).waitFor();

  await page.getByRole("button", { name: "Tabs" }).click();
  const tabs = page.getByRole("dialog", { name: "Tabs" });
  await tabs.getByRole("button", { name: "Add a tab" }).click();
  await tabs.getByLabel("Name of tab 1").fill("Now");
  await tabs.getByRole("button", { name: "Add a tab" }).click();
  await tabs.getByLabel("Name of tab 2").fill("Report");
  await tabs.getByRole("button", { name: "Save" }).click();
  await page.getByRole("tab", { name: "Now" }).waitFor();

  await addWidget(page, "Value", "Pressure now", () => fillSource(page, "Pump 3", "pressure"));
  await addWidget(page, "Line chart", "Pressure", () => fillSource(page, "Pump 3", "pressure"));
  await page.getByRole("tab", { name: "Report" }).click();
  await addWidget(page, "Input form", "Reading by hand", async () => {
    await chooseDevice(page, "Pump 3");
    const field = page.getByRole("dialog").getByRole("group", { name: "Field 1" });
    await field.getByRole("textbox", { name: "Label" }).fill("Pressure");
    await field.getByRole("combobox", { name: "Variable" }).fill("pressure");
    await field.getByRole("textbox", { name: "Unit" }).fill("bar");
  });
  await widget(page, "Reading by hand").waitFor();
  await expectAccessible(page);
  await screenshot(page, "dashboard-editor");
  await page.getByRole("button", { name: "Finish editing" }).click();
  expect(visitor.consoleErrors).toEqual([]);

  const run = await stage.aVisitor();
  await signInToPortal(run.page, world, technician);
  await run.page.getByRole("link", { name: "Pump room" }).click();
  await widget(run.page, "Pressure now").getByText("4.2 bar").waitFor();
  await widget(run.page, "Pressure").getByRole("button", { name: /table/ }).click();
  await widget(run.page, "Pressure").getByRole("cell", { name: /4\.2/ }).waitFor();
  await screenshot(run.page, "portal-built-dashboard");
  await run.page.getByRole("tab", { name: "Report" }).click();
  const form = widget(run.page, "Reading by hand");
  await form.getByRole("button", { name: "Send" }).click();
  await form.getByText("Fill in Pressure.").waitFor();
  await form.getByLabel("Pressure (bar)").fill("4.7");
  await form.getByRole("button", { name: "Send" }).click();
  await form.getByText("Sent.").waitFor();
  await run.page.getByRole("tab", { name: "Now" }).click();
  await widget(run.page, "Pressure now").getByText("4.7 bar").waitFor();
  expect(run.consoleErrors).toEqual([]);
});

test("a figure changes by itself when data arrives, and stands still while the viewer has paused it", async () => {
  const world = await aWorld(stage.latchkey, "live");
  await world.aPolicy("All", world.tag("job", "technician"), world.tag("topic", "power"));
  const user = await world.aUser("Lea Live", [world.tag("job", "technician")]);
  const dashboard = await world.aDashboard("Power", [world.tag("topic", "power")]);
  const pages = [(await stage.aVisitor()).page, (await stage.aVisitor()).page] as const;
  for (const page of pages) {
    await signInToPortal(page, world, user);
    await page.goto(world.portalUrl(`/dashboards/${dashboard.id}`));
    await widget(page, "Power now").getByText("40.0 kW").waitFor();
  }
  const [paused, running] = pages;
  const send = (value: number) =>
    stage.latchkey.client(world.device.token).devices.sendOwnData({ body: { variable: "power", value, unit: "kW" } });
  let loads = 0;
  running.on("framenavigated", () => (loads += 1));
  await send(57);
  for (const page of pages) await widget(page, "Power now").getByText("57.0 kW").waitFor();

  await paused.getByRole("button", { name: "Pause live figures" }).click();
  await paused.getByRole("button", { name: "Show live figures" }).waitFor();
  await send(63);
  await widget(running, "Power now").getByText("63.0 kW").waitFor();
  expect(await widget(paused, "Power now").getByText("57.0 kW").count()).toBe(1);
  await paused.getByRole("button", { name: "Show live figures" }).click();
  await widget(paused, "Power now").getByText("63.0 kW").waitFor();
  expect(loads).toBe(0);
});

test("the data output that the console shows is the number of records that widgets and downloads have shown", async () => {
  const world = await aWorld(stage.latchkey, "data-output");
  await world.aPolicy("All", world.tag("job", "technician"), world.tag("topic", "power"));
  const user = await world.aUser("Cara Counted", [world.tag("job", "technician")]);
  const dashboard = await world.aDashboard("Power", [world.tag("topic", "power")]);
  const { page } = await stage.aVisitor();
  let shown = 0;
  page.on("response", async (response) => {
    if (!new URL(response.url()).pathname.endsWith("/data")) return;
    const { recordCount, series } = (await response.json()) as WidgetData;
    expect(recordCount).toBe(series.reduce((sum, each) => sum + each.points.length, 0));
    shown += recordCount;
  });
  await signInToPortal(page, world, user);
  await page.goto(world.portalUrl(`/dashboards/${dashboard.id}`));
  await widget(page, "Power now").getByText("40.0 kW").waitFor();
  const readings = widget(page, "Readings");
  await readings.getByRole("cell", { name: "40 kW" }).waitFor();
  await page.waitForLoadState("networkidle");
  expect(shown).toBe(1 + 4);

  const [download] = await Promise.all([
    page.waitForEvent("download"),
    readings.getByRole("button", { name: "Download Readings as CSV" }).click(),
  ]);
  const { data: rows } = Papa.parse<Record<string, string>>(await readFile(await download.path(), "utf8"), {
    header: true,
    skipEmptyLines: true,
  });
  expect(rows.map((row) => row["value"]).toSorted()).toEqual(["10", "20", "30", "40"]);
  expect(new Set(rows.map((row) => row["unit"]))).toEqual(new Set(["kW"]));

  const total = shown + rows.length;
  const administrator = await asAdministrator(await stage.aVisitor(), stage.latchkey);
  await administrator.goto(world.consoleUrl(""));
  await administrator.getByText("Data output this month").waitFor();
  const card = administrator.getByText("Data output this month").locator("..");
  expect(await card.innerText()).toMatch(new RegExp(`\\b${total}\\b`));
  await screenshot(administrator, "data-output");
  expect(await world.api.profiles.getOverview({ params: world.params })).toMatchObject({ dataOutputThisMonth: total });
});
