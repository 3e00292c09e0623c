import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { confirmTotp, ownerOf, totpCode } from "../../../test/factor-makers.ts";
import { lastMail } from "../../../test/read-mails.ts";
import { Account, aPassword, refusalOf, Resources, RunUser, startSdkServer, type SdkServer } from "../../../test/sdk-server.ts";
import { deploymentId } from "../../platform/ids.ts";

let latchkey: SdkServer;
beforeAll(async () => (latchkey = await startSdkServer()));
afterAll(() => latchkey.close());

async function stage() {
  const profile = await latchkey.make.aProfile();
  const { region } = latchkey;
  const administrator = await latchkey.make.anAdministrator({ profileIds: [profile.id] });
  const credentials = { email: administrator.email, password: aPassword };
  return {
    profile,
    region,
    administrator,
    credentials,
    resources: new Resources({ token: await latchkey.make.anApiToken(profile), region }),
  };
}

describe("Account", () => {
  test("signs in with e-mail and password, and makes the token that everything else takes", async () => {
    const { profile, region, credentials } = await stage();
    const account = (await Account.login(credentials as never, region)) as never as { profiles: { id: string }[] };
    expect(account).toMatchObject({ type: "user", email: credentials.email, profiles: [{ id: profile.id }] });

    const wanted = { ...credentials, profile_id: profile.id, name: "Command line", expire_time: "1 month" };
    const { token } = await Account.tokenCreate(wanted as never, region);
    expect(await new Resources({ token, region }).run.listUsers({})).toEqual([]);
  });

  test("is refused with a wrong password, and for a profile of others", async () => {
    const { region, credentials } = await stage();
    const other = await latchkey.make.aProfile();
    expect(await refusalOf(Account.login({ ...credentials, password: "wrong" } as never, region))).toContain("don't match");
    const foreign = Account.tokenCreate({ ...credentials, profile_id: other.id, name: "No" } as never, region);
    expect(await refusalOf(foreign)).toContain("Profile Not Found");
  });

  test("asks for the second factor in the way its clients look for, and takes it", async () => {
    const { profile, region, administrator, credentials } = await stage();
    const totp = await confirmTotp(latchkey, await ownerOf(latchkey, deploymentId, administrator.id));
    const asked = await refusalOf(Account.login(credentials as never, region));
    expect(asked).toContain("otp_enabled");
    expect(JSON.parse(asked)).toMatchObject({ otp_enabled: ["authenticator"], otp_autosend: "authenticator" });

    latchkey.clock.advance({ minutes: 1 });
    const pin = { otp_type: "authenticator", pin_code: totpCode(latchkey, totp.secret) };
    expect(await Account.login({ ...credentials, ...pin } as never, region)).toMatchObject({ email: credentials.email });
    expect(await refusalOf(Account.login({ ...credentials, ...pin } as never, region))).not.toContain("otp_enabled");

    // The next call takes the next code: one that was used opens nothing again.
    const wanted = { ...credentials, profile_id: profile.id, name: "Command line" };
    expect(await refusalOf(Account.tokenCreate(wanted as never, region))).toContain("otp_enabled");
    latchkey.clock.advance({ minutes: 1 });
    const next = { otp_type: "authenticator", pin_code: totpCode(latchkey, totp.secret) };
    const { token } = await Account.tokenCreate({ ...wanted, ...next } as never, region);
    expect(await new Resources({ token, region }).run.listUsers({})).toEqual([]);
  });
});

describe("RunUser with a second factor", () => {
  test("sets one up, signs in with it, and takes it away", async () => {
    const { profile, region } = await stage();
    const user = await latchkey.make.aUser(profile, { password: aPassword });
    const credentials = { email: user.email ?? "", password: aPassword };
    const { token } = await RunUser.login(profile.slug, credentials, region);
    const me = new RunUser({ token, region });
    expect(await refusalOf(me.enableOTP(profile.slug as never, { ...credentials, password: "wrong" }, "email"))).toContain(
      "Authorization Denied",
    );

    await me.enableOTP(profile.slug, credentials, "email");
    const code = String((await lastMail(latchkey, credentials.email)).data["code"]);
    await me.confirmOTP(profile.slug, code, "email");
    expect(await me.info(profile.slug as never)).toMatchObject({ otp: { email: true, authenticator: false } });

    latchkey.clock.advance({ minutes: 2 });
    expect(await refusalOf(RunUser.login(profile.slug, credentials as never, region))).toContain("otp_enabled");
    await RunUser.requestLoginPINCode(profile.slug, credentials, "email", region);
    const pin = String((await lastMail(latchkey, credentials.email)).data["code"]);
    const second = { ...credentials, otp_type: "email", pin_code: pin };
    expect(await refusalOf(me.disableOTP(profile.slug as never, credentials as never, "email"))).toContain("second factor");
    const strong = await RunUser.login(profile.slug, second as never, region);
    await new RunUser({ token: strong.token, region }).disableOTP(profile.slug, credentials, "email");
    expect(await me.info(profile.slug as never)).toMatchObject({ otp: { email: false } });
  });
});

describe("Resources.profiles", () => {
  test("tells about its own profile, whatever it is called by, and about no other", async () => {
    const { profile, resources } = await stage();
    expect(await resources.profiles.list()).toMatchObject([{ id: profile.id, name: profile.name }]);
    expect(await resources.profiles.info("current")).toMatchObject({ info: { id: profile.id } });
    expect(await resources.profiles.summary(profile.id as never)).toMatchObject({ amount: { run_users: 0, dashboard: 0 } });
    expect(await resources.profiles.usageStatisticList(profile.id as never, {})).toEqual([]);
    const other = await latchkey.make.aProfile();
    expect(await refusalOf(resources.profiles.info(other.id))).toBe("Not Found");
  });

  test("makes, lists and deletes tokens, against a password", async () => {
    const { profile, resources, region, credentials } = await stage();
    const wanted = { name: "Second", permission: "read", expire_time: "never", ...credentials };
    const made = await resources.profiles.tokenCreate(profile.id, wanted as never);
    expect(made).toMatchObject({ permission: "read", expire_date: "never" });
    expect(await refusalOf(resources.profiles.tokenCreate(profile.id, { ...wanted, password: "wrong" } as never))).toContain("don't match");
    expect(await resources.profiles.tokenList(profile.id)).toHaveLength(2);
    await resources.profiles.tokenDelete(profile.id, made.token);
    expect(await refusalOf(new Resources({ token: made.token, region }).devices.list())).toContain("Authorization Denied");
  });

  test("answers the audit log at once, filtered, in the form that is asked for again", async () => {
    const { profile, resources } = await stage();
    const { user } = await resources.run.userCreate({
      name: "Ann",
      email: "ann@example.com",
      password: aPassword,
      timezone: "UTC",
    });
    await resources.devices.create({ name: "Pump", type: "mutable" } as never);
    const log = (await resources.profiles.auditLog(profile.id, {})) as never as {
      queryId: string;
      status: string;
      events: { resourceName: string }[];
    };
    expect(log).toMatchObject({
      status: "Complete",
      events: expect.arrayContaining([expect.objectContaining({ resourceName: "device" })]),
    });
    const filtered = (await resources.profiles.auditLog(profile.id, {
      resourceName: "runuser",
      resourceID: user,
    } as never)) as never as typeof log;
    expect(new Set(filtered.events.map((event) => event.resourceName))).toEqual(new Set(["runuser"]));
    expect(await resources.profiles.auditLogQuery(profile.id, log.queryId)).toMatchObject({ status: "Complete" });
  });
});

describe("Resources.notifications", () => {
  test("tells the administrators, marks, presses and removes", async () => {
    const { resources } = await stage();
    await resources.notifications.create({ title: "Pump", message: "It stands still" });
    const [told] = await resources.notifications.list();
    expect(told).toMatchObject({ title: "Pump", read: false });
    const id = told?.id ?? "";
    await resources.notifications.markAsRead([id]);
    expect(await resources.notifications.list()).toMatchObject([{ read: true }]);
    await resources.notifications.markAsUnread([id]);
    expect(await resources.notifications.list()).toMatchObject([{ read: false }]);
    await resources.notifications.markAllAsRead();
    expect(await resources.notifications.list()).toMatchObject([{ read: true }]);
    expect(await refusalOf(resources.notifications.notificationButton(id, "none"))).toBe("Not Found");
    await resources.notifications.remove(id);
    expect(await resources.notifications.list()).toEqual([]);
    expect(await refusalOf(resources.notifications.registerDevice("token", "ios"))).toContain("push");
  });

  test("an analysis needs the profile's rights", async () => {
    const { resources, region } = await stage();
    const { id, token } = await resources.analysis.create({ name: "Watch", run_on: "external" } as never);
    const script = new Resources({ token, region });
    const tell = () => script.notifications.create({ title: "Pump", message: "It stands still" });
    expect(await refusalOf(tell())).toContain("Authorization Denied");
    expect(await refusalOf(script.notifications.list())).toContain("Authorization Denied");
    const permissions = [{ effect: "allow", action: ["access", "edit"], resource: ["profile"] }];
    await resources.accessManagement.create({ name: "Tell", targets: [["analysis", "id", id]], permissions } as never);
    await tell();
    expect(await script.notifications.list()).toMatchObject([{ title: "Pump" }]);
  });
});

describe("Resources.profiles, in figures", () => {
  test("counts what there is and what was shown, by month", async () => {
    const { resources } = await stage();
    const { device_id: device } = (await resources.devices.create({ name: "Pump", type: "mutable" } as never)) as { device_id: string };
    await resources.devices.sendDeviceData(
      device,
      [1, 2].map((value) => ({ variable: "level", value })),
    );
    const { dashboard } = await resources.dashboards.create({ label: "Tank", type: "dashboard" } as never);
    const data = [{ origin: device, variables: ["level"] }];
    const { widget } = await resources.dashboards.widgets.create(dashboard, { label: "Level", type: "table", display: {}, data });
    await resources.dashboards.widgets.getData(dashboard, widget, {});
    expect(await resources.profiles.summary("current")).toMatchObject({
      amount: { device: 1, bucket: 1, dashboard: 1, dashboard_shared: 0, analysis: 0, run_users: 0, networks: 0 },
      limit_used: { dashboard_output: 2 },
    });

    const month = latchkey.clock.now().toISOString().slice(0, 7);
    const statistics = (query: object) => resources.profiles.usageStatisticList("current", query);
    const shown = [{ dashboard_output: 2 }];
    expect(await statistics({ start_date: `${month}-01`, end_date: `${month}-28`, periodicity: "month" })).toMatchObject(shown);
    expect(await statistics({ date: `${month}-15` })).toMatchObject(shown);
    expect(await statistics({ start_date: "2020-01-01", end_date: "2020-12-31", periodicity: "month" })).toEqual([]);
  });
});

describe("the seed scenarios, through the SDK only", () => {
  const ann = { name: "Ann", email: "ann@example.com", password: aPassword, timezone: "UTC" };

  test("answers at sign-up become tags, and the tags open what they name", async () => {
    const { profile, region, resources } = await stage();
    const fields = [{ name: "plant", placeholder: "Your plant", type: "text", required: true }];
    await resources.run.edit({ signup_method: "none", signup_fields: fields });
    await resources.dashboards.create({ label: "North", type: "dashboard", tags: [{ key: "site", value: "north" }] } as never);
    const asked = { ...ann, plant: "north" };
    expect(await refusalOf(RunUser.create(profile.slug, { ...asked, level: "admin" } as never, region))).toContain("level");
    const { user } = await RunUser.create(profile.slug, asked as never, region);
    expect(await resources.run.userInfo(user)).toMatchObject({ tags: [{ key: "plant", value: "north" }] });

    const { token } = await RunUser.login(profile.slug, ann, region);
    const portal = new Resources({ token, region });
    expect(await portal.dashboards.list()).toEqual([]);
    const site = { effect: "allow", action: ["access"], resource: ["dashboard", "tag.key", "site", "tag.value", "north"] };
    const byAnswer = { name: "Plant", targets: [["run_user", "tag.key", "plant", "tag.value", "north"]], permissions: [site] };
    // Whoever signs up chooses this tag: a policy by it would let anybody in, and is refused until somebody checked.
    expect(await refusalOf(resources.accessManagement.create(byAnswer as never))).toContain("plant");
    await resources.run.userEdit(user, { tags: [{ key: "approved", value: "north" }] });
    const byTag = { ...byAnswer, targets: [["run_user", "tag.key", "approved", "tag.value", "north"]] };
    await resources.accessManagement.create(byTag as never);
    expect(await portal.dashboards.list()).toMatchObject([{ label: "North" }]);
  });

  test("a script's tags grant access and take it away", async () => {
    const { profile, region, resources } = await stage();
    const { id, token } = await resources.analysis.create({
      name: "Tagger",
      run_on: "external",
      tags: [{ key: "script", value: "tagger" }],
    } as never);
    expect(id).toHaveLength(24);
    const script = { targets: [["analysis", "tag.key", "script", "tag.value", "tagger"]] };
    const mayEdit = { effect: "allow", action: ["access", "edit", "create"], resource: ["run_user"] };
    const maySee = { effect: "allow", action: ["access"], resource: ["dashboard", "tag_match", "customer"] };
    const customers = { name: "Customers", targets: [["run_user", "tag_match", "customer"]], permissions: [maySee] };
    await resources.accessManagement.create(customers as never);
    await resources.accessManagement.create({ name: "Tagger", ...script, permissions: [mayEdit] } as never);

    await resources.dashboards.create({ label: "Acme", type: "dashboard", tags: [{ key: "customer", value: "acme" }] } as never);
    const { user } = await resources.run.userCreate({ ...ann, active: true });
    const tagger = new Resources({ token, region });
    const portal = new Resources({ token: (await RunUser.login(profile.slug, ann, region)).token, region });
    const seen = async () => (await portal.dashboards.list()).length;
    expect(await seen()).toBe(0);
    // Nobody gives what they do not hold: the script first needs what the tag opens.
    const give = () => tagger.run.userEdit(user, { tags: [{ key: "customer", value: "acme" }] });
    expect(await refusalOf(give())).toContain("do not hold");
    const all = { effect: "allow", action: ["access"], resource: ["dashboard"] };
    await resources.accessManagement.create({ name: "Tagger sees", ...script, permissions: [all] } as never);
    await give();
    expect(await seen()).toBe(1);
    await tagger.run.userEdit(user, { tags: [] });
    expect(await seen()).toBe(0);
  });

  test("the CSV of users has exactly the users that the API lists", async () => {
    const { profile, resources } = await stage();
    for (const name of ["Ann", "Bob", "Cem"]) {
      await resources.run.userCreate({ name, email: `${name}@example.com`, password: aPassword, timezone: "UTC", active: true });
    }
    const answer = await latchkey.request({
      method: "GET",
      url: `/api/v1/profiles/${profile.id}/users/export`,
      headers: { authorization: `Bearer ${profile.administrator.token}` },
    });
    const listed = (await resources.run.listUsers({ fields: ["id", "name"] } as never)).map((user) => user.id);
    const [, ...lines] = answer.body.trim().split("\r\n");
    expect(lines).toHaveLength(listed.length);
    for (const id of listed) expect(answer.body).toContain(id);
  });
});
