import { defaultSecuritySettings, portalPlace, type SecondFactorRules } from "@latchkey/contract";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createAuthenticator } from "../../../test/authenticator.ts";
import { addPasskey, addTotp, aPerson, ownerOf, relyingParty, setSecurity, totpCode, type Person } from "../../../test/factor-makers.ts";
import { lastMail, readMails } from "../../../test/read-mails.ts";
import { startTestApp, type TestApp } from "../../../test/test-app.ts";
import { deploymentId } from "../../platform/ids.ts";

let latchkey: TestApp;
const gateway = { send: () => Promise.resolve({ kind: "sent" as const, answer: "", conversation: [] }) };
beforeAll(async () => (latchkey = await startTestApp({ smsGateway: gateway })));
afterAll(() => latchkey.close());

const own = ({ token, profile }: Person) => ({ client: latchkey.client(token).factors, params: { place: portalPlace(profile.slug) } });
const rules = (changes: Partial<SecondFactorRules>) => ({ secondFactor: { ...defaultSecuritySettings.secondFactor, ...changes } });
const actionsOf = async (person: Person) => {
  const rows = await latchkey.db
    .selectFrom("audit_entries")
    .selectAll()
    .where("object_id", "=", person.user.id)
    .where("action", "like", "factor.%")
    .orderBy("at")
    .execute();
  return rows.map(({ action, actor_id, result }) => ({ action, actor_id, result }));
};
const templates = async (person: Person) => (await readMails(latchkey, person.email)).map(({ template }) => template);

async function begin(person: Person, kind: "totp" | "email_code" = "totp") {
  const { client, params } = own(person);
  const begun = await client.startFactor({ params, body: { kind } });
  return { begun, params, client, secret: begun.kind === "totp" ? begun.secret : "" };
}

describe("one's own factors", () => {
  test("are none at first, and what can be added is what the profile offers", async () => {
    const ann = await aPerson(latchkey);
    const { client, params } = own(ann);
    expect(await client.listFactors({ params })).toEqual({
      demand: "optional",
      dueAt: null,
      methods: ["totp", "email_code", "passkey"],
      items: [],
      recoveryCodesLeft: 0,
    });
    await expect(client.startFactor({ params, body: { kind: "sms_code", phoneNumber: "+4930123456" } })).rejects.toMatchObject({
      status: 409,
      code: "factors.kind_not_offered",
    });
  });

  test("an authenticator app is added with a code, named, and brings ten recovery codes this once", async () => {
    const ann = await aPerson(latchkey);
    const { begun, secret, params, client } = await begin(ann);
    expect(begun).toMatchObject({
      kind: "totp",
      uri: expect.stringContaining(secret),
      qr: expect.arrayContaining([expect.stringMatching(/^[01]+$/)]),
    });
    expect((await client.listFactors({ params })).items).toEqual([]);

    const confirmed = await client.confirmFactor({
      params: { ...params, factorId: begun.factorId },
      body: { code: totpCode(latchkey, secret), name: "Old phone" },
    });
    expect(confirmed.factor).toMatchObject({ id: begun.factorId, kind: "totp", name: "Old phone", hint: null, lastUsedAt: null });
    expect(new Set(confirmed.recoveryCodes).size).toBe(10);
    expect(await client.listFactors({ params })).toMatchObject({ items: [{ name: "Old phone" }], recoveryCodesLeft: 10 });
    expect(await actionsOf(ann)).toEqual([{ action: "factor.added", actor_id: ann.user.id, result: "ok" }]);
    expect(await lastMail(latchkey, ann.email)).toMatchObject({ template: "second_factor_on", data: { factor: "Old phone" } });
  });

  test("a wrong code adds nothing, and the right one still does", async () => {
    const ann = await aPerson(latchkey);
    const { begun, secret, params, client } = await begin(ann);
    const confirm = (code: string) => client.confirmFactor({ params: { ...params, factorId: begun.factorId }, body: { code } });
    const right = totpCode(latchkey, secret);

    await expect(confirm(right === "000000" ? "000001" : "000000")).rejects.toMatchObject({ status: 403, code: "factors.wrong_code" });
    expect((await client.listFactors({ params })).items).toEqual([]);
    expect(await actionsOf(ann)).toEqual([]);
    expect((await confirm(right)).factor.kind).toBe("totp");
  });

  test("what was begun dies after ten minutes, with a new beginning, and belongs to its session", async () => {
    const ann = await aPerson(latchkey);
    const confirm = ({ begun, secret, params, client }: Awaited<ReturnType<typeof begin>>) =>
      client.confirmFactor({ params: { ...params, factorId: begun.factorId }, body: { code: totpCode(latchkey, secret) } });
    const gone = { status: 404, code: "http.not_found" };

    const late = await begin(ann);
    latchkey.clock.advance({ minutes: 10 });
    await expect(confirm(late)).rejects.toMatchObject(gone);

    const first = await begin(ann);
    const second = await begin(ann);
    await expect(confirm(first)).rejects.toMatchObject(gone);
    await expect(confirm({ ...second, client: latchkey.client(await anotherSession(ann)).factors })).rejects.toMatchObject(gone);
    expect((await confirm(second)).factor.kind).toBe("totp");
  });

  test("of a hundred confirmations at once exactly one succeeds, with one set of recovery codes", async () => {
    const ann = await aPerson(latchkey);
    const { begun, secret } = await begin(ann);
    const { confirmEnrolment } = await import("./index.ts");
    const boundTo = `session:${await sessionIdOf(ann)}` as const;
    const results = await Promise.allSettled(
      Array.from({ length: 100 }, () =>
        confirmEnrolment(ann.ctx, ann.user, { factorId: begun.factorId, boundTo, proof: { code: totpCode(latchkey, secret) } }),
      ),
    );
    expect(results.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    expect(await own(ann).client.listFactors({ params: own(ann).params })).toMatchObject({
      items: [{ kind: "totp" }],
      recoveryCodesLeft: 10,
    });
  });

  test("another app takes the place of the first, and recovery codes stay as they are", async () => {
    const ann = await aPerson(latchkey);
    const first = await addTotp(latchkey, ann);
    const { begun, secret, params, client } = await begin(ann);
    const { recoveryCodes } = await client.confirmFactor({
      params: { ...params, factorId: begun.factorId },
      body: { code: totpCode(latchkey, secret) },
    });

    expect(recoveryCodes).toBeNull();
    expect((await client.listFactors({ params })).items.map(({ id }) => id)).toEqual([begun.factorId]);
    expect((await actionsOf(ann)).map(({ action }) => action)).toEqual(["factor.added", "factor.replaced"]);
    expect(first.recoveryCodes).toHaveLength(10);
  });

  test("a code by e-mail or to a phone is added with the code that was sent", async () => {
    const ann = await aPerson(latchkey);
    await setSecurity(latchkey, ann.profile.id, rules({ methods: ["email_code", "sms_code"] }));
    const { client, params } = own(ann);

    const byMail = await client.startFactor({ params, body: { kind: "email_code" } });
    expect(byMail).toMatchObject({ hint: `${ann.email.slice(0, 1)}…@latchkey.test` });
    const mailed = String((await lastMail(latchkey, ann.email)).data["code"]);
    await client.confirmFactor({ params: { ...params, factorId: byMail.factorId }, body: { code: mailed } });

    latchkey.clock.advance({ minutes: 0.1 });
    const phoneNumber = "+4930987654";
    const bySms = await client.startFactor({ params, body: { kind: "sms_code", phoneNumber } });
    const texted = String((await lastMail(latchkey, phoneNumber)).data["code"]);
    await client.confirmFactor({ params: { ...params, factorId: bySms.factorId }, body: { code: texted, name: "Work" } });

    const { items } = await client.listFactors({ params });
    expect(items).toMatchObject([
      { kind: "email_code", hint: `${ann.email.slice(0, 1)}…@latchkey.test` },
      { kind: "sms_code", name: "Work", hint: "…54" },
    ]);
    const rows = await latchkey.db.selectFrom("factors").selectAll().where("user_id", "=", ann.user.id).execute();
    expect(JSON.stringify(rows)).not.toContain(phoneNumber);
  });

  test.each(["030123456", "+0123456789", "+49", "+49 30 123456", "+4930123456789012", "+4930x"])(
    "%s is no phone number",
    async (phoneNumber) => {
      const ann = await aPerson(latchkey);
      const { client, params } = own(ann);
      await expect(client.startFactor({ params, body: { kind: "sms_code", phoneNumber } })).rejects.toMatchObject({ status: 400 });
    },
  );

  test("several passkeys, each with its name, are added, renamed and removed; their owner is told", async () => {
    const ann = await aPerson(latchkey);
    const { client, params } = own(ann);
    for (const name of ["Laptop", "Key"]) {
      const begun = await client.startFactor({ params, body: { kind: "passkey" } });
      if (begun.kind !== "passkey") throw new Error("a passkey was asked for");
      const response = createAuthenticator(relyingParty).create(begun.options);
      await client.confirmFactor({ params: { ...params, factorId: begun.factorId }, body: { response, name } });
    }

    const { items } = await client.listFactors({ params });
    expect(items.map(({ name }) => name).toSorted()).toEqual(["Key", "Laptop"]);
    const key = items.find(({ name }) => name === "Key")?.id ?? "";
    expect(await client.renameFactor({ params: { ...params, factorId: key }, body: { name: "Blue key" } })).toMatchObject({
      name: "Blue key",
    });
    await client.removeFactor({ params: { ...params, factorId: key } });

    expect((await client.listFactors({ params })).items).toMatchObject([{ name: "Laptop" }]);
    expect((await actionsOf(ann)).map(({ action }) => action).toSorted()).toEqual([
      "factor.added",
      "factor.added",
      "factor.removed",
      "factor.renamed",
    ]);
    expect((await templates(ann)).toSorted()).toEqual(["passkey_added", "passkey_added", "passkey_removed"]);
  });

  test("at most twenty passkeys", async () => {
    const ann = await aPerson(latchkey);
    const { client, params } = own(ann);
    for (let count = 0; count < 20; count += 1) await addPasskey(ann);
    await expect(client.startFactor({ params, body: { kind: "passkey" } })).rejects.toMatchObject({
      status: 409,
      code: "factors.too_many",
    });
  });

  test("the last one takes the recovery codes with it, but stays while one is required", async () => {
    const ann = await aPerson(latchkey);
    const { factorId } = await addTotp(latchkey, ann);
    const { client, params } = own(ann);

    await setSecurity(latchkey, ann.profile.id, rules({ rule: "required" }));
    const token = await anotherSession(ann, { hasSecondFactor: true });
    const proved = latchkey.client(token).factors;
    await expect(proved.removeFactor({ params: { ...params, factorId } })).rejects.toMatchObject({
      status: 409,
      code: "factors.last_factor",
    });
    const { factor } = await addPasskey(ann);
    await proved.removeFactor({ params: { ...params, factorId } });
    expect((await client.listFactors({ params })).recoveryCodesLeft).toBe(10);

    await setSecurity(latchkey, ann.profile.id, rules({ rule: "optional" }));
    await client.removeFactor({ params: { ...params, factorId: factor.id } });
    expect(await client.listFactors({ params })).toMatchObject({ items: [], recoveryCodesLeft: 0 });
    expect((await templates(ann)).filter((template) => template === "second_factor_off")).toHaveLength(1);
  });

  test("recovery codes are renewed as a whole, and only for whoever has a factor", async () => {
    const ann = await aPerson(latchkey);
    const { client, params } = own(ann);
    await expect(client.renewRecoveryCodes({ params })).rejects.toMatchObject({ status: 409, code: "factors.no_factor" });

    const { recoveryCodes: old } = await addTotp(latchkey, ann);
    const { recoveryCodes } = await client.renewRecoveryCodes({ params });
    expect(recoveryCodes).toHaveLength(10);
    expect(recoveryCodes.filter((code) => old.includes(code))).toEqual([]);
    const { useRecoveryCode } = await import("./recovery-codes.ts");
    expect(await useRecoveryCode(ann.ctx, ann.user, old[0] ?? "")).toBe(false);
    expect(await useRecoveryCode(ann.ctx, ann.user, recoveryCodes[0] ?? "")).toBe(true);
  });

  test("of somebody else are not found, whoever asks", async () => {
    const ann = await aPerson(latchkey);
    const bob = await aPerson(latchkey, ann.profile);
    const { factorId } = await addTotp(latchkey, bob);
    const { client, params } = own(ann);
    await expect(client.renameFactor({ params: { ...params, factorId }, body: { name: "Mine" } })).rejects.toMatchObject({ status: 404 });
    await expect(client.removeFactor({ params: { ...params, factorId } })).rejects.toMatchObject({ status: 404 });
    await expect(client.confirmFactor({ params: { ...params, factorId }, body: { code: "000000" } })).rejects.toMatchObject({
      status: 404,
    });
    await expect(latchkey.client().factors.listFactors({ params })).rejects.toMatchObject({ status: 401 });
    await expect(latchkey.client(await latchkey.make.anApiToken(ann.profile)).factors.listFactors({ params })).rejects.toMatchObject({
      status: 401,
    });
  });

  test("stay as they are where a policy denies changing one's own settings", async () => {
    const ann = await aPerson(latchkey);
    await latchkey.make.aPolicy(ann.profile, {
      targets: [{ subject: "run_user", match: "any" }],
      permissions: [{ effect: "deny", actions: ["edit"], resource: { type: "own_settings", match: "any" } }],
    });
    const { client, params } = own(ann);
    await expect(client.startFactor({ params, body: { kind: "totp" } })).rejects.toMatchObject({ status: 403, code: "http.not_allowed" });
    await expect(client.renewRecoveryCodes({ params })).rejects.toMatchObject({ status: 403 });
    expect((await client.listFactors({ params })).items).toEqual([]);
  });

  test("are the same for administrators", async () => {
    const administrator = await latchkey.make.anAdministrator();
    const client = latchkey.client(administrator.token).factors;
    const params = { place: "console" };
    const begun = await client.startFactor({ params, body: { kind: "totp" } });
    expect(begun).toMatchObject({ uri: expect.stringContaining("Latchkey") });
    const code = totpCode(latchkey, begun.kind === "totp" ? begun.secret : "");
    const { recoveryCodes } = await client.confirmFactor({ params: { ...params, factorId: begun.factorId }, body: { code } });
    expect(recoveryCodes).toHaveLength(10);
    expect(await lastMail(latchkey, administrator.email)).toMatchObject({ template: "second_factor_on", profileId: deploymentId });
  });
});

describe("what is asked of a person", () => {
  test("counts down to the day, and is required from then on", async () => {
    const ann = await aPerson(latchkey);
    const { client, params } = own(ann);
    const dueAt = new Date(latchkey.clock.now().getTime() + 3_600_000).toISOString();
    await setSecurity(latchkey, ann.profile.id, rules({ rule: "required", requiredFrom: dueAt }));
    expect(await client.listFactors({ params })).toMatchObject({ demand: "due", dueAt });

    latchkey.clock.advance({ hours: 1 });
    expect(await client.listFactors({ params })).toMatchObject({ demand: "required", dueAt });
  });

  test("follows from a role, also from one that a group hands down", async () => {
    const ann = await aPerson(latchkey);
    const { client: administrator, id: profileId } = await profileWith(ann);
    const { client, params } = own(ann);
    const role = await administrator.roles.createRole({ params: { profileId }, body: { name: "Operator", permissions: [] } });
    const group = await administrator.groups.createGroup({ params: { profileId }, body: { name: "Operators" } });
    await administrator.roles.assignRole({
      params: { profileId },
      body: { roleId: role.id, assignee: { type: "group", id: group.id }, reason: "work" },
    });
    await setSecurity(latchkey, profileId, rules({ rule: "optional", requiredRoleIds: [role.id] }));
    expect((await client.listFactors({ params })).demand).toBe("optional");

    await administrator.groups.changeGroupMembers({ params: { profileId, groupId: group.id }, body: { add: [ann.user.id] } });
    expect((await client.listFactors({ params })).demand).toBe("required");
  });
});

describe("a reset by an administrator", () => {
  test("takes everything away, ends the sessions, tells the person, and says why in the log", async () => {
    const ann = await aPerson(latchkey);
    await addTotp(latchkey, ann);
    await addPasskey(ann);
    const { client: administrator, id: profileId } = await profileWith(ann);
    const params = { profileId, userId: ann.user.id };
    const listed = await administrator.factors.listUserFactors({ params });
    expect(listed.items.map(({ kind }) => kind).toSorted()).toEqual(["passkey", "totp"]);
    expect(Object.keys(listed.items[0] ?? {}).toSorted()).toEqual(["createdAt", "id", "kind", "lastUsedAt"]);

    latchkey.clock.advance({ minutes: 0.1 });
    await administrator.factors.resetUserFactors({ params, body: { reason: "lost the phone" } });
    expect(await administrator.factors.listUserFactors({ params })).toMatchObject({ items: [], recoveryCodesLeft: 0 });
    await expect(own(ann).client.listFactors({ params: own(ann).params })).rejects.toMatchObject({ status: 401 });
    expect(await lastMail(latchkey, ann.email)).toMatchObject({ template: "factors_reset", data: { reason: "lost the phone" } });

    const entry = await latchkey.db
      .selectFrom("audit_entries")
      .selectAll()
      .where("action", "=", "factor.all_reset")
      .executeTakeFirstOrThrow();
    expect(entry).toMatchObject({ object_id: ann.user.id, reason: "lost the phone" });
  });

  test("needs a reason, and somebody who is there", async () => {
    const ann = await aPerson(latchkey);
    const { client, id: profileId } = await profileWith(ann);
    const reset = (userId: string, reason: string) => client.factors.resetUserFactors({ params: { profileId, userId }, body: { reason } });
    await expect(reset(ann.user.id, "  ")).rejects.toMatchObject({ status: 400 });
    await expect(reset("e".repeat(24), "lost")).rejects.toMatchObject({ status: 404 });
  });

  test("is refused to whoever may not set passwords, or may do less than the person", async () => {
    const ann = await aPerson(latchkey);
    const helper = await aPerson(latchkey, ann.profile);
    const grant = (userId: string, actions: string[], type: "run_user" | "dashboard") =>
      latchkey.make.aPolicy(ann.profile, {
        targets: [{ subject: "run_user", match: "id", id: userId }],
        permissions: [{ effect: "allow", actions, resource: { type, match: "any" } }],
      });
    const reset = () =>
      latchkey
        .client(helper.token)
        .factors.resetUserFactors({ params: { profileId: ann.profile.id, userId: ann.user.id }, body: { reason: "asked" } });

    await grant(helper.user.id, ["access", "edit"], "run_user");
    await expect(reset()).rejects.toMatchObject({ status: 403 });
    await grant(helper.user.id, ["set_password"], "run_user");
    await grant(ann.user.id, ["delete"], "dashboard");
    await expect(reset()).rejects.toMatchObject({ status: 403 });
    await grant(helper.user.id, ["delete"], "dashboard");
    await expect(reset()).resolves.toBeNull();
  });

  test("of administrators is for super administrators, and not for themselves", async () => {
    const [root, other, plain] = [
      await latchkey.make.anAdministrator({ isSuper: true }),
      await latchkey.make.anAdministrator({ isSuper: true }),
      await latchkey.make.anAdministrator(),
    ];
    await addTotp(latchkey, await ownerOf(latchkey, deploymentId, other.id));
    const reset = (token: string, administratorId: string) =>
      latchkey.client(token).factors.resetAdministratorFactors({ params: { administratorId }, body: { reason: "lost" } });

    await expect(reset(plain.token, other.id)).rejects.toMatchObject({ status: 403 });
    await expect(reset(root.token, root.id)).rejects.toMatchObject({ status: 409, code: "factors.own_factors" });
    const params = { administratorId: other.id };
    expect((await latchkey.client(root.token).factors.listAdministratorFactors({ params })).items).toMatchObject([{ kind: "totp" }]);
    await reset(root.token, other.id);
    expect((await latchkey.client(root.token).factors.listAdministratorFactors({ params })).items).toEqual([]);
    expect(await lastMail(latchkey, other.email)).toMatchObject({ template: "factors_reset", profileId: deploymentId });
  });
});

async function sessionIdOf(person: Person): Promise<string> {
  const row = await latchkey.db
    .selectFrom("sessions")
    .select("id")
    .where("user_id", "=", person.user.id)
    .orderBy("created_at")
    .executeTakeFirstOrThrow();
  return row.id;
}

async function anotherSession({ ctx, user }: Person, options: { hasSecondFactor?: boolean } = {}): Promise<string> {
  const { startSession } = await import("../sessions/index.ts");
  const started = await latchkey.db
    .transaction()
    .execute((tx) => startSession(tx, ctx, user, { hasSecondFactor: options.hasSecondFactor ?? false }));
  return started.token;
}

/** An administrator of the person's profile. */
async function profileWith({ profile }: Person) {
  const administrator = await latchkey.make.anAdministrator({ profileIds: [profile.id] });
  return { client: latchkey.client(administrator.token), id: profile.id };
}
