import { createAdministratorWithPassword } from "../src/rooms/administrators/index.js";
import { startSession } from "../src/rooms/sessions/index.js";
import { findUser } from "../src/rooms/users/index.js";
import { deploymentId } from "../src/platform/ids.js";
export const aPassword = "correct horse battery staple";
export function createMakers(parts) {
  let count = 0;
  const next = () => (count += 1);
  let root;
  const renewed = renewedSessions(parts);
  const anAdministrator = async (options = {}) => {
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
function renewedSessions(parts) {
  const fresh = new Map();
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
async function sessionOf({ app, db }, profileId, userId) {
  const row = await findUser(db, profileId, userId, { kind: "all" });
  if (!row) throw new Error("the user to sign in does not exist");
  const started = await db.transaction().execute((tx) => startSession(tx, app.commandLineContext(profileId), row));
  return started.token;
}
//# sourceMappingURL=makers.js.map
