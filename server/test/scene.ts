import {
  catalogue,
  findCatalogueAction,
  portalPlace,
  type Catalogue,
  type Permission,
  type Profile,
  type SubjectType,
} from "@latchkey/contract";
import type { ApiClient } from "@latchkey/client";
import { confirmTotp, ownerOf } from "./factor-makers.ts";
import { aPassword, type SignedIn } from "./makers.ts";
import { transact } from "../src/database/transact.ts";
import { deploymentId } from "../src/platform/ids.ts";
import { openSession } from "../src/rooms/sessions/index.ts";
import { findUser } from "../src/rooms/users/index.ts";
import { queueMail } from "../src/rooms/mail/index.ts";
import { notifyAdministrators } from "../src/rooms/notifications/index.ts";
import { runBulkTags } from "../src/rooms/bulk-tags/index.ts";
import type { TestApp } from "./test-app.ts";

/** A profile with one of everything, and a token of every kind of caller. */
export interface Scene {
  profile: Profile;
  root: SignedIn;
  administrator: SignedIn & { email: string };
  user: SignedIn & { email: string };
  /** Values of every path parameter that the API has. */
  params: Record<string, string>;
  /** A second widget: an input form. */
  formWidgetId: string;
  anonymousUserId: string;
  reviewLineId: string;
  profileNotificationId: string;
  /** What a `before` of a sample call leaves for its body and parameters. */
  stash: Record<string, string>;
  /** A session and a device of `params.administratorId`; those in `params` are of `user`. */
  administratorSignIn: { sessionId: string; browserId: string };
  tokens: Record<
    | "administrator"
    | "runUser"
    | "full"
    | "read"
    | "write"
    | "analysis"
    | "device"
    | "share"
    | "widgetShare"
    | "delegate"
    | "limited"
    | "idle",
    string
  >;
  /** An administrator and a run user who hold `delegatedRights`; `tokens.idle` is of a limited administrator without any. */
  limitedId: string;
  delegateId: string;
  /** A message to an administrator; that of `params` is one to the user. */
  deploymentMailId: string;
  /** One-time tokens by which somebody chooses a password. */
  links: { administrator: string; user: string };
}

/** Everything a policy can allow a kind of subject; for callers that only the profile's border may stop. */
export function everythingFor(subject: SubjectType): Permission[] {
  return Object.entries<Catalogue[string]>(catalogue).flatMap(([type, all]) => {
    const actions = Object.keys(all).filter((action) => findCatalogueAction(catalogue, type, action)?.subjects.includes(subject));
    return actions.length === 0 ? [] : [{ effect: "allow" as const, actions, resource: { type, match: "any" as const } }];
  });
}

/** Everything that was possible before anything but dashboards, devices, analyses and users could be protected. */
export const everything = [
  {
    effect: "allow" as const,
    actions: ["access", "create", "edit", "delete"],
    resource: { type: "dashboard" as const, match: "any" as const },
  },
  {
    effect: "allow" as const,
    actions: ["access", "create", "edit", "delete", "get_data", "send_data", "token_access"],
    resource: { type: "device" as const, match: "any" as const },
  },
  {
    effect: "allow" as const,
    actions: ["access", "create", "edit", "delete"],
    resource: { type: "analysis" as const, match: "any" as const },
  },
  {
    effect: "allow" as const,
    actions: ["access", "create", "edit", "delete"],
    resource: { type: "run_user" as const, match: "any" as const },
  },
];

/** What the limited administrator and the delegated run user of a scene may do. */
export const delegatedRights = [
  { effect: "allow" as const, actions: ["access", "edit"], resource: { type: "run_user" as const, match: "any" as const } },
];

export const seeEveryDashboard = [
  { effect: "allow" as const, actions: ["access"], resource: { type: "dashboard" as const, match: "any" as const } },
];

let count = 0;

export async function aScene(latchkey: TestApp): Promise<Scene> {
  const { make } = latchkey;
  count += 1;
  const typeName = `invoice-${count}`;
  const root = await make.anAdministrator({ isSuper: true });
  const { administrator: _creator, client, ...profile } = await make.aProfile();
  const administrator = await make.anAdministrator({ profileIds: [profile.id] });
  const params = { profileId: profile.id };
  await client.profiles.updateProfile({ params, body: { signup: { isEnabled: true, fields: [] } } });

  const user = await make.aUser(profile);
  const invited = await client.users.createUser({ params, body: { name: "Invited", email: `invited-${count}@latchkey.test` } });
  const invitedAdministrator = await latchkey
    .client(root.token)
    .administrators.createAdministrator({ body: { name: "Other", email: `other-${count}@latchkey.test` } });
  const anonymous = await client.users.createAnonymousUser({ params, body: {} });
  const device = await make.aDevice(profile);
  await client.devices.sendData({ params: { ...params, deviceId: device.id }, body: { variable: "temperature", value: 21.5, unit: "°C" } });

  const { dashboardId, widgetId, formWidgetId } = await aDashboardWithWidgets(latchkey, profile, device.id);
  const analysis = await make.anAnalysis(profile);
  const policy = await make.aPolicy(profile, { targets: [{ subject: "run_user", match: "any" }], permissions: seeEveryDashboard });
  const objectId = await anObject(client, profile.id, typeName);
  const group = await client.groups.createGroup({ params, body: { name: "Crew" } });
  const { roleId, assignmentId } = await aRole(client, profile.id, user.id);
  const { delegate, limited, idle } = await aDelegation(latchkey, profile);
  const { factorId } = await confirmTotp(latchkey, await ownerOf(latchkey, profile.id, delegate.id));
  const { sessionId, browserId } = await aSignIn(latchkey, profile.id, user.id);
  const administratorSignIn = await aSignIn(latchkey, deploymentId, invitedAdministrator.administrator.id);
  const tagKey = await client.tagKeys.registerTagKey({ params, body: { key: "branch" } });
  const { reviewId, reviewLineId } = await aReview(client, profile.id, administrator.id);
  const bulkTagJobId = await aBulkChange(latchkey, client, { profileId: profile.id, userId: user.id });
  const share = await client.sharing.createShare({ params: { ...params, dashboardId }, body: {} });
  const widgetShare = await client.sharing.createShare({ params: { ...params, dashboardId }, body: { widgetId } });
  const [full, read, write] = [
    await make.anApiToken(profile),
    await make.anApiToken(profile, "read"),
    await make.anApiToken(profile, "write"),
  ];
  const { mailId, deploymentMailId } = await someMails(latchkey, { profile, user, administrator });
  const notification = await client.notifications.createUserNotification({ params: { ...params, userId: user.id }, body: aNotification });
  const profileNotificationId = await tellAdministrators(latchkey, profile.id);
  const spare = await client.tokens.createToken({ params, body: { name: "Spare", permission: "read" } });

  return {
    profile,
    root,
    administrator,
    user: { id: user.id, token: user.token, email: user.email ?? "" },
    params: {
      ...params,
      slug: profile.slug,
      place: portalPlace(profile.slug),
      // Nobody is locked out in a fresh scene.
      lockoutId: "f".repeat(24),
      administratorId: invitedAdministrator.administrator.id,
      userId: user.id,
      deviceId: device.id,
      dashboardId,
      widgetId,
      analysisId: analysis.id,
      policyId: policy.id,
      version: "1",
      tagKeyId: tagKey.id,
      groupId: group.id,
      roleId,
      assignmentId,
      reviewId,
      bulkTagJobId,
      type: typeName,
      objectId,
      shareId: share.id,
      tokenId: spare.id,
      factorId,
      sessionId,
      browserId,
      notificationId: notification.id,
      buttonId: "ok",
      requestId: "0".repeat(23) + "1",
      mailId,
    },
    deploymentMailId,
    formWidgetId,
    reviewLineId,
    profileNotificationId,
    stash: {},
    administratorSignIn,
    anonymousUserId: anonymous.id,
    tokens: {
      administrator: administrator.token,
      runUser: user.token,
      full,
      read,
      write,
      analysis: analysis.token,
      device: device.token,
      share: fragmentOf(share.url),
      widgetShare: fragmentOf(widgetShare.url),
      delegate: delegate.token,
      limited: limited.token,
      idle: idle.token,
    },
    limitedId: limited.id,
    delegateId: delegate.id,
    links: {
      administrator: fragmentOf(invitedAdministrator.passwordLink.url),
      user: fragmentOf(invited.passwordLink?.url ?? ""),
    },
  };
}

/** Messages with a code, to addresses that nobody else writes to; they wait because nothing can be sent. */
async function someMails(
  { app, db, clock }: TestApp,
  { profile, user, administrator }: { profile: { id: string; slug: string }; user: { id: string }; administrator: SignedIn },
): Promise<{ mailId: string; deploymentMailId: string }> {
  const data = {
    code: "482913",
    link: `/p/${profile.slug}/choose-password#token=none`,
    expiresAt: new Date(clock.now().getTime() + 3_600_000),
  };
  const toUser = {
    profileId: profile.id,
    userId: user.id,
    to: `former-${user.id}@latchkey.test`,
    template: "password_reset" as const,
    data,
  };
  const toAdministrator = { ...toUser, profileId: deploymentId, userId: administrator.id };
  return transact(db, async (tx) => ({
    mailId: (await queueMail(tx, app.commandLineContext(profile.id), toUser)).id,
    deploymentMailId: (await queueMail(tx, app.commandLineContext(), toAdministrator)).id,
  }));
}

/** A second session, in a browser that is known from then on. */
async function aSignIn({ app, db }: TestApp, profileId: string, userId: string): Promise<{ sessionId: string; browserId: string }> {
  const source = { id: null, ip: "192.0.2.7", userAgent: firefox, browserToken: null };
  const ctx = { ...app.commandLineContext(profileId), source };
  const opened = await transact(db, async (tx) => {
    const user = await findUser(tx, profileId, userId, { kind: "all" });
    if (!user) throw new Error("nobody to sign in");
    return openSession(tx, ctx, user, {
      place: profileId === deploymentId ? "console" : "portal",
      method: "password",
      hasSecondFactor: false,
    });
  });
  if (opened.kind !== "signed_in") throw new Error(`not signed in: ${opened.kind}`);

  const sessionId = opened.started.session.id;
  const row = await db.selectFrom("sessions").select("browser_id").where("id", "=", sessionId).executeTakeFirstOrThrow();
  return { sessionId, browserId: row.browser_id ?? "" };
}

const firefox = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";

const aNotification = { title: "Filter", message: "The filter is due.", buttons: [{ id: "ok", label: "Understood" }] };

async function tellAdministrators({ app, db }: TestApp, profileId: string): Promise<string> {
  const ctx = app.commandLineContext(profileId);
  await transact(db, (tx) => notifyAdministrators(tx, ctx, { title: "Data output", message: "80 % are used." }));
  const row = await db
    .selectFrom("notifications")
    .select("id")
    .where("profile_id", "=", profileId)
    .where("user_id", "is", null)
    .executeTakeFirstOrThrow();
  return row.id;
}

/** A role that nobody holds, and an assignment of another one. */
async function aRole(client: ApiClient, profileId: string, userId: string): Promise<{ roleId: string; assignmentId: string }> {
  const params = { profileId };
  const role = await client.roles.createRole({ params, body: { name: "Operator", permissions: seeEveryDashboard } });
  const held = await client.roles.createRole({ params, body: { name: "Guest", permissions: [] } });
  const assignment = await client.roles.assignRole({
    params,
    body: { roleId: held.id, assignee: { type: "run_user", id: userId }, reason: "visits" },
  });
  return { roleId: role.id, assignmentId: assignment.id };
}

async function aDashboardWithWidgets(latchkey: TestApp, profile: Profile, deviceId: string) {
  const dashboard = await latchkey.make.aDashboard(profile);
  const { client } = { client: latchkey.client((await latchkey.make.anAdministrator({ profileIds: [profile.id] })).token) };
  const place = { profileId: profile.id, dashboardId: dashboard.id };
  const widget = await client.dashboards.createWidget({
    params: place,
    body: { title: "Temperature", content: { type: "line", sources: [{ deviceId, variable: "temperature" }] } },
  });
  const form = await client.dashboards.createWidget({
    params: place,
    body: {
      title: "Setpoint",
      content: { type: "form", deviceId, fields: [{ variable: "setpoint", label: "Setpoint", input: "number" }] },
    },
  });
  return { dashboardId: dashboard.id, widgetId: widget.id, formWidgetId: form.id };
}

/** A change of many that is done and can be taken back. */
async function aBulkChange({ app }: TestApp, client: ApiClient, { profileId, userId }: { profileId: string; userId: string }) {
  const body = { of: "run_user" as const, which: { ids: [userId] }, steps: [{ kind: "set" as const, key: "bulk", value: "scene" }] };
  const { id } = await client.bulkTags.startBulkTags({ params: { profileId }, body });
  await runBulkTags(app.commandLineContext(), app.policySets);
  return id;
}

async function aReview(client: ApiClient, profileId: string, reviewerId: string): Promise<{ reviewId: string; reviewLineId: string }> {
  const review = await client.reviews.createReview({
    params: { profileId },
    body: { name: "Yearly", dueAt: "2999-01-01T00:00:00.000Z", reviewers: [{ type: "administrator", id: reviewerId }] },
  });
  const lines = await client.reviews.listReviewLines({ params: { profileId, reviewId: review.id } });
  return { reviewId: review.id, reviewLineId: lines.items[0]?.id ?? "" };
}

/** A resource type of another application, with one object. */
async function anObject(client: ApiClient, profileId: string, name: string): Promise<string> {
  await client.resourceTypes.createResourceType({
    params: { profileId },
    body: { name, label: "Invoice", actions: [{ name: "pay", label: "Pay" }] },
  });
  const object = await client.resourceTypes.saveObject({ params: { profileId, type: name, objectId: `${name}/17` }, body: {} });
  return object.id;
}

/** People to whom a policy gives a part of the administration, and an administrator to whom none gives anything. */
async function aDelegation({ make }: TestApp, profile: Profile) {
  const delegate = await make.aUser(profile);
  const membership = { profileIds: [profile.id], limitedProfileIds: [profile.id] };
  const [limited, idle] = [await make.anAdministrator(membership), await make.anAdministrator(membership)];
  await make.aPolicy(profile, {
    targets: [
      { subject: "run_user", match: "id", id: delegate.id },
      { subject: "administrator", match: "id", id: limited.id },
    ],
    permissions: delegatedRights,
  });
  return { delegate, limited, idle };
}

/** The token in a link's fragment, with or without the name before it. */
export function fragmentOf(url: string): string {
  return url.slice(url.indexOf("#") + 1).replace(/^token=/, "");
}

export { aPassword };
