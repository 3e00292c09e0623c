import type { Conditions, Restrictions, TokenPermission } from "@latchkey/contract";

/** Whoever acts as a user, for support. */
export interface ActingFor {
  type: "administrator" | "run_user" | "api_token" | "analysis";
  /** The deployment's own id for administrators. */
  profileId: string;
  id: string;
  name: string;
}

export interface SessionRef {
  id: string;
  place: "console" | "portal";
  createdAt: Date;
  /** At the latest, however much it is used. */
  expiresAt: Date;
  /** Unless it is used before; null where it may be idle for as long as it lasts. */
  idleEndsAt: Date | null;
  isDeviceTrusted: boolean;
  hasSecondFactor: boolean;
  provedAt: Date;
  /** Until then the last proof of identity counts for sensitive acts. */
  provedUntil: Date;
  /** From when on a second factor is required, where the rules name such a day and it has not come; whether there is one already is not known. */
  secondFactorDueAt: Date | null;
  /** The browser it runs in; null where none is known. */
  browserId: string | null;
  /** Null in sessions of the person themselves. */
  actor: ActingFor | null;
  isReadOnly: boolean;
  /** The person's rights changed: the answer to this request carries a new token. */
  isRenewalDue: boolean;
}

/** Rules about from where and when, with whose they are. */
export interface HeldRestrictions {
  profileId: string;
  ownerType: "profile" | "role" | "run_user" | "administrator" | "api_token" | "device" | "analysis";
  ownerId: string;
  rules: Restrictions;
}

/** What governs from where and when a caller may call; nothing in it for most. */
interface Restricted {
  restrictions: readonly HeldRestrictions[];
}

/** A role assigned to the caller; while the conditions do not hold, it is not held. */
export interface AssignedRole {
  roleId: string;
  conditions: Conditions;
}

export interface AdministratorPrincipal extends Restricted {
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

export interface RunUserPrincipal extends Restricted {
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

/** Whoever opened a share link: acts as the profile's anonymous user, for one dashboard or one widget of it. */
export interface AnonymousUserPrincipal extends Restricted {
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
  /** The only widget that the link opens; null where it opens the whole dashboard. */
  widgetId: string | null;
}

export interface ApiTokenPrincipal extends Restricted {
  kind: "api_token";
  id: string;
  name: string;
  profileId: string;
  permission: TokenPermission;
  expiresAt: Date | null;
}

export interface AnalysisPrincipal extends Restricted {
  kind: "analysis";
  id: string;
  name: string;
  profileId: string;
  tags: string[];
  accessRevision: number;
}

export interface DevicePrincipal extends Restricted {
  kind: "device";
  /** What its token may be used for. */
  permission: TokenPermission;
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
