import { expect, test } from "vitest";
import { expectAccessible, screenshot } from "../support/browser.ts";
import { mailTo } from "../support/one-time-codes.ts";
import { typeAddress, typePassword, waitUntilSignedIn } from "../support/people.ts";
import { changeSecurity } from "../support/security-rules.ts";
import { setStage } from "../support/stage.ts";
import { aPassword, aWorld } from "../support/world.ts";

const stage = setStage();

test("where every form is checked for robots, the browser does the sum and asks nobody else", async () => {
  const world = await aWorld(stage.latchkey, "robots");
  const user = await world.aUser("Rob Person");
  await changeSecurity(world, { botCheck: "always" });
  const { page, consoleErrors } = await stage.aVisitor();
  const foreign: string[] = [];
  page.on("request", (request) => {
    if (!request.url().startsWith(stage.latchkey.url) && !/^(data|blob):/.test(request.url())) foreign.push(request.url());
  });
  // Without the sum there is no answer, whoever asks.
  const place = `${stage.latchkey.url}/api/v1/places/portal-${world.profile.slug}`;
  const headers = { origin: stage.latchkey.url };
  const refused = await page.request.post(`${place}/sign-in/password`, { data: { email: user.email, password: aPassword }, headers });
  expect({ status: refused.status(), code: ((await refused.json()) as { code: string }).code }).toMatchObject({ status: 428 });

  await page.goto(world.portalUrl("/sign-in"));
  await typePassword(page, { email: user.email, password: "not the right one" });
  await page.getByText("That e-mail and password don't match.", { exact: false }).waitFor();
  await expectAccessible(page);
  await page.locator("input[autocomplete=current-password]").fill(aPassword);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await waitUntilSignedIn(page);

  const { page: later } = await stage.aVisitor({ isPhone: true });
  await later.goto(world.portalUrl("/sign-in"));
  await typeAddress(later, user.email);
  await later.getByRole("button", { name: "E-mail me a code" }).click();
  const { code } = await mailTo(world, user.email, "sign_in_code");
  await later.getByRole("textbox", { name: "Code", exact: true }).fill(code);
  await screenshot(later, "bot-check-code-phone");
  await later.getByRole("button", { name: "Sign in with the code" }).click();
  await waitUntilSignedIn(later);
  expect({ foreign, consoleErrors }).toEqual({ foreign: [], consoleErrors: [] });
});
