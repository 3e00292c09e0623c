import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { lastMail } from "../../../test/read-mails.ts";
import { runJobsNow } from "../../../test/run-jobs.ts";
import { aPassword, refusalOf, Resources, RunUser, startSdkServer, type SdkServer } from "../../../test/sdk-server.ts";

let latchkey: SdkServer;
beforeAll(async () => (latchkey = await startSdkServer()));
afterAll(() => latchkey.close());

async function stage() {
  const profile = await latchkey.make.aProfile();
  const { region } = latchkey;
  const resources = new Resources({ token: await latchkey.make.anApiToken(profile), region });
  return { profile, resources, region, portal: `${profile.slug}.example.com` };
}

const newUser = { name: "Ann", email: "Ann@Example.com", password: aPassword, timezone: "America/New_York" };

describe("Resources.run", () => {
  test("creates users inactive unless told otherwise, with the address in lower case", async () => {
    const { resources } = await stage();
    const { user } = await resources.run.userCreate({ ...newUser, company: "Acme", tags: [{ key: "site", value: "north" }] });
    expect(await resources.run.userInfo(user)).toMatchObject({
      id: user,
      email: "ann@example.com",
      active: false,
      company: "Acme",
      timezone: "America/New_York",
      tags: [{ key: "site", value: "north" }],
      last_login: null,
      created_at: expect.any(Date),
    });
    expect(await refusalOf(resources.run.userCreate({ ...newUser, email: "ann@example.com" }))).toContain("email is used");
  });

  test("keeps a user's language where mails and the portal read it, and takes what is shown for none as no choice", async () => {
    const { profile, resources, region, portal } = await stage();
    const params = { profileId: profile.id };
    await profile.client.profiles.updateProfile({ params, body: { language: "de" } });
    const { user } = await resources.run.userCreate({ ...newUser, active: true });
    const here = { ...params, userId: user };
    const stored = async () => (await profile.client.users.getUser({ params: here })).language;
    const shown = async () => (await resources.run.userInfo(user)).language;
    expect([await shown(), await stored()]).toEqual(["de", null]);
    await resources.run.userEdit(user, await resources.run.userInfo(user));
    expect(await stored()).toBeNull();

    await resources.run.userEdit(user, { language: "pt_br" });
    expect([await shown(), await stored()]).toEqual(["pt-BR", "pt-BR"]);
    const byLanguage = { fields: ["id", "language"], filter: { language: "pt-BR" } };
    expect(await resources.run.listUsers(byLanguage as never)).toMatchObject([{ id: user, language: "pt-BR" }]);
    expect(await refusalOf(resources.run.userEdit(user, { language: "German" }))).toContain("language must be a language");

    const { token } = await RunUser.login(portal, { email: newUser.email, password: aPassword }, region);
    const myself = new RunUser({ token, region });
    await myself.edit(portal, { language: "es" });
    expect([(await myself.info(portal)).language, await stored()]).toEqual(["es", "es"]);
    await profile.client.users.updateUser({ params: here, body: { language: "fr" } });
    expect((await myself.info(portal)).language).toBe("fr");
    const fields = await latchkey.db.selectFrom("tagoio_fields").select("fields").where("id", "=", user).executeTakeFirstOrThrow();
    expect(fields.fields).not.toHaveProperty("language");
  });

  test("lists with fields, wildcards, tags by key alone, order and pages", async () => {
    const { resources } = await stage();
    for (const [name, site] of [
      ["Ann", "north"],
      ["Bob", "south"],
      ["Anders", "north"],
    ] as const) {
      const tags = [{ key: "site", value: site }];
      await resources.run.userCreate({ ...newUser, name, email: `${name}@example.com`, active: true, tags });
    }
    expect(await resources.run.listUsers({})).toHaveLength(3);
    const query = { page: 1, fields: ["id", "name"], filter: { name: "an*" }, amount: 20, orderBy: ["name", "desc"] };
    const found = (await resources.run.listUsers(query as never)) as { name: string }[];
    expect(found.map((user) => user.name)).toEqual(["Ann", "Anders"]);
    const byTag = async (tag: Record<string, string>) => (await resources.run.listUsers({ filter: { tags: [tag] } } as never)).length;
    expect([await byTag({ key: "site" }), await byTag({ key: "SITE", value: "NORTH" }), await byTag({ key: "none" })]).toEqual([3, 2, 0]);
    expect(await resources.run.listUsers({ page: 2, amount: 2 } as never)).toHaveLength(1);
    expect(await resources.run.listUsers({ amount: 10_000 } as never)).toHaveLength(3);
    expect(await refusalOf(resources.run.listUsers({ orderBy: ["nothing", "asc"] } as never))).toContain("orderBy");
  });

  test("edits and deletes", async () => {
    const { resources, region, portal } = await stage();
    const { user } = await resources.run.userCreate({ ...newUser, active: true });
    expect(await resources.run.userEdit(user, { name: "Anna", tags: [{ key: "a", value: "1" }], active: false })).toContain("Updated");
    expect(await resources.run.userInfo(user)).toMatchObject({ name: "Anna", active: false, tags: [{ key: "a", value: "1" }] });

    await resources.run.userEdit(user, { active: true, password: "another good passphrase 9" } as never);
    expect(await RunUser.login(portal, { email: newUser.email, password: "another good passphrase 9" }, region)).toMatchObject({
      token: expect.stringMatching(/^u-/),
    });
    expect(await resources.run.userDelete(user)).toBe("Successfully Removed");
    expect(await refusalOf(resources.run.userInfo(user))).toBe("Not Found");
  });

  test("signs in as a user, with both names of the end", async () => {
    const { resources, region, portal } = await stage();
    const { user } = await resources.run.userCreate({ ...newUser, active: true });
    const made = (await resources.run.loginAsUser(user)) as never as Record<string, unknown>;
    expect(made).toMatchObject({ run_user: user, expire_time: expect.any(String), expire_date: expect.any(Date) });
    expect(await new RunUser({ token: String(made["token"]), region }).info(portal as never)).toMatchObject({ id: user });
  });

  test("answers an analysis that no policy speaks about with nothing and a denial, whatever there is, and works after one", async () => {
    const { resources, region } = await stage();
    const { user } = await resources.run.userCreate(newUser);
    const { id, token } = await resources.analysis.create({ name: "Script", run_on: "external" } as never);
    const script = new Resources({ token, region });
    expect(await script.run.listUsers({})).toEqual([]);
    const denial = await refusalOf(script.run.userInfo(user));
    expect(denial).toMatch(/^Authorization Denied/);
    expect(await refusalOf(script.run.userInfo("6791456f8b726c0009adccec"))).toBe(denial);
    expect(await refusalOf(script.run.userEdit(user, { name: "X" }))).toMatch(/^Authorization Denied/);
    expect(await refusalOf(script.run.userDelete(user))).toMatch(/^Authorization Denied/);

    const permissions = [{ effect: "allow", action: ["access"], resource: ["run_user"] }];
    await resources.accessManagement.create({ name: "See", targets: [["analysis", "id", id]], permissions } as never);
    expect(await script.run.userInfo(user)).toMatchObject({ id: user });
    expect(await script.run.listUsers({})).toHaveLength(1);
  });

  test("takes back whole objects as they were read, as tools that restore a backup send them", async () => {
    const { resources } = await stage();
    const { user } = await resources.run.userCreate({ ...newUser, active: true });
    const { device_id: device } = (await resources.devices.create({ name: "Pump", type: "mutable" } as never)) as { device_id: string };
    const { dashboard } = await resources.dashboards.create({ label: "Tank", type: "dashboard" } as never);
    const { id: analysis } = await resources.analysis.create({ name: "Script", run_on: "external" } as never);
    const body = { effect: "allow", action: ["access"], resource: ["dashboard"] };
    const { am_id: policy } = await resources.accessManagement.create({
      name: "All",
      targets: [["run_user"]],
      permissions: [body],
    } as never);
    const sendBack = async () => {
      await resources.run.edit(await resources.run.info());
      await resources.run.userEdit(user, await resources.run.userInfo(user));
      await resources.devices.edit(device, await resources.devices.info(device));
      await resources.dashboards.edit(dashboard, await resources.dashboards.info(dashboard));
      await resources.analysis.edit(analysis, await resources.analysis.info(analysis));
      await resources.accessManagement.edit(policy, await resources.accessManagement.info(policy));
    };
    await expect(sendBack()).resolves.toBeUndefined();

    const again = { ...(await resources.run.userInfo(user)), email: "other@example.com", password: aPassword };
    expect(await resources.run.userCreate(again as never)).toHaveProperty("user");
    expect(await resources.devices.create((await resources.devices.info(device)) as never)).toHaveProperty("device_id");
    expect(await resources.dashboards.create(await resources.dashboards.info(dashboard))).toHaveProperty("dashboard");
    expect(await resources.analysis.create((await resources.analysis.info(analysis)) as never)).toHaveProperty("id");
    expect(await resources.accessManagement.create(await resources.accessManagement.info(policy))).toHaveProperty("am_id");
  });

  test("answers a wrong call with a text at once", async () => {
    const { resources } = await stage();
    const started = performance.now();
    expect(await refusalOf(resources.run.userInfo("6791456f8b726c0009adccec"))).toBe("Not Found");
    expect(await refusalOf(resources.run.userInfo("nonsense"))).toBe("Invalid ID");
    expect(await refusalOf(resources.run.userCreate({} as never))).toContain("name");
    expect(await refusalOf(resources.run.ssoSAMLInfo())).toContain("SAML");
    // The SDK waits 1.5 seconds before it repeats what failed with 5xx.
    expect(performance.now() - started).toBeLessThan(1500);
  });

  test("reads and edits the portal's settings", async () => {
    const { resources } = await stage();
    expect(await resources.run.info()).toMatchObject({ signup_method: "disabled", created_at: expect.anything() });
    const fields = [{ name: "site", placeholder: "Site", required: true, type: "text" }];
    await resources.run.edit({ name: "Acme", signup_method: "default", signup_fields: fields, theme: { a: "#fff" } } as never);
    expect(await resources.run.info()).toMatchObject({
      name: "Acme",
      signup_method: "default",
      theme: { a: "#fff" },
      signup_fields: [{ name: "site" }],
    });
  });

  test("tells users something", async () => {
    const { resources, region, portal } = await stage();
    const { user } = await resources.run.userCreate({ ...newUser, active: true });
    const { id } = await resources.run.notificationCreate(user, {
      title: "Filter",
      message: "Due",
      buttons: [{ id: "ok", label: "OK", color: "red" }],
    } as never);
    expect(await resources.run.notificationList(user)).toMatchObject([{ id, title: "Filter", read: false }]);
    await resources.run.notificationEdit(id, { title: "Filters" });

    const { token } = await RunUser.login(portal, { email: newUser.email, password: aPassword }, region);
    const me = new RunUser({ token, region });
    expect(await me.notificationList(portal as never)).toMatchObject([{ title: "Filters" }]);
    await me.notificationMarkRead(portal, [id] as never);
    await me.notificationMarkUnread(portal, [id] as never);
    await me.notificationMarkAllRead(portal);
    expect(await me.notificationButton(portal as never, id, "ok")).toMatchObject({ buttons_enabled: false });
    await me.notificationDelete(portal, id);
    expect(await resources.run.notificationList(user)).toEqual([]);
  });
});

describe("RunUser", () => {
  async function open(verification: "none" | "email" | "administrator" = "none") {
    const made = await stage();
    const { profile } = made;
    const fields = [{ type: "text", name: "site", label: "Site", isRequired: false }] as const;
    await profile.client.profiles.updateProfile({
      params: { profileId: profile.id },
      body: { signup: { isEnabled: true, verification, fields: [...fields] } },
    });
    return made;
  }

  test("signs up with answers that become tags, and signs in", async () => {
    const { resources, region, portal } = await open();
    const { user } = await RunUser.create(portal, { ...newUser, site: "north", active: false } as never, region);
    expect(await resources.run.userInfo(user)).toMatchObject({ tags: [{ key: "site", value: "north" }], active: true });

    const { token } = await RunUser.login(portal, { email: newUser.email, password: aPassword }, region);
    const me = new RunUser({ token, region });
    expect(await me.info(portal as never)).toMatchObject({ email: "ann@example.com", otp: { authenticator: false } });
    await me.edit(portal, { name: "Anna", tags: [{ key: "role", value: "admin" }] } as never);
    expect(await me.info(portal as never)).toMatchObject({ name: "Anna", tags: [{ key: "site", value: "north" }] });
  });

  test("waits for the confirmation that was mailed", async () => {
    const { region, portal } = await open("email");
    await RunUser.create(portal, newUser as never, region);
    await runJobsNow(latchkey);
    expect(await refusalOf(RunUser.login(portal, { email: newUser.email, password: aPassword }, region))).not.toBe("");
    const token = String((await lastMail(latchkey, "ann@example.com")).data["link"]).split("token=")[1] ?? "";
    expect(await RunUser.confirmUser(portal, token, region)).toContain("Confirmed");
    expect(await RunUser.login(portal, { email: newUser.email, password: aPassword }, region)).toHaveProperty("token");
  });

  // Class 1 of the attack classes: account pre-hijacking.
  test("keeps no password of an address that somebody else signed up with as well", async () => {
    const { region, portal } = await open("email");
    await RunUser.create(portal, newUser as never, region);
    await runJobsNow(latchkey);
    await RunUser.create(portal, { ...newUser, password: "the password of a stranger 1" } as never, region);
    await runJobsNow(latchkey);
    latchkey.clock.advance({ minutes: 1 });
    const token = String((await lastMail(latchkey, "ann@example.com")).data["link"]).split("token=")[1] ?? "";
    expect(await refusalOf(RunUser.confirmUser(portal, token, region))).toContain("password");
    const stranger = { email: newUser.email, password: "the password of a stranger 1" };
    expect(await refusalOf(RunUser.login(portal, stranger as never, region))).not.toBe("");
  });

  test("answers the same for a known and an unknown address that forgot its password", async () => {
    const { resources, region, portal } = await open();
    await resources.run.userCreate({ ...newUser, email: "a+b@example.com", active: true });
    const known = await RunUser.passwordRecover(portal, "a+b@example.com", region);
    expect(await RunUser.passwordRecover(portal, "nobody@example.com", region)).toBe(known);
    await runJobsNow(latchkey);
    const link = String((await lastMail(latchkey, "a+b@example.com")).data["link"]);
    const recovery = new RunUser({ token: link.split("=").at(-1) ?? "", region });
    await recovery.passwordChange(portal, "a brand new passphrase 7");
    expect(await RunUser.login(portal, { email: "a+b@example.com", password: "a brand new passphrase 7" }, region)).toHaveProperty("token");
  });

  test("keeps what it stores for itself", async () => {
    const { region, portal } = await open();
    await RunUser.create(portal, newUser as never, region);
    const { token } = await RunUser.login(portal, { email: newUser.email, password: aPassword }, region);
    const { SDB } = new RunUser({ token, region }) as never as { SDB: Record<string, (...args: unknown[]) => Promise<unknown>> };
    await SDB["setItem"]?.(portal, "pref", "dark");
    expect(await SDB["getItem"]?.(portal, "pref")).toBe("dark");
    await SDB["removeItem"]?.(portal, "pref");
    expect(await SDB["getItem"]?.(portal, "pref")).toBeNull();
  });
});
