import type { Device, Resources, RunUser } from "@tago-io/sdk";
import type { Profile } from "@latchkey/contract";
import type { SdkServer } from "./sdk-server.ts";
import { aPassword } from "./makers.ts";

/** What the calls are made with; every call finds its things here and may leave them changed. */
export interface SdkStage {
  latchkey: SdkServer;
  profile: Profile;
  resources: Resources;
  runUser: RunUser;
  device: Device;
  portal: string;
  /** E-mail and password of an administrator of the profile. */
  administrator: { id: string; email: string; password: string };
  user: { id: string; email: string };
  ids: Record<"policy" | "device" | "dashboard" | "widget" | "analysis", string>;
  /** The token that the last mail to somebody carries. */
  mailedToken(email: string): Promise<string>;
}

export interface SdkCall {
  /** As it is written in a program: the path to the method, and which form of it. */
  call: string;
  route: string;
  args(stage: SdkStage): unknown;
  /** Part of the sentence with which it is refused; without one, it works. */
  refusal?: string;
  note?: string;
}

type Extra = Pick<SdkCall, "refusal" | "note">;
const call = (name: string, route: string, args: (stage: SdkStage) => unknown = () => [], extra: Extra = {}): SdkCall => ({
  call: name,
  route,
  args,
  ...extra,
});

const allow = (action: string[], resource: string[]) => ({ effect: "allow", action, resource });
const tag = (key: string, value: string) => ({ key, value });
const supervisors = {
  name: "Supervisors",
  active: true,
  tags: [tag("level", "supervisor")],
  targets: [["run_user", "tag.key", "level", "tag.value", "supervisor"]],
  permissions: [allow(["access"], ["dashboard", "tag.key", "state", "tag.value", "NY"])],
};
let count = 0;
const aNewUser = () => ({
  name: "Ann",
  email: `ann-${(count += 1)}@example.com`,
  password: aPassword,
  timezone: "America/New_York",
  active: true,
  tags: [tag("region", "northeast")],
});
const aSignUp = () => ({ ...aNewUser(), tags: [tag("plant", "north")] });
const made = async (creating: unknown, key: string) => String(((await creating) as Record<string, unknown>)[key]);
const aNotification = async ({ resources, user }: SdkStage) =>
  made(resources.run.notificationCreate(user.id, { title: "Hi", message: "Hello", buttons: [{ id: "b1", label: "Go" }] } as never), "id");
const credentialsOf = ({ user }: SdkStage) => ({ email: user.email, password: aPassword });
const ownerOf = ({ administrator: { email, password } }: SdkStage) => ({ email, password });
const nobody = "6791456f8b726c0009adccec";

const policies: SdkCall[] = [
  call("accessManagement.list()", "GET /am"),
  call(
    "accessManagement.list(filter+fields+orderBy)",
    "GET /am",
    () => [
      {
        page: 1,
        fields: ["id", "name", "active", "tags", "targets", "permissions"],
        filter: { name: "*sup*", active: true, tags: [tag("level", "supervisor")] },
        amount: 50,
        orderBy: ["created_at", "desc"],
      },
    ],
    { note: "`targets` and `permissions` too, when asked for" },
  ),
  call("accessManagement.create", "POST /am", () => [supervisors], { note: "rules that could never fire are refused with the reason" }),
  call("accessManagement.edit", "PUT /am/:id", ({ ids }) => [ids.policy, { name: "Renamed", active: false }]),
  call("accessManagement.info", "GET /am/:id", ({ ids }) => [ids.policy]),
  call("accessManagement.delete", "DELETE /am/:id", ({ ids }) => [ids.policy]),
];

const run: SdkCall[] = [
  call("run.info", "GET /run"),
  call("run.edit", "PUT /run", () => [{ name: "My Run", signup_method: "default", theme: {} }]),
  call("run.listUsers()", "GET /run/users"),
  call("run.listUsers(filter)", "GET /run/users", () => [
    {
      fields: ["id", "name", "email", "active", "tags", "last_login", "created_at"],
      filter: { name: "Ann*", active: true, tags: [tag("region", "northeast")] },
      amount: 100,
    },
  ]),
  call("run.userInfo", "GET /run/users/:id", ({ user }) => [user.id]),
  call("run.userCreate", "POST /run/users", () => [aNewUser()], { note: "without `active` the user may not sign in yet" }),
  call(
    "run.userEdit",
    "PUT /run/users/:id",
    async ({ resources }) => [
      await made(resources.run.userCreate(aNewUser()), "user"),
      { active: false, tags: [], password: "another good passphrase 8" },
    ],
    { note: "the address cannot be changed" },
  ),
  call("run.userDelete", "DELETE /run/users/:id", async ({ resources }) => [await made(resources.run.userCreate(aNewUser()), "user")]),
  call("run.loginAsUser()", "GET /run/users/:id/login", ({ user }) => [user.id], { note: "a session that is listed and can be ended" }),
  call("run.loginAsUser(expire)", "GET /run/users/:id/login", ({ user }) => [user.id, { expire_time: "2 hours" }]),
  call("run.notificationCreate", "POST /run/notification", ({ user }) => [
    user.id,
    { title: "Hi", message: "Hello", buttons: [{ id: "b1", label: "Go", url: "https://x.example" }] },
  ]),
  call("run.notificationList", "GET /run/notification/:userId", ({ user }) => [user.id]),
  call("run.notificationEdit", "PUT /run/notification/:id", async (stage) => [await aNotification(stage), { title: "x" }]),
  call("run.notificationDelete", "DELETE /run/notification/:id", async (stage) => [await aNotification(stage)]),
  call("run.emailTest", "POST /run/email_test", () => [{ subject: "s", body: "b" }], {
    note: "sends this server's own test mail: texts from outside never leave by it",
  }),
  call("run.ssoSAMLInfo", "GET /run/sso/saml", () => [], { refusal: "SAML", note: "single sign-on is not served yet" }),
  call("run.ssoSAMLEdit", "PUT /run/sso/saml", () => [{ idp_metadata: "PHhtbC8+", mapping: { email: "mail" } }], {
    refusal: "SAML",
    note: "single sign-on is not served yet",
  }),
  call(
    "run.createCustomDomain",
    "POST /run/customdomain/:profile",
    ({ profile }) => [profile.id, { domain: "a.example", subdomain: "b", email: "c" }],
    { refusal: "proxy", note: "whoever runs the server points a domain at it" },
  ),
  call("run.getCustomDomain", "GET /run/customdomain/:profile", ({ profile }) => [profile.id], {
    refusal: "proxy",
    note: "whoever runs the server points a domain at it",
  }),
];

const own: SdkCall[] = [
  call("RunUser.create", "POST /run/:url/signup", ({ portal }) => [portal, aSignUp()], {
    note: "by the portal's sign-up settings; `active` and `tags` are not the sender's to choose",
  }),
  call("RunUser.login", "POST /run/:url/login", (stage) => [stage.portal, credentialsOf(stage)]),
  call(
    "RunUser.login(otp)",
    "POST /run/:url/login",
    (stage) => [stage.portal, { ...credentialsOf(stage), otp_type: "authenticator", pin_code: "123456" }],
    { note: "asks for the code in TagoIO's way: a message that is JSON with `otp_enabled`" },
  ),
  call("RunUser.requestLoginPINCode", "POST /run/:url/login/otp", (stage) => [stage.portal, credentialsOf(stage), "email"], {
    refusal: "No code is sent",
    note: "works for whoever has set up that factor",
  }),
  call("RunUser.confirmUser", "GET /run/:url/confirm/:token", async ({ portal, mailedToken, latchkey }) => {
    const user = aSignUp();
    const { RunUser: Caller } = await import("@tago-io/sdk");
    await Caller.create(portal, user, latchkey.region);
    return [portal, await mailedToken(user.email)];
  }),
  call("RunUser.passwordRecover", "GET /run/:url/passwordreset/:email", ({ portal }) => [portal, "ann+tag@example.com"], {
    note: "the same answer for an unknown address",
  }),
  call("runUser.info", "GET /run/:url/info", ({ portal }) => [portal]),
  call("runUser.edit", "PUT /run/:url/info", ({ portal }) => [portal, { name: "Anna", language: "pt" }], {
    note: "tags are not among it: nobody may let themselves in",
  }),
  call("runUser.notificationList", "GET /run/:url/notification", ({ portal }) => [portal]),
  call("runUser.notificationMarkRead", "PUT /run/:url/notification", async (stage) => [stage.portal, [await aNotification(stage)]]),
  call("runUser.notificationMarkUnread", "PUT /run/:url/notification", async (stage) => [stage.portal, [await aNotification(stage)]]),
  call("runUser.notificationMarkAllRead", "PUT /run/:url/notification/markallread", ({ portal }) => [portal]),
  call("runUser.notificationButton", "PUT /run/:url/notification/:id/:button", async (stage) => [
    stage.portal,
    await aNotification(stage),
    "b1",
  ]),
  call("runUser.notificationDelete", "DELETE /run/:url/notification/:id", async (stage) => [stage.portal, await aNotification(stage)]),
  call("runUser.enableOTP", "POST /run/:url/otp/:type/enable", (stage) => [stage.portal, credentialsOf(stage), "authenticator"], {
    note: "answers the address for an authenticator app",
  }),
  call("runUser.confirmOTP", "POST /run/:url/otp/:type/confirm", ({ portal }) => [portal, "123456", "authenticator"], {
    refusal: "code",
    note: "works with a right code; the suite sends a wrong one here and right ones in `profile.sdk.test.ts`",
  }),
  call("runUser.disableOTP", "POST /run/:url/otp/:type/disable", (stage) => [stage.portal, credentialsOf(stage), "authenticator"], {
    refusal: "second factor first",
    note: "works in a session that was opened with the second factor",
  }),
  call("runUser.SDB.setItem", "POST /run/:url/sdb/:key", ({ portal }) => [portal, "pref", "dark"]),
  call("runUser.SDB.getItem", "GET /run/:url/sdb/:key", ({ portal }) => [portal, "pref"]),
  call("runUser.SDB.removeItem", "DELETE /run/:url/sdb/:key", ({ portal }) => [portal, "pref"]),
  call("runUser.passwordChange", "POST /run/:url/passwordreset", ({ portal }) => [portal, "a brand new passphrase 7"], {
    refusal: "link",
    note: "works with the token of a mailed link; never with that of a session, which would need no old password",
  }),
  call("runUser.delete", "DELETE /run/:url/delete", ({ portal }) => [portal], { note: "what follows is the profile's setting" }),
];

const dashboards: SdkCall[] = [
  call("dashboards.list()", "GET /dashboard"),
  call("dashboards.list(filter)", "GET /dashboard", () => [
    { fields: ["id", "label", "tags"], filter: { label: "*Sales*", tags: [tag("state", "NY")] } },
  ]),
  call("dashboards.create", "POST /dashboard", () => [
    { label: "Regional Sales View", arrangement: [], tags: [tag("state", "NY")], visible: true, type: "dashboard" },
  ]),
  call("dashboards.info", "GET /dashboard/:id", ({ ids }) => [ids.dashboard]),
  call("dashboards.edit", "PUT /dashboard/:id", ({ ids }) => [ids.dashboard, { label: "New", active: false }]),
  call("dashboards.duplicate", "POST /dashboard/:id/duplicate", ({ ids }) => [ids.dashboard, { setup: {}, new_label: "Copy" }], {
    note: "each `{id, name}` of `setup.config` puts device `id` in the place of that name: the original's `setup.config` names it, or its device is called so",
  }),
  call("dashboards.getPublicKey()", "GET /dashboard/:id/share/public", ({ ids }) => [ids.dashboard], {
    note: "the token of a share link: random, listed, and it can be taken back",
  }),
  call("dashboards.getPublicKey(expire)", "GET /dashboard/:id/share/public", ({ ids }) => [ids.dashboard, "1 day"], {
    note: "ends by itself",
  }),
  call("dashboards.listDevicesRelated", "GET /dashboard/:id/devices", ({ ids }) => [ids.dashboard]),
  call("dashboards.listAnalysisRelated", "GET /dashboard/:id/analysis", ({ ids }) => [ids.dashboard]),
  call("dashboards.runWidgetHeaderButtonAnalysis", "POST /analysis/:id/run/:dashboard/:widget", ({ ids }) => [
    ids.analysis,
    ids.dashboard,
    ids.widget,
    [],
  ]),
  call("dashboards.widgets.create", "POST /dashboard/:id/widget", ({ ids }) => [
    ids.dashboard,
    {
      label: "Temp",
      type: "display",
      data: [{ origin: ids.device, query: "last_value", variables: ["temperature"] }],
      display: { show_unit: true },
    },
  ]),
  call("dashboards.widgets.info", "GET /dashboard/:id/widget/:widget", ({ ids }) => [ids.dashboard, ids.widget]),
  call(
    "dashboards.widgets.getData",
    "GET /data/:id/:widget",
    ({ ids }) => [ids.dashboard, ids.widget, { start_date: "2025-01-01", end_date: "2025-12-31", timezone: "UTC" }],
    { note: "counted as data output; a blueprint's slots are filled with devices that whoever looks has access to" },
  ),
  call("dashboards.widgets.getData(overwrite)", "GET /data/:id/:widget", ({ ids }) => [
    ids.dashboard,
    ids.widget,
    { overwrite: { start_date: "2025-01-01T00:00:00.000Z", end_date: "2025-02-01T00:00:00.000Z", timezone: "UTC" }, page: 1, amount: 15 },
  ]),
  call(
    "dashboards.widgets.sendData",
    "POST /data/:id/:widget",
    ({ ids }) => [ids.dashboard, ids.widget, { origin: ids.device, variable: "temperature", value: 25.5, unit: "C" }],
    { note: "to the widget's own devices only" },
  ),
  call("dashboards.widgets.sendData(bypass)", "POST /data/:id/:widget", ({ ids }) => [
    ids.dashboard,
    ids.widget,
    [{ variable: "temperature", value: 25.5 }],
    true,
  ]),
  call("dashboards.widgets.editData", "PUT /data/:id/:widget/data", async ({ ids, resources }) => [
    ids.dashboard,
    ids.widget,
    [{ id: await newestRecord(resources, ids.device), device: ids.device, value: 3 }],
  ]),
  call("dashboards.widgets.deleteData", "DELETE /data/:id/:widget", async ({ ids, resources }) => [
    ids.dashboard,
    ids.widget,
    [`${await newestRecord(resources, ids.device)}:${ids.device}`],
  ]),
  call(
    "dashboards.widgets.editResource",
    "PUT /data/:id/:widget/resource",
    ({ ids }) => [ids.dashboard, ids.widget, { device: ids.device, name: "Renamed", "tags.site": "south" }],
    { note: "with profile and analysis tokens; run users edit by a form of the dashboard's own" },
  ),
  call("dashboards.widgets.tokenGenerate", "GET /dashboard/:id/widget/:widget/token", ({ ids }) => [ids.dashboard, ids.widget], {
    note: "the token of a share link that opens this widget only; it is listed, and it can be taken back",
  }),
  call("dashboards.widgets.edit", "PUT /dashboard/:id/widget/:widget", ({ ids }) => [ids.dashboard, ids.widget, { label: "T2" }]),
  call("dashboards.widgets.delete", "DELETE /dashboard/:id/widget/:widget", ({ ids }) => [ids.dashboard, ids.widget]),
  call("dashboards.delete", "DELETE /dashboard/:id", ({ ids }) => [ids.dashboard]),
];

async function newestRecord(resources: Resources, deviceId: string): Promise<string> {
  await resources.devices.sendDeviceData(deviceId, { variable: "temperature", value: 21 });
  const [record] = (await resources.devices.getDeviceData(deviceId, { query: "last_item" } as never)) as { id: string }[];
  return record?.id ?? "";
}

const devices: SdkCall[] = [
  call("devices.list()", "GET /device"),
  call("devices.list(filter)", "GET /device", () => [{ filter: { name: "Dev*", tags: [tag("type", "sensor")] } }]),
  call("devices.create", "POST /device", () => [
    { name: "D1", type: "mutable", connector: nobody, network: nobody, active: true, tags: [tag("type", "sensor")] },
  ]),
  call("devices.info", "GET /device/:id", ({ ids }) => [ids.device]),
  call("devices.edit", "PUT /device/:id", ({ ids }) => [ids.device, { name: "D2" }]),
  call("devices.sendDeviceData", "POST /device/:id/data", ({ ids }) => [
    ids.device,
    { variable: "temperature", value: 21, unit: "C", group: "g1", time: "2025-01-01T00:00:00.000Z" },
  ]),
  call("devices.getDeviceData()", "GET /device/:id/data", ({ ids }) => [ids.device]),
  call("devices.getDeviceData(query)", "GET /device/:id/data", ({ ids }) => [
    ids.device,
    { variables: ["temperature", "humidity"], query: "last_value", start_date: "2025-01-01", end_date: "2025-02-01", qty: 10 },
  ]),
  call("devices.editDeviceData", "PUT /device/:id/data", async ({ ids, resources }) => [
    ids.device,
    { id: await newestRecord(resources, ids.device), value: 22 },
  ]),
  call("devices.deleteDeviceData", "DELETE /device/:id/data", ({ ids }) => [ids.device, { variables: "temperature", qty: 1 }]),
  call("devices.tokenList", "GET /device/token/:id", ({ ids }) => [ids.device], {
    note: "tokens are shown once; afterwards their ids stand for them",
  }),
  call("devices.tokenCreate", "POST /device/token", ({ ids }) => [ids.device, { name: "t", expire_time: "1 day", permission: "full" }]),
  call("devices.tokenDelete", "DELETE /device/token/:token", async ({ ids, resources }) => [
    await made(resources.devices.tokenCreate(ids.device, { name: "x", permission: "read", expire_time: "1 day" } as never), "token"),
  ]),
  call("devices.paramSet", "POST /device/:id/params", ({ ids }) => [ids.device, { key: "k", value: "v", sent: false }]),
  call("devices.paramList", "GET /device/:id/params", ({ ids }) => [ids.device, false]),
  call("Device.sendData", "POST /data", () => [{ variable: "temperature", value: 21 }]),
  call("Device.getData", "GET /data", () => [{ variables: ["temperature"], qty: 5 }]),
  call("Device.info", "GET /info"),
  call("devices.delete", "DELETE /device/:id", async ({ resources }) => [
    await made(resources.devices.create({ name: "Gone", type: "mutable" } as never), "device_id"),
  ]),
];

const analyses: SdkCall[] = [
  call("analysis.list()", "GET /analysis"),
  call("analysis.create", "POST /analysis", () => [{ name: "A1", runtime: "node-rt2025", tags: [tag("script", "device_upload")] }]),
  call("analysis.info", "GET /analysis/:id", ({ ids }) => [ids.analysis]),
  call("analysis.edit", "PUT /analysis/:id", ({ ids }) => [ids.analysis, { name: "A2" }]),
  call("analysis.run()", "POST /analysis/:id/run", ({ ids }) => [ids.analysis], {
    note: "reaches an analysis that is connected; Latchkey runs none itself",
  }),
  call("analysis.run(scope)", "POST /analysis/:id/run", ({ ids }) => [ids.analysis, { device: ids.device }]),
  call("analysis.tokenGenerate", "GET /analysis/:id/token", ({ ids }) => [ids.analysis], {
    note: "a new token; the one before stops working",
  }),
  call("analysis.delete", "DELETE /analysis/:id", ({ ids }) => [ids.analysis]),
];

const noAccount = {
  refusal: "administrator",
  note: "a profile's token is nobody's; administrators look after their account in the console",
};

const accounts: SdkCall[] = [
  call("Account.login(static, class Account)", "POST /account/login", (stage) => [ownerOf(stage)], {
    note: "an account is an administrator here",
  }),
  call("Account.requestLoginPINCode(static)", "POST /account/login/otp", (stage) => [ownerOf(stage), "email"], {
    refusal: "No code is sent",
    note: "works for whoever has set up that factor",
  }),
  call("Account.passwordRecover(static)", "GET /account/passwordreset/:email", (stage) => [stage.administrator.email]),
  call("Account.create(static)", "POST /account", () => [{ ...aNewUser(), country: "US" }], {
    refusal: "invited",
    note: "administrators are invited in the console or made by `npx latchkey admin create`",
  }),
  call("Account.tokenCreate(static)", "POST /account/profile/token", (stage) => [
    { ...ownerOf(stage), profile_id: stage.profile.id, name: "tok" },
  ]),
  call("account.info", "GET /account", () => [], noAccount),
  call("account.edit", "PUT /account", () => [{ name: "n" }], noAccount),
  call("account.passwordChange", "POST /account/passwordreset", () => ["N3w"], noAccount),
  call("account.enableOTP", "POST /account/otp/:type/enable", (stage) => [ownerOf(stage), "authenticator"], noAccount),
];

const team = { refusal: "console", note: "who administers is decided in the console" };

const profiles: SdkCall[] = [
  call("profiles.list", "GET /profile", () => [], { note: "the token's own profile" }),
  call("profiles.info(current)", "GET /profile/:id", () => ["current"]),
  call("profiles.summary", "GET /profile/:id/summary", ({ profile }) => [profile.id]),
  call("profiles.auditLog()", "GET /profile/:id/auditlog", ({ profile }) => [profile.id]),
  call("profiles.auditLog(filter)", "GET /profile/:id/auditlog", ({ profile }) => [
    profile.id,
    {
      resourceID: nobody,
      resourceName: "am",
      find: "*",
      start_date: new Date("2024-12-01"),
      end_date: new Date("2024-12-07"),
      limit: 50,
    },
  ]),
  call("profiles.auditLogQuery", "GET /profile/:id/auditlog/:queryId", ({ profile }) => [profile.id, "query-id-456"], {
    note: "complete at once",
  }),
  call("profiles.tokenList", "GET /profile/:id/token", ({ profile }) => [profile.id], {
    note: "tokens are shown once; afterwards their ids stand for them",
  }),
  call("profiles.tokenCreate", "POST /profile/:id/token", (stage) => [
    stage.profile.id,
    { name: "ci", expire_time: "30 days", permission: "full", ...ownerOf(stage) },
  ]),
  call("profiles.tokenDelete", "DELETE /profile/:id/token/:token", async ({ latchkey, profile }) => [
    profile.id,
    await latchkey.make.anApiToken(profile),
  ]),
  call("profiles.teamList", "GET /profile/:id/team", ({ profile }) => [profile.id], {
    note: "the administrators who are members of the profile",
  }),
  call("profiles.addTeamMember", "POST /profile/:id/team", ({ profile }) => [profile.id, "bob@example.com"], team),
  call(
    "profiles.deleteTeamMember",
    "DELETE /profile/:id/team/:account",
    ({ profile, administrator }) => [profile.id, administrator.id],
    team,
  ),
  call("profiles.usageStatisticList", "GET /profile/:id/statistics", ({ profile }) => [profile.id, { date: "2025-01-01" }], {
    note: "data output by month",
  }),
];

const others: SdkCall[] = [
  call("serviceAuthorization.tokenList", "GET /serviceauth", () => [], { refusal: "networks", note: "there are no networks here" }),
  call("serviceAuthorization.tokenCreate", "POST /serviceauth", () => [{ name: "s", permission: "write" }], {
    refusal: "networks",
    note: "there are no networks here",
  }),
  call("entities.list", "GET /entity", () => [], { refusal: "entities", note: "there are no entities here" }),
  call("entities.getEntityData", "GET /entity/:id/data", () => [nobody, { filter: { name: "x" } }], {
    refusal: "entities",
    note: "there are no entities here",
  }),
  call("tags.getTagKeys(dashboard)", "GET /tags/keys/:type", () => ["dashboard"]),
  call("Authorization.info", "GET /info"),
  call('ENV region:"env" accessManagement.list()', "GET /am", () => [], { note: "address from `TAGOIO_API`" }),
  call("ENV no region given, accessManagement.list()", "GET /am", () => [], { note: "address from `TAGOIO_API`" }),
  call("ENV static Resources.run.listUsers() via T_ANALYSIS_TOKEN", "GET /run/users", () => [], {
    note: "as the SDK does inside an analysis",
  }),
];

/** The 129 calls of TagoIO's SDK, in the order in which they are made. */
export const sdkCalls: readonly SdkCall[] = [
  ...policies,
  ...run,
  ...own,
  ...devices,
  ...dashboards,
  ...analyses,
  ...accounts,
  ...profiles,
  ...others,
];
