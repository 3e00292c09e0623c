import type { Profile } from "@latchkey/contract";
import { aPassword, type SignedIn } from "./makers.ts";
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
  tokens: Record<"administrator" | "runUser" | "full" | "read" | "write" | "analysis" | "device" | "share", string>;
  /** One-time tokens by which somebody chooses a password. */
  links: { administrator: string; user: string };
}

/** Everything a policy can allow; for callers that only the profile's border may stop. */
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

export const seeEveryDashboard = [
  { effect: "allow" as const, actions: ["access"], resource: { type: "dashboard" as const, match: "any" as const } },
];

let count = 0;

export async function aScene(latchkey: TestApp): Promise<Scene> {
  const { make } = latchkey;
  count += 1;
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
  const share = await client.sharing.createShare({ params: { ...params, dashboardId }, body: {} });
  const [full, read, write] = [
    await make.anApiToken(profile),
    await make.anApiToken(profile, "read"),
    await make.anApiToken(profile, "write"),
  ];
  const spare = await client.tokens.createToken({ params, body: { name: "Spare", permission: "read" } });

  return {
    profile,
    root,
    administrator,
    user: { id: user.id, token: user.token, email: user.email ?? "" },
    params: {
      ...params,
      slug: profile.slug,
      administratorId: invitedAdministrator.administrator.id,
      userId: user.id,
      deviceId: device.id,
      dashboardId,
      widgetId,
      analysisId: analysis.id,
      policyId: policy.id,
      shareId: share.id,
      tokenId: spare.id,
    },
    formWidgetId,
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
    },
    links: {
      administrator: fragmentOf(invitedAdministrator.passwordLink.url),
      user: fragmentOf(invited.passwordLink?.url ?? ""),
    },
  };
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

/** The token in a link's fragment, with or without the name before it. */
export function fragmentOf(url: string): string {
  return url.slice(url.indexOf("#") + 1).replace(/^token=/, "");
}

export { aPassword };
