import type { apiRoutes, Browser, FactorsOfPerson, OwnRestrictions, Restrictions, RouteAnswer } from "@latchkey/contract";
import { api } from "../../shell/index.ts";

type Sessions = RouteAnswer<typeof apiRoutes.sessions.listUserSessions>;

export interface RestrictionsChange {
  version: number;
  restrictions: Restrictions | null;
  confirmLockOut: boolean;
}

/** One person whose sign-in an administrator looks after, and the calls for it; the same screens serve both kinds. */
export interface Person {
  id: string;
  name: string;
  /** Whether the caller may change anything here, and reset factors. */
  mayEdit: boolean;
  mayReset: boolean;
  queryKey: readonly unknown[];
  listSessions: (signal: AbortSignal) => Promise<Sessions>;
  endSession: (sessionId: string) => Promise<unknown>;
  endSessions: () => Promise<unknown>;
  listDevices: (signal: AbortSignal) => Promise<{ items: Browser[] }>;
  trustDevice: (browserId: string) => Promise<unknown>;
  distrustDevice: (browserId: string) => Promise<unknown>;
  forgetDevice: (browserId: string) => Promise<unknown>;
  listFactors: (signal: AbortSignal) => Promise<FactorsOfPerson>;
  resetFactors: (reason: string) => Promise<unknown>;
  /** Null where the caller may not see such rules. */
  restrictions: {
    get: (signal: AbortSignal) => Promise<OwnRestrictions>;
    put: (change: RestrictionsChange) => Promise<OwnRestrictions>;
  } | null;
}

interface UserRights {
  mayEdit: boolean;
  mayReset: boolean;
  isUnrestricted: boolean;
}

export function userAsPerson(profileId: string, user: { id: string; name: string }, rights: UserRights): Person {
  const params = { profileId, userId: user.id };

  return {
    ...user,
    mayEdit: rights.mayEdit,
    mayReset: rights.mayReset,
    queryKey: ["profiles", profileId, "users", "one", user.id, "security"],
    listSessions: (signal) => api.sessions.listUserSessions({ params, signal }),
    endSession: (sessionId) => api.sessions.endUserSession({ params: { ...params, sessionId } }),
    endSessions: () => api.sessions.endUserSessions({ params }),
    listDevices: (signal) => api.browsers.listUserBrowsers({ params, signal }),
    trustDevice: (browserId) => api.browsers.trustUserBrowser({ params: { ...params, browserId } }),
    distrustDevice: (browserId) => api.browsers.distrustUserBrowser({ params: { ...params, browserId } }),
    forgetDevice: (browserId) => api.browsers.revokeUserBrowser({ params: { ...params, browserId } }),
    listFactors: (signal) => api.factors.listUserFactors({ params, signal }),
    resetFactors: (reason) => api.factors.resetUserFactors({ params, body: { reason } }),
    restrictions: rights.isUnrestricted
      ? {
          get: (signal) => api.restrictions.getUserRestrictions({ params, signal }),
          put: ({ version, ...body }) => api.restrictions.putUserRestrictions({ params, body, ifMatch: version }),
        }
      : null,
  };
}

export function administratorAsPerson(administrator: { id: string; name: string }): Person {
  const params = { administratorId: administrator.id };

  return {
    ...administrator,
    mayEdit: true,
    mayReset: true,
    queryKey: ["administrators", administrator.id, "security"],
    listSessions: (signal) => api.sessions.listAdministratorSessions({ params, signal }),
    endSession: (sessionId) => api.sessions.endAdministratorSession({ params: { ...params, sessionId } }),
    endSessions: () => api.sessions.endAdministratorSessions({ params }),
    listDevices: (signal) => api.browsers.listAdministratorBrowsers({ params, signal }),
    trustDevice: (browserId) => api.browsers.trustAdministratorBrowser({ params: { ...params, browserId } }),
    distrustDevice: (browserId) => api.browsers.distrustAdministratorBrowser({ params: { ...params, browserId } }),
    forgetDevice: (browserId) => api.browsers.revokeAdministratorBrowser({ params: { ...params, browserId } }),
    listFactors: (signal) => api.factors.listAdministratorFactors({ params, signal }),
    resetFactors: (reason) => api.factors.resetAdministratorFactors({ params, body: { reason } }),
    restrictions: {
      get: (signal) => api.restrictions.getAdministratorRestrictions({ params, signal }),
      put: ({ version, ...body }) => api.restrictions.putAdministratorRestrictions({ params, body, ifMatch: version }),
    },
  };
}
