import type { Page } from "playwright-core";
import { beforeAll, describe, expect, test } from "vitest";
import { expectAccessible, screenshot } from "../support/browser.ts";
import { anAccessWorld, type AccessWorld } from "../support/access-world.ts";
import { aBusyWorld, type BusyWorld } from "../support/busy-world.ts";
import { anotherAdministrator, asAdministrator, signInToPortal } from "../support/people.ts";
import { setStage } from "../support/stage.ts";
import { aWorld, type World } from "../support/world.ts";

const stage = setStage();
let world: BusyWorld;
let access: AccessWorld;
let empty: World;
beforeAll(async () => {
  world = await aBusyWorld(stage.latchkey, "harbour");
  access = await anAccessWorld(world, world.user.id);
  empty = await aWorld(stage.latchkey, "empty");
  await anotherAdministrator(stage.latchkey, "Ben Second");
});

/** Complete and at rest: its heading is there, and nothing is asked for any more. */
async function visit(page: Page, url: string): Promise<void> {
  await page.goto(url);
  await page.getByRole("heading", { level: 1 }).first().waitFor();
  await page.waitForLoadState("networkidle");
}

async function inspect(page: Page, name: string): Promise<void> {
  await screenshot(page, name);
  await expectAccessible(page);
  expect(await page.getByRole("heading", { level: 1 }).count(), `main headings on ${page.url()}`).toBe(1);
  expect(await page.title(), `title of ${page.url()}`).toMatch(/\S+ \S+/);
}

function consoleScreens(): [string, string][] {
  const { url } = stage.latchkey;
  const explain = `/explain?subjectType=run_user&subjectId=${world.suspended.id}&action=access&resourceType=dashboard&resourceId=${world.dashboard.id}`;
  const allowed = explain.replace(world.suspended.id, world.user.id);
  return [
    ["profiles", `${url}/console/profiles`],
    ["administrators", `${url}/console/administrators`],
    ["deployment-audit", `${url}/console/audit`],
    ["account", `${url}/console/account`],
    ["not-found", `${url}/console/no/such/page`],
    ["home", world.consoleUrl("")],
    ["home-empty", empty.consoleUrl("")],
    ["users", world.consoleUrl("/users?column=region&column=level")],
    ["users-deleted", world.consoleUrl("/users?status=deleted")],
    ["users-none-found", world.consoleUrl("/users?search=nobody-of-this-name")],
    ["user", world.consoleUrl(`/users/${world.user.id}`)],
    ["user-tags", world.consoleUrl(`/users/${world.user.id}?tab=tags`)],
    ["user-access", world.consoleUrl(`/users/${world.user.id}?tab=access`)],
    ["user-activity", world.consoleUrl(`/users/${world.suspended.id}?tab=activity`)],
    ["policies", world.consoleUrl("/policies")],
    ["policies-empty", empty.consoleUrl("/policies")],
    ["policy-new", world.consoleUrl("/policies/new")],
    ["policy", world.consoleUrl(`/policies/${world.policyId}`)],
    ["policy-activity", world.consoleUrl(`/policies/${world.policyId}?view=activity`)],
    ["explain-empty", world.consoleUrl("/explain")],
    ["explain-no", world.consoleUrl(explain)],
    ["explain-yes", world.consoleUrl(allowed)],
    ["dashboards", world.consoleUrl("/dashboards")],
    ["dashboard", world.consoleUrl(`/dashboards/${world.dashboard.id}`)],
    ["dashboard-edit", world.consoleUrl(`/dashboards/${world.dashboard.id}?mode=edit`)],
    ["devices", world.consoleUrl("/devices")],
    ["device", world.consoleUrl(`/devices/${world.device.id}`)],
    ["device-connection", world.consoleUrl(`/devices/${world.device.id}?tab=connection`)],
    ["analyses", world.consoleUrl("/analyses")],
    ["analyses-empty", empty.consoleUrl("/analyses")],
    ["analysis", world.consoleUrl(`/analyses/${world.analysisId}`)],
    ["audit", world.consoleUrl("/audit")],
    ["settings-profile", world.consoleUrl("/settings")],
    ["settings-sign-up", world.consoleUrl("/settings?tab=sign-up")],
    ["settings-tokens", world.consoleUrl("/settings?tab=tokens")],
  ];
}

/** What administrators of access look at besides the list of policies and one of them. */
function accessScreens(): [string, string][] {
  const { groupId, roleId, reviewId, typeName, policyId } = access;
  const resource = `action=access&resourceType=dashboard&resourceId=${world.dashboard.id}`;
  const screens = [
    ["groups", "/groups"],
    ["group", `/groups/${groupId}`],
    ["group-details", `/groups/${groupId}?tab=details`],
    ["group-roles", `/groups/${groupId}?tab=roles`],
    ["roles", "/roles"],
    ["role-new", "/roles/new"],
    ["role", `/roles/${roleId}`],
    ["role-holders", `/roles/${roleId}?tab=holders`],
    ["role-edit", `/roles/${roleId}?tab=edit`],
    ["policies-deleted", "/policies?show=deleted"],
    ["policy-conditions", `/policies/${policyId}`],
    ["policy-versions", `/policies/${policyId}?view=versions`],
    ["policy-tests", `/policies/${policyId}?view=tests`],
    ["policy-uses", `/policies/${policyId}?view=uses`],
    ["policy-monitor", `/policies/${policyId}?view=monitor`],
    ["tag-keys", "/tag-keys"],
    ["simulate", `/explain/simulate?subjectType=run_user&subjectId=${world.user.id}&${resource}`],
    ["who-can", `/explain/who-can?${resource}`],
    ["matrix", "/explain/matrix"],
    ["replay", `/explain/replay?policyId=${policyId}&as=off`],
    ["findings", "/findings"],
    ["decisions", "/decisions"],
    ["reviews", "/reviews"],
    ["review", `/reviews/${reviewId}`],
    ["resource-types", "/resource-types"],
    ["resource-type", `/resource-types/${typeName}`],
  ] as const;
  const hollow = ["groups", "roles", "tag-keys", "findings", "decisions", "reviews", "resource-types"] as const;
  return [
    ...screens.map(([name, path]): [string, string] => [name, world.consoleUrl(path)]),
    ...hollow.map((name): [string, string] => [`${name}-empty`, empty.consoleUrl(`/${name}`)]),
  ];
}

const outerScreens = (): [string, string][] => [
  ["console-setup-done", `${stage.latchkey.url}/console/setup`],
  ["console-sign-in", `${stage.latchkey.url}/console/sign-in`],
  ["console-choose-password", `${stage.latchkey.url}/console/choose-password#token=none`],
  ["portal-none", `${stage.latchkey.url}/p/no-such-portal`],
  ["portal-sign-in", world.portalUrl("/sign-in")],
  ["portal-sign-up", world.portalUrl("/sign-up")],
  ["portal-choose-password", world.portalUrl("/choose-password#token=none")],
  ["portal-shared", world.shareUrl],
  ["portal-shared-dead", world.portalUrl("/s#s-none")],
];

const portalScreens = (): [string, string][] => [
  ["portal-home", world.portalUrl()],
  ["portal-home-none-found", world.portalUrl("?search=no-such-dashboard")],
  ["portal-dashboard", world.portalUrl(`/dashboards/${world.dashboard.id}`)],
  ["portal-dashboard-tab", world.portalUrl(`/dashboards/${world.dashboard.id}?tab=${world.dashboard.tabs[1]?.id}`)],
  ["portal-account", world.portalUrl("/account")],
  ["portal-not-found", world.portalUrl("/dashboards/aaaaaaaaaaaaaaaaaaaaaaaa")],
];

describe.each(["light", "dark"] as const)("in %s", (colorScheme) => {
  test("every screen of the console is accessible and free of errors", { timeout: 240_000 }, async () => {
    const visitor = await stage.aVisitor({ colorScheme });
    const page = await asAdministrator(visitor, stage.latchkey);
    for (const [name, url] of consoleScreens()) {
      await visit(page, url);
      await inspect(page, `screens/${colorScheme}/${name}`);
    }
    expect(visitor.consoleErrors).toEqual([]);
  });

  test("every screen of Access Management is accessible and free of errors", { timeout: 240_000 }, async () => {
    const visitor = await stage.aVisitor({ colorScheme });
    const page = await asAdministrator(visitor, stage.latchkey);
    for (const [name, url] of accessScreens()) {
      await visit(page, url);
      await inspect(page, `screens/${colorScheme}/${name}`);
    }
    expect(visitor.consoleErrors).toEqual([]);
  });

  test("every screen before signing in is accessible and free of errors", async () => {
    const { page, consoleErrors } = await stage.aVisitor({ colorScheme });
    for (const [name, url] of outerScreens()) {
      await page.goto("about:blank");
      await visit(page, url);
      await inspect(page, `screens/${colorScheme}/${name}`);
    }
    expect(consoleErrors).toEqual([]);
  });

  test("every screen of the portal is accessible and free of errors", async () => {
    const { page, consoleErrors } = await stage.aVisitor({ colorScheme });
    await signInToPortal(page, world, world.user);
    for (const [name, url] of portalScreens()) {
      await visit(page, url);
      await inspect(page, `screens/${colorScheme}/${name}`);
    }
    expect(consoleErrors).toEqual([]);
  });
});
