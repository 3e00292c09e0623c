import type { SecuritySettings, SessionRules } from "@latchkey/contract";

const minuteMs = 60_000;
const hourMs = 3_600_000;

/** How long a session may last; null for no idle limit. */
export interface SessionLimits {
  absoluteMs: number;
  idleMs: number | null;
}

export interface LimitFacts {
  isAdministrator: boolean;
  place: "console" | "portal";
  /** Hours as the server is set, where a profile says nothing. */
  consoleSessionHours: number;
  portalSessionHours: number;
  /** Roles that the person holds, inherited ones included. */
  roleIds: readonly string[];
}

/** The strictest of what the profile and each role of the person say. A run user's console session is as short as an administrator's. */
export function limitsOf(rules: SessionRules, facts: LimitFacts): SessionLimits {
  const { isAdministrator, place, consoleSessionHours, portalSessionHours, roleIds } = facts;
  const ofRoles = rules.byRole.filter(({ roleId }) => roleIds.includes(roleId));
  const serverHours = place === "console" ? consoleSessionHours : portalSessionHours;
  const hours = [rules.absoluteHours ?? serverHours, ...known(ofRoles.map((each) => each.absoluteHours))];
  if (!isAdministrator && place === "console") hours.push(consoleSessionHours);

  const idle = known([rules.idleMinutes, ...ofRoles.map((each) => each.idleMinutes)]);
  return { absoluteMs: Math.min(...hours) * hourMs, idleMs: idle.length === 0 ? null : Math.min(...idle) * minuteMs };
}

const known = (values: readonly (number | null)[]) => values.filter((value) => value !== null);

/** When a session ends. Exclusive: at this moment it has ended. */
export function endOf(session: { createdAt: Date; lastSeenAt: Date; expiresAt: Date }, { absoluteMs, idleMs }: SessionLimits): Date {
  const ends = [session.expiresAt.getTime(), session.createdAt.getTime() + absoluteMs];
  if (idleMs !== null) ends.push(session.lastSeenAt.getTime() + idleMs);
  return new Date(Math.min(...ends));
}

/** When a session ends that nobody uses any more; null where that ends none, or not before it ends anyway. */
export function idleEndOf(session: { createdAt: Date; lastSeenAt: Date; expiresAt: Date }, limits: SessionLimits): Date | null {
  if (limits.idleMs === null) return null;
  const end = new Date(session.lastSeenAt.getTime() + limits.idleMs);
  return end < endOf(session, { ...limits, idleMs: null }) ? end : null;
}

/** Whether a browser may be used, where a profile wants approved ones only. No browser at all is none that anybody approved. */
export function isBrowserAdmitted({ devices }: SecuritySettings, status: string | null): boolean {
  if (status === "rejected") return false;
  return !devices.onlyApproved || status === "approved";
}
