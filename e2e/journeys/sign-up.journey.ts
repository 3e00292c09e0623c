import { expect, test } from "vitest";
import { expectAccessible, screenshot } from "../support/browser.ts";
import { asAdministrator, type } from "../support/people.ts";
import { setStage } from "../support/stage.ts";
import { aPassword, aWorld } from "../support/world.ts";

const stage = setStage();
const hiddenValue = "campaign-of-november-7731";

test("answers to the profile's own questions become tags, and the hidden value never reaches the browser", async () => {
  const world = await aWorld(stage.latchkey, "questions");
  const administrator = await asAdministrator(await stage.aVisitor(), stage.latchkey);
  await administrator.goto(world.consoleUrl("/settings?tab=sign-up"));
  await administrator.getByRole("switch", { name: "People can sign up themselves" }).check({ force: true });
  for (const _ of ["company", "sites", "origin"]) await administrator.getByRole("button", { name: "Add a field" }).click();
  const field = (number: number) =>
    administrator
      .getByRole("main")
      .getByRole("group")
      .nth(number - 1);
  await field(1).getByLabel("Tag key").fill("company");
  await field(1).getByLabel("Label on the form").fill("Your company");
  await field(1).getByLabel("Required").check();
  await field(2).getByLabel("Kind").selectOption("number");
  await field(2).getByLabel("Tag key").fill("sites");
  await field(2).getByLabel("Label on the form").fill("Number of sites");
  await field(3).getByLabel("Kind").selectOption("hidden");
  await field(3).getByLabel("Tag key").fill("origin");
  await field(3).getByLabel("Value that the server sets").fill(hiddenValue);
  await administrator.getByRole("button", { name: "Save sign-up" }).click();
  await administrator.getByText("Sign-up saved").waitFor();
  await screenshot(administrator, "sign-up-settings");

  const { page, consoleErrors } = await stage.aVisitor();
  const answers: string[] = [];
  page.on(
    "response",
    (response) =>
      void response.text().then(
        (body) => answers.push(body),
        () => undefined,
      ),
  );
  await page.goto(world.portalUrl("/sign-in"));
  await page.getByRole("link", { name: "Sign up" }).click();
  await page.getByLabel("Name").fill("Zoë <b>Žižek</b>");
  await page.getByLabel("E-mail").fill("zoe@example.com");
  await page.locator("input[autocomplete=new-password]").fill(aPassword);
  await page.getByRole("button", { name: "Sign up" }).click();
  await page.getByText("Fill in Your company.").waitFor();
  await page.getByLabel("Your company").fill("Harbour & <i>Sons</i>");
  await page.getByLabel("Number of sites").fill("twelve");
  await page.getByRole("button", { name: "Sign up" }).click();
  await page.getByText("Number of sites must be a number").waitFor();
  await expectAccessible(page);
  await screenshot(page, "sign-up");
  await page.getByLabel("Number of sites").fill("12");
  await page.getByRole("button", { name: "Sign up" }).click();
  await page.getByRole("heading", { name: "Nothing is shared with you yet" }).waitFor();

  expect(answers.some((body) => body.includes("Your company"))).toBe(true);
  expect(answers.filter((body) => body.includes(hiddenValue))).toEqual([]);
  expect(consoleErrors).toEqual([]);
  const { items } = await world.api.users.listUsers({ params: world.params, query: { search: "zoe@example.com" } });
  expect(items).toMatchObject([{ name: "Zoë <b>Žižek</b>", source: "sign_up", status: "active" }]);
  expect(items[0]?.tags.toSorted((one, other) => one.key.localeCompare(other.key))).toEqual([
    world.tag("company", "Harbour & <i>Sons</i>"),
    world.tag("origin", hiddenValue),
    world.tag("sites", "12"),
  ]);
});

test("nobody can set a hidden answer, or answer what was not asked, by calling the API", async () => {
  const world = await aWorld(stage.latchkey, "forged");
  await world.api.profiles.updateProfile({
    params: world.params,
    body: { signup: { isEnabled: true, fields: [{ type: "hidden", name: "level", value: "viewer" }] } },
  });
  const signUp = (answers: Record<string, string>) =>
    stage.latchkey.client().portal.signUp({
      params: { slug: "forged" },
      body: { name: "Mallory", email: "mallory@example.com", password: aPassword, answers },
    });

  await expect(signUp({ level: "supervisor" })).rejects.toMatchObject({ status: 400 });
  await expect(signUp({ region: "northeast" })).rejects.toMatchObject({ status: 400 });
  const { total } = await world.api.users.listUsers({ params: world.params });
  expect(total.count).toBe(0);
});

test("a policy that targets a key which people set themselves at sign-up carries a warning in the editor", async () => {
  const world = await aWorld(stage.latchkey, "self-set");
  await world.api.profiles.updateProfile({
    params: world.params,
    body: {
      signup: {
        isEnabled: true,
        fields: [
          { type: "text", name: "region", label: "Your region" },
          { type: "hidden", name: "plan", value: "trial" },
        ],
      },
    },
  });
  const administrator = await asAdministrator(await stage.aVisitor(), stage.latchkey);
  await administrator.goto(world.consoleUrl("/policies/new"));
  const warning = administrator.getByText("Users can set the tag region themselves at sign-up");

  await type(administrator, /^Target 1/, "Tag key", "plan");
  await type(administrator, /^Target 1/, "Tag value", "trial");
  await administrator.getByText("matches 0 run users").waitFor();
  expect(await warning.count()).toBe(0);

  await type(administrator, /^Target 1/, "Tag key", "region");
  await type(administrator, /^Target 1/, "Tag value", "northeast");
  await warning.first().waitFor();
  await screenshot(administrator, "policy-self-set-key");
});

test("where sign-up is closed, the portal offers no form and the API takes no one", async () => {
  const world = await aWorld(stage.latchkey, "closed");
  const { page } = await stage.aVisitor();
  await page.goto(world.portalUrl("/sign-in"));
  await page.getByText("New accounts are by invitation").waitFor();
  expect(await page.getByRole("link", { name: "Sign up" }).count()).toBe(0);

  await page.goto(world.portalUrl("/sign-up"));
  await page.getByText("New accounts are by invitation").waitFor();
  expect(await page.getByRole("textbox").count()).toBe(0);
  await screenshot(page, "sign-up-closed");

  const signUp = stage.latchkey.client().portal.signUp({
    params: { slug: "closed" },
    body: { name: "Eve", email: "eve@example.com", password: aPassword },
  });
  await expect(signUp).rejects.toMatchObject({ status: 403, code: "signup.closed" });
});
