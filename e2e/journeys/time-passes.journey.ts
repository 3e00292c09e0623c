import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { expectAccessible, screenshot } from "../support/browser.ts";
import { mailTo } from "../support/one-time-codes.ts";
import { signInToPortal, typePassword, waitUntilSignedIn } from "../support/people.ts";
import { changeSecurity } from "../support/security-rules.ts";
import { setStage } from "../support/stage.ts";
import { aPassword, aWorld } from "../support/world.ts";

const stage = setStage();
const newPassword = "eleven herons over the weir";

async function typeNewPassword(page: Page, password: string): Promise<void> {
  await page.locator("input[autocomplete=new-password]").fill(password);
  await page.getByRole("button", { name: "Set password and sign in" }).click();
}

test("a password that has grown too old is replaced when its owner signs in, and by another one", async () => {
  const world = await aWorld(stage.latchkey, "expired");
  const user = await world.aUser("Ella Expired");
  await changeSecurity(world, { passwords: { ageDaysMax: 90, historyCount: 3 } });
  const { page: before } = await stage.aVisitor();
  await signInToPortal(before, world, user);

  await stage.latchkey.passDays(91);
  const { page } = await stage.aVisitor({ colorScheme: "dark" });
  await page.goto(world.portalUrl("/sign-in"));
  await typePassword(page, { email: user.email, password: aPassword });
  await page.getByText("Your password is too old for the rules of", { exact: false }).waitFor();
  await typeNewPassword(page, aPassword);
  await page.getByText("You have used this password before.", { exact: false }).waitFor();
  await expectAccessible(page);
  await screenshot(page, "expired-password-dark");
  await typeNewPassword(page, newPassword);
  await waitUntilSignedIn(page);
  const { page: later } = await stage.aVisitor();
  await signInToPortal(later, world, user, newPassword);
  expect(new URL(later.url()).pathname).toBe("/p/expired");
});

test(
  "an account whose owner asked for its deletion goes when the days of grace are over, and not before",
  { timeout: 180_000 },
  async () => {
    const world = await aWorld(stage.latchkey, "grace");
    const user = await world.aUser("Gus Grace");
    await changeSecurity(world, { accounts: { deletion: "delete", deletionGraceDays: 7 } });
    const { page } = await stage.aVisitor();
    await signInToPortal(page, world, user);
    await page.goto(world.portalUrl("/account/security"));
    await page.getByRole("button", { name: "Delete my account" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Delete my account" }).click();
    await page.getByText("You asked to delete your account on", { exact: false }).waitFor();
    const statusOf = async () => {
      const { items } = await world.api.users.listUsers({ params: world.params, query: {} });
      return items.find(({ id }) => id === user.id)?.status ?? "gone";
    };

    await stage.latchkey.passDays(6);
    expect(await statusOf()).toBe("active");
    await signInToPortal((await stage.aVisitor()).page, world, user);
    await stage.latchkey.passDays(2);
    await expect.poll(statusOf, { timeout: 120_000, interval: 500 }).not.toBe("active");
    await mailTo(world, user.email, "deletion_done");
    const { page: later } = await stage.aVisitor();
    await later.goto(world.portalUrl("/sign-in"));
    await typePassword(later, { email: user.email, password: aPassword });
    await later.getByText("That e-mail and password don't match.", { exact: false }).waitFor();
  },
);

test("a second factor that a role demands: a countdown for its holders alone, and the step itself once the date has come", async () => {
  const world = await aWorld(stage.latchkey, "rollout");
  const [operator, reader] = [await world.aUser("Olaf Operator"), await world.aUser("Rea Reader")];
  const role = await world.api.roles.createRole({ params: world.params, body: { name: "Operators", permissions: [] } });
  const assignee = { type: "run_user" as const, id: operator.id };
  await world.api.roles.assignRole({ params: world.params, body: { roleId: role.id, assignee, reason: "New operator" } });
  // By the server's clock, which is ahead.
  const requiredFrom = new Date(Date.parse(operator.createdAt) + 5 * 86_400_000).toISOString();
  await changeSecurity(world, { secondFactor: { rule: "optional", requiredRoleIds: [role.id], requiredFrom } });
  const { page } = await stage.aVisitor();
  await signInToPortal(page, world, operator);
  await page.getByText("Set up a second factor by", { exact: false }).waitFor();
  const { page: other } = await stage.aVisitor();
  await signInToPortal(other, world, reader);
  await other.getByRole("heading", { level: 1 }).waitFor();
  expect(await other.getByText("Set up a second factor by", { exact: false }).count()).toBe(0);

  await stage.latchkey.passDays(6);
  const { page: later } = await stage.aVisitor();
  await later.goto(world.portalUrl("/sign-in"));
  await typePassword(later, { email: operator.email, password: aPassword });
  await later.getByRole("heading", { name: "Set up a second factor" }).waitFor();
  await expectAccessible(later);
  await signInToPortal((await stage.aVisitor()).page, world, reader);
});
