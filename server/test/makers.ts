import type { Analysis, Dashboard, Device, Policy, PolicyBody, Profile, Tag, User } from "@latchkey/contract";
import type { ApiClient } from "@latchkey/client";
import type { App } from "../src/app.ts";
import type { Database } from "../src/database/database.ts";
import { createAdministratorWithPassword } from "../src/rooms/administrators/index.ts";
import { startSession } from "../src/rooms/sessions/index.ts";
import { findUser } from "../src/rooms/users/index.ts";
import { deploymentId } from "../src/platform/ids.ts";
import type { FakeClock } from "./fake-clock.ts";
import type { TokenSource } from "./test-app.ts";

export const aPassword = "correct horse battery staple";

export interface SignedIn {
  id: string;
  /** Session token, usable as bearer token. */
  token: string;
}

/** Makers for what most tests start from; each call makes a new, independent thing. */
export interface Makers {
  anAdministrator(options?: {
    isSuper?: boolean;
    profileIds?: string[];
    limitedProfileIds?: string[];
    name?: string;
  }): Promise<SignedIn & { email: string }>;
  /** `client` calls as the profile's administrator, whose session is renewed when a test moves the clock. */
  aProfile(options?: { slug?: string; timeZone?: string }): Promise<Profile & { administrator: SignedIn; client: ApiClient }>;
  aUser(profile: { id: string }, options?: { tags?: Tag[]; name?: string; email?: string; password?: string }): Promise<User & SignedIn>;
  aDevice(profile: { id: string }, options?: { tags?: Tag[]; name?: string }): Promise<Device & { token: string }>;
  aDashboard(profile: { id: string }, options?: { tags?: Tag[]; name?: string }): Promise<Dashboard>;
  anAnalysis(profile: { id: string }, options?: { tags?: Tag[]; name?: string }): Promise<Analysis & { token: string }>;
  aPolicy(profile: { id: string }, body: Partial<PolicyBody> & Pick<PolicyBody, "targets" | "permissions">): Promise<Policy>;
  anApiToken(profile: { id: string }, permission?: "full" | "read" | "write"): Promise<string>;
}

interface MakerParts {
  app: App;
  db: Database;
  clock: FakeClock;
  client(token?: TokenSource): ApiClient;
}

export function createMakers(parts: MakerParts): Makers {
  let count = 0;
  const next = () => (count += 1);
  let root: Promise<SignedIn> | undefined;
  const renewed = renewedSessions(parts);

  const anAdministrator: Makers["anAdministrator"] = async (options = {}) => {
    const number = next();
    const email = `administrator-${number}@latchkey.test`;
    const row = await createAdministratorWithPassword(parts.app.commandLineContext(), {
      name: options.name ?? `Administrator ${number}`,
      email,
      password: aPassword,
      isSuper: options.isSuper ?? false,
      profileIds: options.profileIds ?? [],
      limitedProfileIds: options.limitedProfileIds ?? [],
    });
    return { id: row.id, email, token: await sessionOf(parts, deploymentId, row.id) };
  };

  const asRoot = async () => {
    root ??= anAdministrator({ isSuper: true, name: "Root" });
    return parts.client(renewed(await root));
  };

  return {
    anAdministrator,
    aProfile: async (options = {}) => {
      const number = next();
      const profile = await (
        await asRoot()
      ).profiles.createProfile({
        body: { name: `Profile ${number}`, slug: options.slug ?? `profile-${number}`, timeZone: options.timeZone ?? "UTC" },
      });
      const administrator = await anAdministrator({ profileIds: [profile.id] });
      return { ...profile, administrator, client: parts.client(renewed(administrator)) };
    },
    aUser: async (profile, options = {}) => {
      const number = next();
      const { user } = await (
        await asRoot()
      ).users.createUser({
        params: { profileId: profile.id },
        body: {
          name: options.name ?? `User ${number}`,
          email: options.email ?? `user-${number}@latchkey.test`,
          password: options.password ?? aPassword,
          tags: options.tags ?? [],
        },
      });
      return { ...user, token: await sessionOf(parts, profile.id, user.id) };
    },
    aDevice: async (profile, { name = `Device ${next()}`, tags = [] } = {}) =>
      (await asRoot()).devices.createDevice({ params: { profileId: profile.id }, body: { name, tags } }),
    aDashboard: async (profile, { name = `Dashboard ${next()}`, tags = [] } = {}) =>
      (await asRoot()).dashboards.createDashboard({ params: { profileId: profile.id }, body: { name, tags } }),
    anAnalysis: async (profile, { name = `Analysis ${next()}`, tags = [] } = {}) =>
      (await asRoot()).analyses.createAnalysis({ params: { profileId: profile.id }, body: { name, tags } }),
    aPolicy: async (profile, body) => {
      const name = body.name ?? `Policy ${next()}`;
      const saving = { name, confirmName: name, reason: "A test needs it." };
      return (await asRoot()).access.createPolicy({ params: { profileId: profile.id }, body: { ...body, ...saving } });
    },
    anApiToken: async (profile, permission = "full") => {
      const created = await (
        await asRoot()
      ).tokens.createToken({ params: { profileId: profile.id }, body: { name: `Token ${next()}`, permission } });
      return created.token;
    },
  };
}

/** Tokens of administrators that stay good however far a test moves the clock. */
function renewedSessions(parts: MakerParts): (administrator: SignedIn) => () => Promise<string> {
  const fresh = new Map<string, { token: string; startedAt: number }>();
  return (administrator) => {
    if (!fresh.has(administrator.id)) fresh.set(administrator.id, { token: administrator.token, startedAt: parts.clock.now().getTime() });
    return async () => {
      const known = fresh.get(administrator.id);
      if (known && parts.clock.now().getTime() - known.startedAt < 600_000) return known.token;

      const token = await sessionOf(parts, deploymentId, administrator.id);
      fresh.set(administrator.id, { token, startedAt: parts.clock.now().getTime() });
      return token;
    };
  };
}

async function sessionOf({ app, db }: MakerParts, profileId: string, userId: string): Promise<string> {
  const row = await findUser(db, profileId, userId, { kind: "all" });
  if (!row) throw new Error("the user to sign in does not exist");
  const started = await db.transaction().execute((tx) => startSession(tx, app.commandLineContext(profileId), row));
  return started.token;
}
