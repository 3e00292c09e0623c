import { expect, test } from "vitest";
import { expectAccessible, screenshot } from "../support/browser.ts";
import { asAdministrator, dashboardsShown, pick, signInToPortal } from "../support/people.ts";
import { setStage } from "../support/stage.ts";
import { aWorld, type World } from "../support/world.ts";

const stage = setStage();

/** A role that opens the dashboards with one tag. */
function aRole({ api, params }: World, name: string, tag: { key: string; value: string }) {
  const permission = { effect: "allow" as const, actions: ["access"], resource: { type: "dashboard", match: "tag" as const, ...tag } };
  return api.roles.createRole({ params, body: { name, permissions: [permission] } });
}

test("a role given until a date opens a dashboard at once, and closes it on the next load after it was ended", async () => {
  const world = await aWorld(stage.latchkey, "guest");
  const role = await aRole(world, "Guest of the harbour", world.tag("topic", "tides"));
  await world.aDashboard("Tides", [world.tag("topic", "tides")]);
  const guest = await world.aUser("Gil Guest");
  const portal = (await stage.aVisitor()).page;
  await signInToPortal(portal, world, guest);
  expect(await dashboardsShown(portal, world)).toEqual([]);

  const visitor = await stage.aVisitor();
  const console = await asAdministrator(visitor, stage.latchkey);
  await console.goto(world.consoleUrl(`/users/${guest.id}?tab=tags`));
  await console.getByRole("button", { name: "Give a role" }).click();
  const dialog = console.getByRole("dialog", { name: "Give Gil Guest a role" });
  await pick(dialog, "Role", role.name);
  await dialog.getByLabel("Until").fill(`${new Date().getFullYear() + 1}-06-30T18:00`);
  await dialog.getByRole("textbox", { name: "Reason" }).fill("Race week");
  await dialog.getByText("1 subject gains access").waitFor();
  await expectAccessible(console);
  await screenshot(console, "role-given-until");
  await dialog.getByRole("button", { name: "Give role" }).click();
  const row = console.getByRole("row", { name: /Guest of the harbour/ });
  await row.getByText("In force").waitFor();
  expect(await row.innerText()).toMatch(/until Jun 30/);
  expect(await dashboardsShown(portal, world)).toEqual(["Tides"]);

  await row.getByRole("link", { name: role.name }).click();
  await console.getByRole("tab", { name: /^Who holds it/ }).click();
  await console.getByRole("button", { name: "End the role Guest of the harbour of Gil Guest" }).click();
  const ending = console.getByRole("dialog");
  await ending.getByRole("textbox", { name: "Reason" }).fill("The race is over");
  await ending.getByRole("button", { name: "End now" }).click();
  await console.getByText("Gil Guest no longer holds the role Guest of the harbour").waitFor();
  await screenshot(console, "role-ended");

  expect(await dashboardsShown(portal, world)).toEqual([]);
  await portal.getByRole("heading", { name: "Nothing is shared with you yet" }).waitFor();
  expect(visitor.consoleErrors).toEqual([]);
});

test("who joins a group by a tag has the tags and roles of the group above, and the user's page says where each comes from", async () => {
  const world = await aWorld(stage.latchkey, "shifts");
  const { api, params, tag } = world;
  const east = await api.groups.createGroup({ params, body: { name: "Region East", tags: [tag("region", "east")] } });
  const reader = await aRole(world, "Reader of manuals", tag("topic", "manuals"));
  await api.roles.assignRole({ params, body: { roleId: reader.id, assignee: { type: "group", id: east.id }, reason: "All read them" } });
  await world.aPolicy("The east sees the east", tag("region", "east"), tag("region", "east"));
  await world.aDashboard("Piers", [tag("region", "east")]);
  await world.aDashboard("Manuals", [tag("topic", "manuals")]);
  const user = await world.aUser("Nia Night", [tag("shift", "night")]);
  const visitor = await stage.aVisitor();
  const page = await asAdministrator(visitor, stage.latchkey);

  await page.goto(world.consoleUrl("/groups"));
  await page.getByRole("button", { name: "New group" }).first().click();
  const dialog = page.getByRole("dialog", { name: "New group" });
  await dialog.getByLabel("Name").fill("Night shift");
  await dialog.getByRole("combobox", { name: "Belongs to" }).click();
  await page.getByRole("option", { name: "Region East" }).click();
  await dialog.getByRole("switch", { name: "Members by tag rule" }).check({ force: true });
  const rule = dialog.getByRole("group", { name: "Tags of the rule" });
  await rule.getByRole("combobox", { name: "Key of row 1" }).fill("shift");
  await rule.getByRole("combobox", { name: "Value of row 1" }).fill("night");
  await dialog.getByLabel("Name").click();
  await expectAccessible(page);
  await screenshot(page, "group-new");
  await dialog.getByRole("button", { name: "Create" }).click();
  await page.getByRole("heading", { level: 1, name: "Night shift" }).waitFor();
  await page
    .getByRole("row", { name: /Nia Night/ })
    .getByText("By tag rule")
    .waitFor();

  await page.getByRole("link", { name: "Nia Night" }).click();
  await page.getByRole("tab", { name: /^Tags & groups/ }).click();
  const section = (name: string) => page.locator("section", { has: page.getByRole("heading", { level: 2, name, exact: true }) });
  const saidOf = async (name: string) => (await section(name).innerText()).replaceAll(/\s+/g, " ");
  await section("Inherited tags").waitFor();
  expect(await saidOf("Inherited tags")).toMatch(/region = east.*group Region East/);
  expect(await saidOf("Groups")).toMatch(/Night shift.*tag rule of Night shift/);
  expect(await saidOf("Roles")).toMatch(/Reader of manuals.*In force.*group Region East/);
  await expectAccessible(page);
  await screenshot(page, "user-belonging");

  const portal = (await stage.aVisitor()).page;
  await signInToPortal(portal, world, user);
  expect(await dashboardsShown(portal, world)).toEqual(["Manuals", "Piers"]);
  expect(visitor.consoleErrors).toEqual([]);
});

test("a role goes back to an earlier version, once however fast its button is pressed, and so does a group", async () => {
  const world = await aWorld(stage.latchkey, "versions");
  const { api, params, tag } = world;
  const role = await aRole(world, "Guest of the archive", tag("topic", "archive"));
  await world.aDashboard("Archive", [tag("topic", "archive")]);
  const guest = await world.aUser("Ada Archive");
  await api.roles.assignRole({ params, body: { roleId: role.id, assignee: { type: "run_user", id: guest.id }, reason: "Reads" } });
  const none = { name: role.name, reason: "Closed for the winter", confirmName: role.name };
  await api.roles.updateRole({ params: { ...params, roleId: role.id }, body: none, ifMatch: role.version });

  const visitor = await stage.aVisitor();
  const console = await asAdministrator(visitor, stage.latchkey);
  await console.goto(world.consoleUrl(`/roles/${role.id}`));
  await console.getByRole("tab", { name: "Versions" }).click();
  await console.getByText("Closed for the winter").waitFor();
  await console.getByText("Permissions: removed may access dashboards tagged topic = archive").waitFor();
  await expectAccessible(console);
  await screenshot(console, "role-versions");
  await console.getByRole("button", { name: "Restore version 1" }).click();
  const dialog = console.getByRole("dialog", { name: "Restore version 1" });
  await dialog.getByText("1 subject gains access").waitFor();
  await dialog.getByRole("button", { name: "Restore" }).dblclick();
  await console.getByText("Restored from version 1").waitFor();
  const { items } = await api.roles.listRoleVersions({ params: { ...params, roleId: role.id } });
  expect(items.map(({ change }) => change)).toEqual(["restored", "updated", "created"]);

  const group = await api.groups.createGroup({ params, body: { name: "Archivists", tags: [tag("floor", "two")] } });
  await api.groups.updateGroup({ params: { ...params, groupId: group.id }, body: { name: group.name, reason: "Moved" }, ifMatch: 1 });
  await console.goto(world.consoleUrl(`/groups/${group.id}?tab=versions`));
  await console.getByText("Tags: removed floor = two").waitFor();
  await expectAccessible(console);
  await console.getByRole("button", { name: "Restore version 1" }).click();
  await console.getByRole("dialog").getByRole("button", { name: "Restore" }).click();
  await console.getByText("Restored from version 1").waitFor();
  expect(visitor.consoleErrors).toEqual([]);
});
