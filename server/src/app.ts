import { apiRoutes, type RouteSpec } from "@latchkey/contract";
import type { FastifyInstance } from "fastify";
import type { Database } from "./database/database.ts";
import { createEvents, type Events } from "./database/events.ts";
import { registerApiDocs } from "./http/api-docs.ts";
import type { Context } from "./http/context.ts";
import { fullAccess } from "./http/access.ts";
import { registerHealth } from "./http/health.ts";
import { createHttpServer } from "./http/http-server.ts";
import type { Principal } from "./http/principal.ts";
import { registerRoutes } from "./http/router.ts";
import type { RouteEntry } from "./http/routes.ts";
import { registerWebApps } from "./http/web-apps.ts";
import { deploymentId } from "./platform/ids.ts";
import type { Platform } from "./platform/platform.ts";
import { accessOf, accessRoutes, createPolicySets, type PolicySets } from "./rooms/access/index.ts";
import { administratorRoutes, createSetupToken, type SetupToken } from "./rooms/administrators/index.ts";
import { analysisRoutes, authenticateAnalysis } from "./rooms/analyses/index.ts";
import { auditRoutes } from "./rooms/audit/index.ts";
import { credentialRoutes, listenToUsersForCredentials } from "./rooms/credentials/index.ts";
import { dashboardRoutes } from "./rooms/dashboards/index.ts";
import { dataOutputRoutes } from "./rooms/data-output/index.ts";
import { authenticateDevice, deviceRoutes } from "./rooms/devices/index.ts";
import { findProfile, profileRoutes } from "./rooms/profiles/index.ts";
import { authenticateSession, listenToUsersForSessions, sessionRoutes } from "./rooms/sessions/index.ts";
import { authenticateShare, listenToDashboardsForSharing, sharingRoutes } from "./rooms/sharing/index.ts";
import { signupRoutes } from "./rooms/signup/index.ts";
import { authenticateApiToken, tokenRoutes } from "./rooms/tokens/index.ts";
import { transferRoutes } from "./rooms/transfers/index.ts";
import { userRoutes } from "./rooms/users/index.ts";

/** Every room, from ground to roof: a room may know only those before it. `npm run check` reads this list. */
export const roomOrder = [
  "audit",
  "profiles",
  "data-output",
  "users",
  "credentials",
  "sessions",
  "administrators",
  "tokens",
  "devices",
  "analyses",
  "dashboards",
  "access",
  "sharing",
  "signup",
  "transfers",
] as const;

export interface AppOptions {
  db: Database;
  platform: Platform;
  trustedProxies: string[];
  requestsPerMinuteMax: number;
}

export interface App {
  http: FastifyInstance;
  routes: RouteEntry[];
  setupToken: SetupToken;
  /** A context outside any request, for the command line and for timed work. */
  commandLineContext(profileId?: string): Context;
}

/** Wires all rooms into one server that does not listen yet. */
export async function createApp(options: AppOptions): Promise<App> {
  const { db, platform } = options;
  const events = createEvents();
  const policySets = createPolicySets(db);
  const setupToken = createSetupToken();
  listen(events);

  const routes = collectRoutes(policySets, setupToken);
  requireEveryRoute(routes);

  const http = await createHttpServer({ platform, trustedProxies: options.trustedProxies });
  await registerApiDocs(http);
  await registerHealth(http, db);
  registerRoutes(http, routes, {
    platform,
    db,
    events,
    requestsPerMinuteMax: options.requestsPerMinuteMax,
    authenticate: (token) => authenticate(db, platform, token),
    accessOf: (principal) => accessOf(policySets, principal),
    hasProfile: async (profileId) => (await findProfile(db, profileId)) !== undefined,
  });
  await registerWebApps(http);

  return {
    http,
    routes,
    setupToken,
    commandLineContext: (profileId = deploymentId) => commandLineContext({ db, platform, events, profileId }),
  };
}

function listen(events: Events): void {
  listenToUsersForCredentials(events);
  listenToUsersForSessions(events);
  listenToDashboardsForSharing(events);
}

function collectRoutes(policySets: PolicySets, setupToken: SetupToken): RouteEntry[] {
  return [
    ...auditRoutes,
    ...profileRoutes,
    ...dataOutputRoutes,
    ...userRoutes,
    ...credentialRoutes,
    ...sessionRoutes,
    ...administratorRoutes(setupToken),
    ...tokenRoutes,
    ...deviceRoutes,
    ...analysisRoutes,
    ...dashboardRoutes,
    ...accessRoutes(policySets),
    ...sharingRoutes(policySets),
    ...signupRoutes,
    ...transferRoutes,
  ];
}

/** A promise of the contract that nothing answers must be found at start, not by a caller. */
function requireEveryRoute(routes: readonly RouteEntry[]): void {
  const answered = new Set<RouteSpec>(routes.map((route) => route.spec));
  const promised = Object.values(apiRoutes).flatMap((room) => Object.values<RouteSpec>(room));
  const missing = promised.filter((spec) => !answered.has(spec));
  if (missing.length > 0) throw new Error(`no handler for ${missing.map((spec) => `${spec.method} ${spec.path}`).join(", ")}`);
}

/** The prefix tells which room can resolve a token; a device's has none, being a bare UUID. */
async function authenticate(db: Database, platform: Platform, token: string): Promise<Principal | null> {
  switch (token.slice(0, 2)) {
    case "c-":
    case "u-":
      return authenticateSession(db, platform, token);
    case "p-":
      return authenticateApiToken(db, platform, token);
    case "a-":
      return authenticateAnalysis(db, platform, token);
    case "s-":
      return authenticateShare(db, platform, token);
    default:
      return authenticateDevice(db, token);
  }
}

function commandLineContext(parts: { db: Database; platform: Platform; events: Events; profileId: string }): Context {
  return { ...parts, principal: { kind: "command_line" }, access: fullAccess, source: { id: null, ip: null, userAgent: null } };
}
