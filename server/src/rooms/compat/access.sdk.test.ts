import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { aPassword, refusalOf, Resources, RunUser, startSdkServer, type SdkServer } from "../../../test/sdk-server.ts";

let latchkey: SdkServer;
beforeAll(async () => (latchkey = await startSdkServer()));
afterAll(() => latchkey.close());

async function stage() {
  const profile = await latchkey.make.aProfile();
  const { region } = latchkey;
  return { profile, region, resources: new Resources({ token: await latchkey.make.anApiToken(profile), region }) };
}

const allow = (action: string[], resource: string[]) => ({ effect: "allow", action, resource });
const tag = (key: string, value: string) => ({ key, value });

describe("Resources.accessManagement", () => {
  test("creates, lists, reads, edits in part and deletes", async () => {
    const { resources } = await stage();
    const permissions = [
      { effect: "deny", action: ["delete"], resource: ["device"] },
      allow(["access", "edit"], ["device", "tag_match", "site"]),
    ];
    const body = {
      name: "Scripts",
      targets: [["analysis", "tag.key", "kind", "tag.value", "sync"]],
      permissions,
      tags: [tag("level", "1")],
    };
    const { am_id: id } = await resources.accessManagement.create(body as never);

    expect(await resources.accessManagement.list()).toMatchObject([{ id, name: "Scripts", tags: [tag("level", "1")] }]);
    const read = await resources.accessManagement.info(id);
    expect(read).toMatchObject({
      id,
      active: true,
      targets: body.targets,
      permissions: [permissions[1], permissions[0]],
      created_at: expect.any(Date),
    });

    await resources.accessManagement.edit(id, { ...read, name: "Renamed", active: false });
    expect(await resources.accessManagement.info(id)).toMatchObject({ name: "Renamed", active: false, targets: body.targets });
    expect(await resources.accessManagement.list({ filter: { active: true } })).toEqual([]);
    await resources.accessManagement.delete(id);
    expect(await refusalOf(resources.accessManagement.info(id))).toBe("Not Found");
  });

  test.each([
    ["a target of unknown kind", [["device"]], [allow(["access"], ["dashboard"])], "targets.0"],
    [
      "a target with a word too many",
      [["run_user", "id", "6791456f8b726c0009adccec", "x"]],
      [allow(["access"], ["dashboard"])],
      "targets.0",
    ],
    ["an action the resource does not have", [["run_user"]], [allow(["login_as_user"], ["device"])], "login_as_user"],
    ["a resource that Latchkey does not have", [["run_user"]], [allow(["access"], ["sql"])], "sql"],
    ["an id where there is none yet", [["analysis"]], [allow(["create"], ["device", "id", "6791456f8b726c0009adccec"])], "create"],
    ["no target", [], [allow(["access"], ["dashboard"])], "targets"],
  ])("refuses %s with the reason, because it would never fire", async (_what, targets, permissions, hint) => {
    const { resources } = await stage();
    expect(await refusalOf(resources.accessManagement.create({ name: "Dead", targets, permissions } as never))).toContain(hint);
    expect(await resources.accessManagement.list()).toEqual([]);
  });

  test("publishes what policies can say", async () => {
    const { region, profile } = await stage();
    const answer = await fetch(`${region.api}/am/settings`, { headers: { token: await latchkey.make.anApiToken(profile) } });
    expect(await answer.json()).toMatchObject({
      status: true,
      result: {
        resources: { dashboard: { label: "Dashboard" } },
        settings: {
          run_user: {
            dashboard: expect.arrayContaining([
              expect.objectContaining({ value: "access", match_by: expect.arrayContaining(["tag_match"]) }),
            ]),
          },
        },
      },
    });
  });
});

describe("the four reference examples, through the SDK only", () => {
  /** Which dashboards people with these tags see. */
  async function seen(given: { rules: (ids: Record<string, string>) => object; userTags: { key: string; value: string }[] }) {
    const { profile, resources, region } = await stage();
    const ids: Record<string, string> = {};
    for (const [label, state] of [
      ["Regional Sales View", "NY"],
      ["Boston", "MA"],
      ["Austin", "TX"],
    ] as const) {
      const { dashboard } = await resources.dashboards.create({ label, type: "dashboard", tags: [tag("state", state)] } as never);
      ids[label] = dashboard;
    }
    await resources.accessManagement.create({ name: "Example", ...given.rules(ids) } as never);
    const user = { name: "Ann", email: "ann@example.com", password: aPassword, timezone: "UTC" };
    await resources.run.userCreate({ ...user, active: true, tags: given.userTags });
    const { token } = await RunUser.login(profile.slug, user, region);
    return (await new Resources({ token, region }).dashboards.list()).map(({ label }) => label);
  }

  test("one dashboard to people of one tag", async () => {
    const rules = (ids: Record<string, string>) => ({
      targets: [["run_user", "tag.key", "level", "tag.value", "supervisor"]],
      permissions: [allow(["access"], ["dashboard", "id", ids["Regional Sales View"] ?? ""])],
    });
    expect(await seen({ rules, userTags: [tag("level", "supervisor")] })).toEqual(["Regional Sales View"]);
    expect(await seen({ rules, userTags: [tag("level", "guest")] })).toEqual([]);
  });

  test("dashboards of several tags to people of one", async () => {
    const rules = () => ({
      targets: [["run_user", "tag.key", "region", "tag.value", "northeast"]],
      permissions: ["NY", "MA"].map((state) => allow(["access"], ["dashboard", "tag.key", "state", "tag.value", state])),
    });
    expect(await seen({ rules, userTags: [tag("region", "northeast")] })).toEqual(["Boston", "Regional Sales View"]);
    expect(await seen({ rules, userTags: [tag("region", "Northeast")] })).toEqual([]);
  });

  test("everything to everybody", async () => {
    const rules = () => ({ targets: [["run_user"]], permissions: [allow(["access"], ["dashboard"])] });
    expect(await seen({ rules, userTags: [] })).toHaveLength(3);
  });

  test("an analysis by tag may create devices, and nothing else", async () => {
    const { region, resources } = await stage();
    const analysis = { name: "Upload", run_on: "external", tags: [tag("script", "device_upload")] };
    const script = new Resources({ token: (await resources.analysis.create(analysis as never)).token, region });
    expect(await script.run.listUsers({})).toEqual([]);
    expect(
      await refusalOf(script.run.userCreate({ name: "A", email: "a@example.com", password: "correct horse battery", timezone: "UTC" })),
    ).toContain("Authorization Denied");

    const targets = [["analysis", "tag.key", "script", "tag.value", "device_upload"]];
    await resources.accessManagement.create({ name: "Upload", targets, permissions: [allow(["create"], ["device"])] } as never);
    expect(await script.devices.create({ name: "New", type: "mutable" } as never)).toHaveProperty("device_id");
    expect(await resources.devices.list()).toMatchObject([{ name: "New" }]);
    expect(await script.devices.list()).toEqual([]);
    expect(await script.accessManagement.list()).toEqual([]);
  });
});
