import type { SecuritySettings } from "@latchkey/contract";
import { forLookups, type Database } from "../../database/database.ts";
import type { AdministratorPrincipal, RunUserPrincipal, SessionRef } from "../../http/principal.ts";
import { deploymentId } from "../../platform/ids.ts";
import type { Platform } from "../../platform/platform.ts";
import { hashToken, tokenPrefixes } from "../../platform/secret-tokens.ts";
import { secondFactorDemandOf } from "../factors/index.ts";
import { readRestrictions, restrictionsFor, restrictionsOfProfile, type RolesOf } from "../restrictions/index.ts";
import { readSecurity } from "../security/index.ts";
import { findRenewedSession, findSessionWithUser, type SessionWithUser } from "./find-sessions.store.ts";
import { endOf, idleEndOf, isBrowserAdmitted, limitsOf } from "./sessions.rules.ts";
import { touchSession } from "./sessions.store.ts";

const minuteMs = 60_000;

type Person = AdministratorPrincipal | RunUserPrincipal;

/** Where a request came from, and who tells which roles somebody holds. */
export interface Asking {
  address: string | null;
  rolesOf: RolesOf;
  /** Nobody did anything: the session is not kept awake by it. */
  isWatching?: boolean;
}

/** Resolves a session token. Null when it is unknown or has ended, or when its user may not act. */
export async function authenticateSession(db: Database, platform: Platform, token: string, asking: Asking): Promise<Person | null> {
  const now = platform.clock.now();
  const hash = hashToken(token);
  const lookups = forLookups(db);
  const isPortal = token.startsWith(tokenPrefixes.portalSession);
  const found = (await findSessionWithUser(lookups, hash, { now, isPortal })) ?? (await findRenewedSession(lookups, hash, now));
  if (!found) return null;

  const person = await judgeSession(platform, found, asking);
  if (person === null) return null;
  if (asking.isWatching !== true && now.getTime() - found.last_seen_at.getTime() >= minuteMs)
    await touchSession(db, found.profile_id, found.session_id, now);
  return person;
}

/** Whoever a stored session stands for, as every request and every open stream judges it; null when it has ended. */
export async function judgeSession(platform: Platform, found: SessionWithUser, asking: Asking): Promise<Person | null> {
  const { clock, settings } = platform;
  const security = readSecurity(found.profile_id, found.security);
  const person = found.profile_id === deploymentId ? toAdministrator(found) : toRunUser(found);
  if (person === null) return null;
  if (found.acting_user_id === null && !isBrowserAdmitted(security, found.browser_status)) return null;

  const isAdministrator = person.kind === "administrator";
  const roleIds = speaksOfRoles(security) ? await rolesEverywhere(person, asking) : [];
  const limits = limitsOf(security.sessions, { ...settings, isAdministrator, place: found.place, roleIds });
  const stored = { createdAt: found.created_at, lastSeenAt: found.last_seen_at, expiresAt: found.expires_at };
  if (endOf(stored, limits) <= clock.now()) return null;

  const rules = [...restrictionsOfProfile(found.profile_id, security), ...readRestrictions(found.restrictions)];
  const restrictions = rules.length === 0 ? rules : await restrictionsFor(person, rules, asking);
  const session = {
    ...person.session,
    // What people are shown is what holds: a role may have made it shorter than it was when it began.
    expiresAt: endOf(stored, { ...limits, idleMs: null }),
    idleEndsAt: idleEndOf(stored, limits),
    ...judgeProof(found, security, { roleIds, now: clock.now() }),
  };
  return { ...person, restrictions, session };
}

function speaksOfRoles({ sessions, secondFactor }: SecuritySettings): boolean {
  return sessions.byRole.length > 0 || secondFactor.requiredRoleIds.length > 0;
}

/** Where a second factor is required, a session without one has proved nothing for sensitive acts since it began. */
function judgeProof(
  found: SessionWithUser,
  security: SecuritySettings,
  who: { roleIds: readonly string[]; now: Date },
): Pick<SessionRef, "provedUntil" | "secondFactorDueAt"> {
  const { demand, dueAt } = secondFactorDemandOf(security.secondFactor, who);
  const isLacking = !found.has_second_factor && demand === "required";
  const provedUntil = isLacking ? found.created_at : new Date(found.proved_at.getTime() + security.sessions.stepUpMinutes * minuteMs);
  return { provedUntil, secondFactorDueAt: demand === "due" ? dueAt : null };
}

async function rolesEverywhere(person: Person, { rolesOf, address }: Asking): Promise<string[]> {
  const profileIds = person.kind === "administrator" ? person.limitedProfiles.map((each) => each.profileId) : [person.profileId];
  const roles = await Promise.all(profileIds.map((profileId) => rolesOf(person, { profileId, address })));
  return roles.flat();
}

function toAdministrator(found: SessionWithUser): AdministratorPrincipal {
  return {
    kind: "administrator",
    id: found.user_id,
    name: found.name,
    isSuper: found.is_super,
    profileIds: found.profile_ids,
    limitedProfiles: found.limited_profiles,
    roles: found.roles,
    restrictions: [],
    session: sessionOf(found),
  };
}

function toRunUser(found: SessionWithUser): RunUserPrincipal | null {
  if (found.slug === null || found.access_revision === null) return null;
  return {
    kind: "run_user",
    id: found.user_id,
    name: found.name,
    email: found.email,
    profileId: found.profile_id,
    profileSlug: found.slug,
    tags: found.tags,
    groupIds: found.group_ids,
    roles: found.roles,
    accessRevision: found.access_revision,
    restrictions: [],
    session: sessionOf(found),
  };
}

function sessionOf(found: SessionWithUser): SessionRef {
  return {
    id: found.session_id,
    place: found.place,
    createdAt: found.created_at,
    expiresAt: found.expires_at,
    idleEndsAt: null,
    isDeviceTrusted: found.is_device_trusted,
    hasSecondFactor: found.has_second_factor,
    provedAt: found.proved_at,
    provedUntil: found.proved_at,
    secondFactorDueAt: null,
    browserId: found.browser_id,
    actor: actorOf(found),
    isReadOnly: found.is_read_only,
    isRenewalDue: found.is_renewal_due,
  };
}

function actorOf(found: SessionWithUser): SessionRef["actor"] {
  const { profile_id, acting_profile_id, acting_user_id, acting_name, acting_script_type, acting_script_id } = found;
  if (acting_name === null) return null;
  if (acting_script_type !== null && acting_script_id !== null) {
    return { type: acting_script_type, profileId: profile_id, id: acting_script_id, name: acting_name };
  }
  if (acting_profile_id === null || acting_user_id === null) return null;
  const type = acting_profile_id === deploymentId ? "administrator" : "run_user";
  return { type, profileId: acting_profile_id, id: acting_user_id, name: acting_name };
}
