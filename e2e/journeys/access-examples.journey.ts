import type { Page } from "playwright-core";
import { beforeEach, expect, test } from "vitest";
import { screenshot } from "../support/browser.ts";
import { asAdministrator, choose, dashboardsShown, savePolicy, signInToPortal, type } from "../support/people.ts";
import { setStage } from "../support/stage.ts";
import { aWorld, type World } from "../support/world.ts";

const stage = setStage();
let administrator: Page;
beforeEach(async () => {
  administrator = await asAdministrator(await stage.aVisitor(), stage.latchkey);
});

async function newPolicy(world: World, name: string): Promise<void> {
  await administrator.goto(world.consoleUrl("/policies/new"));
  await administrator.getByLabel("Name").first().fill(name);
}

async function create(shot: string, review = {}): Promise<void> {
  await savePolicy(administrator, "Review and create", review);
  await administrator.waitForURL(/policies\/[0-9a-f]{24}/);
  await screenshot(administrator, shot);
}

async function seenBy(world: World, user: { email: string | null }): Promise<string[]> {
  const { page } = await stage.aVisitor();
  await signInToPortal(page, world, user);
  return dashboardsShown(page, world);
}

test("example 1: the dashboard Regional Sales View is shown to users tagged level = supervisor, and to nobody else", async () => {
  const world = await aWorld(stage.latchkey, "example-1");
  await world.aDashboard("Regional Sales View");
  await world.aDashboard("Payroll");
  const supervisor = await world.aUser("Sofia Supervisor", [world.tag("level", "supervisor")]);
  const viewer = await world.aUser("Victor Viewer", [world.tag("level", "viewer")]);
  expect(await seenBy(world, supervisor)).toEqual([]);

  await newPolicy(world, "Regional Sales View for supervisors");
  await type(administrator, /^Target 1/, "Tag key", "level");
  await type(administrator, /^Target 1/, "Tag value", "supervisor");
  await choose(administrator, /^Permission 1/, "Field", "ID");
  await choose(administrator, /^Permission 1/, "Choose a dashboard", "Regional Sales View");
  await create("policy-example-1");

  expect(await seenBy(world, supervisor)).toEqual(["Regional Sales View"]);
  expect(await seenBy(world, viewer)).toEqual([]);
});

test("example 2: dashboards of New York and Massachusetts are shown to users of the region northeast", async () => {
  const world = await aWorld(stage.latchkey, "example-2");
  await world.aDashboard("Albany", [world.tag("state", "NY")]);
  await world.aDashboard("Boston", [world.tag("state", "MA")]);
  await world.aDashboard("Seattle", [world.tag("state", "WA")]);
  const northeast = await world.aUser("Nora Northeast", [world.tag("region", "northeast")]);
  const misspelled = await world.aUser("Mia Misspelled", [world.tag("region", "Northeast")]);

  await newPolicy(world, "Northeast");
  await type(administrator, /^Target 1/, "Tag key", "region");
  await type(administrator, /^Target 1/, "Tag value", "northeast");
  await administrator.getByRole("button", { name: "Add a permission" }).click();
  for (const [group, state] of [
    [/^Permission 1/, "NY"],
    [/^Permission 2/, "MA"],
  ] as const) {
    await type(administrator, group, "Tag key", "state");
    await type(administrator, group, "Tag value", state);
  }
  await create("policy-example-2");

  expect(await seenBy(world, northeast)).toEqual(["Albany", "Boston"]);
  expect(await seenBy(world, misspelled)).toEqual([]);
});

test("example 3: all dashboards are shown to all users, after a warning", async () => {
  const world = await aWorld(stage.latchkey, "example-3");
  await world.aDashboard("Albany");
  await world.aDashboard("Boston");
  const anyone = await world.aUser("Anna Anyone");
  const another = await world.aUser("Otto Other", [world.tag("level", "viewer")]);

  await newPolicy(world, "Everything for everybody");
  await choose(administrator, /^Target 1/, "Field", "Any");
  await choose(administrator, /^Permission 1/, "Field", "Any");
  await create("policy-example-3", { name: "Everything for everybody" });

  expect(await seenBy(world, anyone)).toEqual(["Albany", "Boston"]);
  expect(await seenBy(world, another)).toEqual(["Albany", "Boston"]);
});

test("example 4: a script tagged script = device_upload may create devices with its own token, and nothing else", async () => {
  const world = await aWorld(stage.latchkey, "example-4");
  const { params, api } = world;
  const upload = await api.analyses.createAnalysis({ params, body: { name: "Upload", tags: [world.tag("script", "device_upload")] } });
  const report = await api.analyses.createAnalysis({ params, body: { name: "Report", tags: [world.tag("script", "report")] } });
  const asUpload = stage.latchkey.client(upload.token);
  await expect(asUpload.devices.createDevice({ params, body: { name: "Too early" } })).rejects.toMatchObject({ status: 403 });

  await newPolicy(world, "Device upload");
  await choose(administrator, /^Target 1/, "To whom", "Analysis");
  await type(administrator, /^Target 1/, "Tag key", "script");
  await type(administrator, /^Target 1/, "Tag value", "device_upload");
  await choose(administrator, /^Permission 1/, "Resource", "Device");
  await choose(administrator, /^Permission 1/, "Field", "Any");
  const permission = administrator.getByRole("group", { name: /^Permission 1/ });
  for (const action of await permission.getByRole("checkbox", { checked: true }).all()) await action.uncheck();
  await permission.getByLabel("Create", { exact: true }).check();
  await create("policy-example-4", { name: "Device upload" });

  await expect(asUpload.devices.createDevice({ params, body: { name: "Boiler 7" } })).resolves.toMatchObject({ name: "Boiler 7" });
  await expect(asUpload.dashboards.createDashboard({ params, body: { name: "Mine" } })).rejects.toMatchObject({ status: 403 });
  await expect(asUpload.devices.listDevices({ params })).resolves.toMatchObject({ items: [] });
  await expect(stage.latchkey.client(report.token).devices.createDevice({ params, body: { name: "Not mine" } })).rejects.toMatchObject({
    status: 403,
  });
});
