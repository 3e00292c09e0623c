import { apiRoutes, type RouteSpec } from "@latchkey/contract";
import type { FastifyInstance } from "fastify";
import type { Database } from "./database/database.ts";
import { createEvents, type Events } from "./database/events.ts";
import { registerApiDocs } from "./http/api-docs.ts";
import type { Context } from "./http/context.ts";
import { fullAccess } from "./http/access.ts";
import { registerHealth } from "./http/health.ts";
import { registerPolicyReports } from "./http/policy-reports.ts";
import { createHttpServer } from "./http/http-server.ts";
import type { JobEntry } from "./http/jobs.ts";
import type { TokenSource } from "./http/guard.ts";
import type { Principal } from "./http/principal.ts";
import { registerRoutes, type RouterServices } from "./http/router.ts";
import type { RouteEntry } from "./http/routes.ts";
import { registerWebApps } from "./http/web-apps.ts";
import { deploymentId } from "./platform/ids.ts";
import type { Platform } from "./platform/platform.ts";
import { accessOf, accessRoutes, createPolicySets, listenToSessionsForAccess, rolesOf, type PolicySets } from "./rooms/access/index.ts";
import { accountJobs, accountRoutes } from "./rooms/accounts/index.ts";
import { actionJobs, listenToChangesForActions } from "./rooms/actions/index.ts";
import { administratorRoutes, createSetupToken, type SetupToken } from "./rooms/administrators/index.ts";
import { analysisRoutes, authenticateAnalysis } from "./rooms/analyses/index.ts";
import { attemptRoutes } from "./rooms/attempts/index.ts";
import { auditRoutes } from "./rooms/audit/index.ts";
import { authzenRoutes } from "./rooms/authzen/index.ts";
import { browserRoutes } from "./rooms/browsers/index.ts";
import { bulkTagRoutes } from "./rooms/bulk-tags/index.ts";
import { bundleRoutes } from "./rooms/bundles/index.ts";
import { credentialRoutes } from "./rooms/credentials/index.ts";
import { dashboardRoutes } from "./rooms/dashboards/index.ts";
import { dataOutputRoutes } from "./rooms/data-output/index.ts";
import { createLiveHub } from "./rooms/live/index.ts";
import { actionWords, createCompatServer, registerCompat, registerCompatEvents } from "./rooms/compat/index.ts";
import { createDecisionLog, decisionLogRoutes, listenToPoliciesForDecisionLog, type DecisionLog } from "./rooms/decision-log/index.ts";
import { authenticateDevice, deviceRoutes } from "./rooms/devices/index.ts";
import { explainRoutes } from "./rooms/explain/index.ts";
import { factorRoutes } from "./rooms/factors/index.ts";
import { findingRoutes } from "./rooms/findings/index.ts";
import { groupRoutes, listenToUsersForGroups } from "./rooms/groups/index.ts";
import { impactRoutes, listenToChangesForImpact } from "./rooms/impact/index.ts";
import { mailLogRoutes } from "./rooms/mail-log/index.ts";
import { mailJobs } from "./rooms/mail/index.ts";
import { listenToDataOutputForNotifications, notificationRoutes } from "./rooms/notifications/index.ts";
import { listenToUsersForOneTimeTokens } from "./rooms/one-time-tokens/index.ts";
import { policyFileRoutes } from "./rooms/policy-files/index.ts";
import { findProfile, profileRoutes } from "./rooms/profiles/index.ts";
import { proofRoutes } from "./rooms/proofs/index.ts";
import { resourceTypeRoutes } from "./rooms/resource-types/index.ts";
import { createRestrictionCheck, listenToSecurityForRestrictions, restrictionRoutes, type RolesOf } from "./rooms/restrictions/index.ts";
import { reviewRoutes } from "./rooms/reviews/index.ts";
import { listenToUsersAndGroupsForRoles, roleRoutes } from "./rooms/roles/index.ts";
import { securityRoutes } from "./rooms/security/index.ts";
import {
  authenticateSession,
  createSessionStreams,
  listenToUsersForSessions,
  renewDueSession,
  sessionListRoutes,
  sessionRoutes,
  type SessionStreams,
} from "./rooms/sessions/index.ts";
import { authenticateShare, listenToDashboardsForSharing, sharingRoutes } from "./rooms/sharing/index.ts";
import { listenToUsersForSignIn, signInJobs, signInRoutes } from "./rooms/sign-in/index.ts";
import { signupJobs, signupRoutes } from "./rooms/signup/index.ts";
import { tagKeyRoutes } from "./rooms/tag-keys/index.ts";
import { tagRenameRoutes } from "./rooms/tag-renames/index.ts";
import { authenticateApiToken, tokenRoutes } from "./rooms/tokens/index.ts";
import { transferRoutes } from "./rooms/transfers/index.ts";
import { userRoutes } from "./rooms/users/index.ts";

/** Every room, from ground to roof: a room may know only those before it. `npm run check` reads this list. */
export const roomOrder = [
  "audit",
  "profiles",
  "versions",
  "security",
  "mail",
  "resource-types",
  "tag-keys",
  "data-output",
  "users",
  "one-time-tokens",
  "attempts",
  "credentials",
  "browsers",
  "factors",
  "restrictions",
  "sessions",
  "sign-in",
  "proofs",
  "notifications",
  "mail-log",
  "administrators",
  "groups",
  "roles",
  "tokens",
  "devices",
  "analyses",
  "dashboards",
  "access",
  "decision-log",
  "findings",
  "tag-renames",
  "sharing",
  "live",
  "accounts",
  "signup",
  "transfers",
  "explain",
  "impact",
  "bulk-tags",
  "bundles",
  "policy-files",
  "authzen",
  "reviews",
  "actions",
  "compat",
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
  jobs: readonly JobEntry[];
  setupToken: SetupToken;
  policySets: PolicySets;
  decisionLog: DecisionLog;
  sessionStreams: SessionStreams;
  /** TagoIO's API at the root of a server of its own, which does not listen yet. */
  createTagoioServer(): Promise<FastifyInstance>;
  /** A context outside any request, for the command line and for timed work. */
  commandLineContext(profileId?: string): Context;
}

/** Everything that is done in the background, by whichever node is free. */
const jobs: readonly JobEntry[] = [...mailJobs, ...signInJobs, ...signupJobs, ...accountJobs, ...actionJobs(actionWords)];

/** Wires all rooms into one server that does not listen yet. */
export async function createApp(options: AppOptions): Promise<App> {
  const { db, platform } = options;
  const events = createEvents();
  const policySets = createPolicySets(db);
  const decisionLog = createDecisionLog({ db, platform, policySets });
  const setupToken = createSetupToken();
  listen(events, platform, policySets);

  const rolesHeld: RolesOf = (principal, from) => rolesOf(policySets, principal, { ...from, now: platform.clock.now().getTime() });
  const sessionStreams = createSessionStreams({ db, platform, rolesOf: rolesHeld });
  const routes = collectRoutes({ policySets, setupToken, decisionLog, sessionStreams, rolesOf: rolesHeld });
  requireEveryRoute(routes);

  const http = await createHttpServer({ platform, trustedProxies: options.trustedProxies });
  await registerApiDocs(http);
  await registerHealth(http, db);
  await registerPolicyReports(http, platform.log);
  const services: RouterServices = {
    platform,
    db,
    events,
    requestsPerMinuteMax: options.requestsPerMinuteMax,
    ...createRestrictionCheck({ db, platform, events }),
    authenticate: (token, from) => authenticate(db, platform, { token, ...from, rolesOf: rolesHeld }),
    renewSession: (principal) => renewDueSession(db, platform, principal),
    accessOf: (principal, from) =>
      accessOf(policySets, principal, { ...from, now: platform.clock.now().getTime(), decisions: decisionLog }),
    hasProfile: async (profileId) => (await findProfile(db, profileId)) !== undefined,
  };
  registerRoutes(http, routes, services);
  const liveHub = createLiveHub({ db, platform });
  await registerCompat(http, { services, policySets }, "/tagoio");
  registerCompatEvents(http, services, liveHub);
  http.addHook("onClose", async () => liveHub.stop());
  await registerWebApps(http);
  // A server that stops waits for open answers, and these would never end by themselves.
  http.addHook("preClose", async () => sessionStreams.stop());

  return {
    http,
    routes,
    jobs,
    setupToken,
    policySets,
    decisionLog,
    sessionStreams,
    createTagoioServer: () =>
      createCompatServer({ platform, trustedProxies: options.trustedProxies }, { services, policySets, hub: liveHub }),
    commandLineContext: (profileId = deploymentId) => commandLineContext({ db, platform, events, profileId }),
  };
}

function listen(events: Events, platform: Platform, policySets: PolicySets): void {
  listenToUsersForOneTimeTokens(events);
  listenToUsersForSessions(events);
  listenToSecurityForRestrictions(events);
  listenToSessionsForAccess(events, policySets);
  listenToUsersForSignIn(events);
  listenToDataOutputForNotifications(events);
  listenToUsersForGroups(events);
  listenToUsersAndGroupsForRoles(events, platform);
  listenToDashboardsForSharing(events);
  listenToPoliciesForDecisionLog(events);
  listenToChangesForImpact(events, policySets);
  listenToChangesForActions(events);
}

interface RouteParts {
  policySets: PolicySets;
  setupToken: SetupToken;
  decisionLog: DecisionLog;
  sessionStreams: SessionStreams;
  rolesOf: RolesOf;
}

function collectRoutes({ policySets, setupToken, decisionLog, sessionStreams, rolesOf: rolesHeld }: RouteParts): RouteEntry[] {
  return [
    ...auditRoutes,
    ...profileRoutes,
    ...securityRoutes,
    ...resourceTypeRoutes,
    ...tagKeyRoutes,
    ...dataOutputRoutes,
    ...userRoutes,
    ...attemptRoutes,
    ...credentialRoutes,
    ...factorRoutes,
    ...browserRoutes,
    ...restrictionRoutes,
    ...sessionRoutes,
    ...sessionListRoutes(sessionStreams, rolesHeld),
    ...signInRoutes,
    ...proofRoutes,
    ...notificationRoutes,
    ...mailLogRoutes,
    ...administratorRoutes(setupToken),
    ...groupRoutes,
    ...roleRoutes,
    ...tokenRoutes,
    ...deviceRoutes,
    ...analysisRoutes,
    ...dashboardRoutes,
    ...accessRoutes(policySets),
    ...decisionLogRoutes,
    ...findingRoutes(policySets),
    ...tagRenameRoutes,
    ...sharingRoutes(policySets),
    ...accountRoutes,
    ...signupRoutes,
    ...transferRoutes(policySets),
    ...bulkTagRoutes(policySets),
    ...bundleRoutes(policySets),
    ...policyFileRoutes(policySets),
    ...authzenRoutes({ policySets, decisionLog }),
    ...reviewRoutes(policySets),
    ...explainRoutes(policySets),
    ...impactRoutes(policySets),
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
async function authenticate(
  db: Database,
  platform: Platform,
  { token, ...asking }: { token: string; rolesOf: RolesOf } & TokenSource,
): Promise<Principal | null> {
  switch (token.slice(0, 2)) {
    case "c-":
    case "u-":
      return authenticateSession(db, platform, token, asking);
    case "p-":
      return authenticateApiToken(db, platform, { token, ...asking });
    case "a-":
      return authenticateAnalysis(db, platform, { token, ...asking });
    case "s-":
      return authenticateShare(db, platform, token, asking);
    default:
      return authenticateDevice(db, platform, token);
  }
}

function commandLineContext(parts: { db: Database; platform: Platform; events: Events; profileId: string }): Context {
  return {
    ...parts,
    principal: { kind: "command_line" },
    access: fullAccess,
    source: { id: null, ip: null, userAgent: null, browserToken: null },
  };
}
