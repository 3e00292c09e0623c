import type { Conditions, TokenPermission } from "@latchkey/contract";

interface SessionRef {
  id: string;
  createdAt: Date;
  expiresAt: Date;
  isDeviceTrusted: boolean;
  hasSecondFactor: boolean;
}

/** A role assigned to the caller; while the conditions do not hold, it is not held. */
export interface AssignedRole {
  roleId: string;
  conditions: Conditions;
}

export interface AdministratorPrincipal {
  kind: "administrator";
  id: string;
  name: string;
  isSuper: boolean;
  /** Profiles in which no role and no policy governs them. */
  profileIds: string[];
  /** Profiles in which they may do what roles and policies allow, each with the revision of these. */
  limitedProfiles: { profileId: string; accessRevision: number }[];
  /** Of all profiles together. */
  roles: (AssignedRole & { profileId: string })[];
  session: SessionRef;
}

export interface RunUserPrincipal {
  kind: "run_user";
  id: string;
  name: string;
  email: string;
  profileId: string;
  profileSlug: string;
  tags: string[];
  /** Groups joined by hand. */
  groupIds: string[];
  roles: AssignedRole[];
  accessRevision: number;
  session: SessionRef;
}

/** Whoever opened a share link: acts as the profile's anonymous user, for one dashboard. */
export interface AnonymousUserPrincipal {
  kind: "anonymous_user";
  id: string;
  name: string;
  profileId: string;
  profileSlug: string;
  tags: string[];
  groupIds: string[];
  roles: AssignedRole[];
  accessRevision: number;
  shareId: string;
  dashboardId: string;
}

export interface ApiTokenPrincipal {
  kind: "api_token";
  id: string;
  name: string;
  profileId: string;
  permission: TokenPermission;
  expiresAt: Date | null;
}

export interface AnalysisPrincipal {
  kind: "analysis";
  id: string;
  name: string;
  profileId: string;
  tags: string[];
  accessRevision: number;
}

export interface DevicePrincipal {
  kind: "device";
  id: string;
  name: string;
  profileId: string;
}

/** Whoever runs `latchkey` on the machine already holds the database. */
export interface CommandLinePrincipal {
  kind: "command_line";
}

/** The authenticated caller of this request. */
export type Principal =
  | AdministratorPrincipal
  | RunUserPrincipal
  | AnonymousUserPrincipal
  | ApiTokenPrincipal
  | AnalysisPrincipal
  | DevicePrincipal
  | CommandLinePrincipal
  | { kind: "nobody" };
