import { expect, test } from "vitest";
import { expectAccessible, screenshot } from "../support/browser.ts";
import { anotherAdministrator, asAdministrator, savePolicy, signInToConsole, type } from "../support/people.ts";
import { setStage } from "../support/stage.ts";
import { aWorld } from "../support/world.ts";

const stage = setStage();

test("of two administrators who save the same policy, the second sees who changed what, and nothing is lost or overwritten", async () => {
  const world = await aWorld(stage.latchkey, "conflict");
  const policy = await world.aPolicy("Northeast", world.tag("region", "northeast"), world.tag("state", "NY"));
  const read = () => world.api.access.getPolicy({ params: { ...world.params, policyId: policy.id } });
  const ben = await anotherAdministrator(stage.latchkey, "Ben Second");
  const first = (await stage.aVisitor()).page;
  await signInToConsole(first, stage.latchkey, ben);
  const second = await asAdministrator(await stage.aVisitor(), stage.latchkey);
  for (const page of [first, second]) {
    await page.goto(world.consoleUrl(`/policies/${policy.id}`));
    await page.getByRole("group", { name: /^Target 1/ }).waitFor();
  }

  await first.getByRole("button", { name: "Add a target" }).click();
  await type(first, /^Target 2/, "Tag key", "level");
  await type(first, /^Target 2/, "Tag value", "manager");
  await first.getByRole("textbox", { name: "Name" }).fill("Northeast region");
  await savePolicy(first, "Review and save");
  await first.getByText("Policy saved").waitFor();

  await second.getByRole("textbox", { name: "Description" }).fill("Agreed in spring");
  await second.getByRole("textbox", { name: "Name" }).fill("The north-east");
  await second.getByRole("button", { name: "Save", exact: true }).click();
  const dialog = second.getByRole("dialog", { name: "Ben Second saved this policy while you were editing" });
  await dialog.waitFor();
  const said = await dialog.innerText();
  expect(said).toContain("Name: Northeast → Northeast region");
  expect(said).toMatch(/Targets: added .*level = manager/);
  expect(said).toContain("Agreed in spring");
  expect(said).toContain("Both of you changed: Name.");
  await expectAccessible(second);
  await screenshot(second, "policy-conflict");
  expect(await read()).toMatchObject({ name: "Northeast region", description: "", version: 2, updatedBy: "Ben Second" });

  await dialog.getByRole("button", { name: "Keep editing: mine on top of theirs" }).click();
  await second.getByRole("group", { name: /^Target 2/ }).waitFor();
  await second.getByRole("button", { name: "Save", exact: true }).click();
  await second.getByText("Policy saved").waitFor();
  expect(await read()).toMatchObject({
    name: "The north-east",
    description: "Agreed in spring",
    version: 3,
    targets: [
      { key: "region", value: "northeast" },
      { key: "level", value: "manager" },
    ],
  });
});

test("what was typed into a policy is not lost by a click on another page", async () => {
  const world = await aWorld(stage.latchkey, "leave");
  const policy = await world.aPolicy("Northeast", world.tag("region", "northeast"), world.tag("state", "NY"));
  const page = await asAdministrator(await stage.aVisitor(), stage.latchkey);
  await page.goto(world.consoleUrl(`/policies/${policy.id}`));
  await page.getByRole("textbox", { name: "Description" }).fill("Half a sentence");
  await page.getByRole("link", { name: "Devices" }).click();
  const dialog = page.getByRole("dialog", { name: "Leave without saving?" });
  await dialog.waitFor();
  await dialog.getByRole("button", { name: /Cancel|Stay/ }).click();
  await dialog.waitFor({ state: "hidden" });
  expect(await page.getByRole("textbox", { name: "Description" }).inputValue()).toBe("Half a sentence");
});

test("a rule that can never fire is refused with the reason, and nothing is stored", async () => {
  const world = await aWorld(stage.latchkey, "dead-rule");
  const body = {
    name: "Scripts arrange dashboards",
    targets: [{ subject: "analysis" as const, match: "tag" as const, key: "script", value: "nightly" }],
    permissions: [{ effect: "allow" as const, actions: ["arrangement"], resource: { type: "dashboard" as const, match: "any" as const } }],
  };
  await expect(world.api.access.createPolicy({ params: world.params, body })).rejects.toMatchObject({
    status: 400,
    code: "access.dead_rule",
    problem: { errors: [{ message: expect.stringMatching(/analys/i) }] },
  });
  const { total } = await world.api.access.listPolicies({ params: world.params });
  expect(total.count).toBe(0);
});

test("Explain finds the user whose tag says Northeast, says what would help, and its address shows a colleague the same", async () => {
  const world = await aWorld(stage.latchkey, "explain");
  const nora = await world.aUser("Nora Nearly", [world.tag("region", "Northeast")]);
  await world.aDashboard("Albany", [world.tag("state", "NY")]);
  await world.aPolicy("Northeast", world.tag("region", "northeast"), world.tag("state", "NY"));
  const page = await asAdministrator(await stage.aVisitor(), stage.latchkey);
  await page.goto(world.consoleUrl("/explain"));
  await page.getByRole("combobox", { name: "Who", exact: true }).fill("Nora");
  await page.getByRole("option", { name: /Nora Nearly/ }).click();
  await page.getByRole("combobox", { name: "What", exact: true }).fill("Alb");
  await page.getByRole("option", { name: /Albany/ }).click();

  const expectAnswer = async (answer: typeof page) => {
    await answer.getByRole("heading", { name: "No, denied" }).waitFor();
    const said = await answer.getByRole("main").innerText();
    expect(said).toContain("region = Northeast, the rule wants region = northeast: only upper and lower case differ.");
    expect(said).toContain("Change the tag region of Nora Nearly from Northeast to northeast");
    expect(said).toContain("No active policy allows it");
  };
  await expectAnswer(page);
  await expectAccessible(page);
  await screenshot(page, "explain-near-miss");

  const colleague = await anotherAdministrator(stage.latchkey, "Cleo Colleague");
  const elsewhere = (await stage.aVisitor()).page;
  await signInToConsole(elsewhere, stage.latchkey, colleague);
  await elsewhere.goto(page.url());
  await expectAnswer(elsewhere);

  await elsewhere.getByRole("link", { name: /Change the tag region/ }).click();
  await elsewhere.getByRole("heading", { level: 1, name: nora.name }).waitFor();
  await world.api.users.updateUser({ params: { ...world.params, userId: nora.id }, body: { tags: [world.tag("region", "northeast")] } });
  await page.reload();
  await page.getByRole("heading", { name: "Yes, allowed" }).waitFor();
});
