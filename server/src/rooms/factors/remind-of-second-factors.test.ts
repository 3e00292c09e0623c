import { defaultSecuritySettings, type SecondFactorRules } from "@latchkey/contract";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { addTotp, aPerson, setSecurity, type Person } from "../../../test/factor-makers.ts";
import { readMails } from "../../../test/read-mails.ts";
import { startTestApp, type TestApp, type TestNode } from "../../../test/test-app.ts";
import { deploymentId } from "../../platform/ids.ts";
import { remindOfSecondFactors } from "./index.ts";

let latchkey: TestApp;
let other: TestNode;
beforeAll(async () => {
  latchkey = await startTestApp();
  other = await latchkey.anotherNode();
});
afterAll(() => latchkey.close());

const dayMs = 86_400_000;
const remind = (node: TestNode = latchkey) => remindOfSecondFactors(node.app.commandLineContext());
const inDays = (days: number) => new Date(latchkey.clock.now().getTime() + days * dayMs).toISOString();

async function require({ profile }: Pick<Person, "profile">, changes: Partial<SecondFactorRules>): Promise<void> {
  const secondFactor = { ...defaultSecuritySettings.secondFactor, rule: "required" as const, ...changes };
  await setSecurity(latchkey, profile.id, { secondFactor });
}

const remindersOf = async ({ email }: Pick<Person, "email">) =>
  (await readMails(latchkey, email)).filter((mail) => mail.template === "second_factor_due");
const countOf = async (person: Person) => (await remindersOf(person)).length;

describe("a second factor that will be required", () => {
  test("is told of seven days before and one day before, each time once, however often and on however many nodes it is looked", async () => {
    const ann = await aPerson(latchkey);
    await require(ann, { requiredFrom: inDays(9) });
    const seen = [];
    for (let hours = 0; hours < 9 * 24; hours += 12) {
      await Promise.all([remind(), remind(other), remind()]);
      seen.push(await countOf(ann));
      latchkey.clock.advance({ hours: 12 });
    }
    // Nine days in halves: none for two days, one from the seventh day before on, two from the last one on.
    expect(seen).toEqual([0, 0, 0, 0, ...Array.from({ length: 12 }, () => 1), 2, 2]);
    await remind();
    expect(await countOf(ann)).toBe(2);
  });

  test("is told of with its date and the page where it is set up, in the language of the portal", async () => {
    const ann = await aPerson(latchkey);
    const root = latchkey.client((await latchkey.make.anAdministrator({ isSuper: true })).token);
    await root.profiles.updateProfile({ params: { profileId: ann.profile.id }, body: { language: "de" } });
    const requiredFrom = inDays(7);
    await require(ann, { requiredFrom });
    await remind();
    expect(await remindersOf(ann)).toMatchObject([
      {
        language: "de",
        userId: ann.user.id,
        data: { dueAt: requiredFrom, page: expect.stringContaining(`/p/${ann.profile.slug}/account/security`) },
      },
    ]);
  });

  test("is told of once where the notice is shorter, and anew where the date is moved", async () => {
    const ann = await aPerson(latchkey);
    await require(ann, { requiredFrom: inDays(0.5) });
    await remind();
    await remind();
    expect(await countOf(ann)).toBe(1);
    await require(ann, { requiredFrom: inDays(5) });
    await remind();
    expect(await countOf(ann)).toBe(2);
  });

  test("is told of to those who have none, may sign in and are meant", async () => {
    const ann = await aPerson(latchkey);
    const { users, roles } = latchkey.client((await latchkey.make.anAdministrator({ isSuper: true })).token);
    const make = () => aPerson(latchkey, ann.profile);
    const [ready, suspended, deleted, late] = [await make(), await make(), await make(), await make()];
    const byId = ({ user }: Person) => ({ params: { profileId: ann.profile.id, userId: user.id } });
    await addTotp(latchkey, ready);
    await users.suspendUser({ ...byId(suspended), body: {} });
    await users.deleteUser(byId(deleted));
    const params = { profileId: ann.profile.id };
    const role = await roles.createRole({ params, body: { name: "Guards", permissions: [] } });
    await require(ann, { rule: "optional", requiredRoleIds: [role.id], requiredFrom: inDays(3) });
    await remind();
    const all = () => Promise.all([ann, ready, suspended, deleted, late].map(countOf));
    expect(await all()).toEqual([0, 0, 0, 0, 0]);

    for (const { user } of [ann, ready, suspended])
      await roles.assignRole({ params, body: { roleId: role.id, assignee: { type: "run_user", id: user.id }, reason: "A test" } });
    await remind();
    expect(await all()).toEqual([1, 0, 0, 0, 0]);
    await require(ann, { requiredFrom: inDays(3) });
    await remind();
    expect((await all()).slice(1)).toEqual([0, 0, 0, 1]);
  });

  test.each<[string, () => Partial<SecondFactorRules>]>([
    ["required already", () => ({ requiredFrom: inDays(-1) })],
    ["required without a date", () => ({ requiredFrom: null })],
    ["more than a week away", () => ({ requiredFrom: inDays(7.01) })],
    ["off", () => ({ rule: "off", requiredFrom: inDays(3) })],
    ["optional for all", () => ({ rule: "optional", requiredFrom: inDays(3) })],
  ])("is not told of where it is %s", async (_name, changes) => {
    const ann = await aPerson(latchkey);
    await require(ann, changes());
    await remind();
    expect(await countOf(ann)).toBe(0);
  });

  test("is told of to administrators too", async () => {
    const { email } = await latchkey.make.anAdministrator();
    const secondFactor = { ...defaultSecuritySettings.secondFactor, rule: "required" as const, requiredFrom: inDays(6) };
    await setSecurity(latchkey, deploymentId, { secondFactor });
    await remind();
    expect(await remindersOf({ email })).toMatchObject([
      { profileId: deploymentId, data: { page: expect.stringContaining("/console/account/security") } },
    ]);
  });
});
