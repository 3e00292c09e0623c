import type { ApiClient } from "@latchkey/client";
import type { Dashboard, Device, Policy, PolicyBody, Profile, Tag, User } from "@latchkey/contract";
import type { Latchkey } from "./latchkey.ts";

export const aPassword = "seven lanterns below the bridge";

export interface World {
  profile: Profile;
  /** Path parameters of every call about this profile. */
  params: { profileId: string };
  /** The API as the first administrator. */
  api: ApiClient;
  /** Has sent four readings of `power`: 10, 20, 30 and 40 kW. */
  device: Device & { token: string };
  tag(key: string, value: string): Tag;
  /** Active, with `aPassword`. */
  aUser(name: string, tags?: Tag[]): Promise<User & { email: string }>;
  /** Shows the device's power as one figure and as a table. */
  aDashboard(name: string, tags?: Tag[]): Promise<Dashboard>;
  /** Lets users with the first tag access dashboards with the second. */
  aPolicy(name: string, who: Tag, what: Tag): Promise<Policy>;
  consoleUrl(path: string): string;
  portalUrl(path?: string): string;
}

/** A profile made through the API, for journeys whose subject is what comes after. */
export async function aWorld(latchkey: Latchkey, slug: string): Promise<World> {
  const api = await latchkey.asRoot();
  const profile = await api.profiles.createProfile({ body: { name: `Portal ${slug}`, slug, timeZone: "America/New_York" } });
  const params = { profileId: profile.id };
  const device = await api.devices.createDevice({ params, body: { name: "Meter" } });
  await api.devices.sendData({
    params: { ...params, deviceId: device.id },
    body: [1, 2, 3, 4].map((hour) => ({ variable: "power", value: 10 * hour, unit: "kW", time: `2026-11-01T0${hour}:00:00.000Z` })),
  });

  return {
    profile,
    params,
    api,
    device,
    tag: (key, value) => ({ key, value }),
    aUser: async (name, tags = []) => {
      const email = `${name.toLowerCase().replaceAll(" ", ".")}@example.com`;
      const { user } = await api.users.createUser({ params, body: { name, email, password: aPassword, tags } });
      return { ...user, email };
    },
    aDashboard: async (name, tags = []) => {
      const dashboard = await api.dashboards.createDashboard({ params, body: { name, tags } });
      const source = { deviceId: device.id, variable: "power" };
      for (const { title, content } of [
        { title: "Power now", content: { type: "value" as const, source } },
        { title: "Readings", content: { type: "table" as const, sources: [source] } },
      ]) {
        await api.dashboards.createWidget({ params: { ...params, dashboardId: dashboard.id }, body: { title, content } });
      }
      return dashboard;
    },
    aPolicy: (name, who, what) => api.access.createPolicy({ params, body: accessByTag(name, who, what) }),
    consoleUrl: (path) => `${latchkey.url}/console/profiles/${profile.id}${path}`,
    portalUrl: (path = "") => `${latchkey.url}/p/${slug}${path}`,
  };
}

/** Users with the first tag may access dashboards with the second. */
export function accessByTag(name: string, who: Tag, what: Tag): PolicyBody {
  return {
    name,
    description: "",
    status: "active",
    targets: [{ subject: "run_user", match: "tag", ...who }],
    permissions: [{ effect: "allow", actions: ["access"], resource: { type: "dashboard", match: "tag", ...what } }],
    conditions: {},
    tags: [],
  };
}
