import type { Dashboard, Profile, Tag, User } from "@latchkey/contract";
import type { Latchkey } from "./latchkey.ts";

export const aPassword = "seven lanterns below the bridge";

export interface World {
  profile: Profile;
  tag(key: string, value: string): Tag;
  aUser(name: string, tags?: Tag[]): Promise<User>;
  aDashboard(name: string, tags?: Tag[]): Promise<Dashboard>;
  consoleUrl(path: string): string;
  portalUrl(path?: string): string;
}

/** A profile made through the API, for journeys whose subject is what comes after. */
export async function aWorld(latchkey: Latchkey, slug: string): Promise<World> {
  const root = await latchkey.asRoot();
  const profile = await root.profiles.createProfile({ body: { name: `Portal ${slug}`, slug, timeZone: "America/New_York" } });
  const params = { profileId: profile.id };
  const device = await root.devices.createDevice({ params, body: { name: "Meter" } });
  await root.devices.sendData({
    params: { ...params, deviceId: device.id },
    body: [1, 2, 3, 4].map((hour) => ({ variable: "power", value: 10 * hour, unit: "kW", time: `2026-11-01T0${hour}:00:00.000Z` })),
  });

  return {
    profile,
    tag: (key, value) => ({ key, value }),
    aUser: async (name, tags = []) => {
      const email = `${name.toLowerCase().replaceAll(" ", ".")}@example.com`;
      return (await root.users.createUser({ params, body: { name, email, password: aPassword, tags } })).user;
    },
    aDashboard: async (name, tags = []) => {
      const dashboard = await root.dashboards.createDashboard({ params, body: { name, tags } });
      await root.dashboards.createWidget({
        params: { ...params, dashboardId: dashboard.id },
        body: { title: "Power now", content: { type: "value", source: { deviceId: device.id, variable: "power" } } },
      });
      await root.dashboards.createWidget({
        params: { ...params, dashboardId: dashboard.id },
        body: { title: "Readings", content: { type: "table", sources: [{ deviceId: device.id, variable: "power" }] } },
      });
      return dashboard;
    },
    consoleUrl: (path) => `${latchkey.url}/console/profiles/${profile.id}${path}`,
    portalUrl: (path = "") => `${latchkey.url}/p/${slug}${path}`,
  };
}
