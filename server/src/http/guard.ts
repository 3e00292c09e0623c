import type { Guard } from "@latchkey/contract";
import { deploymentId } from "../platform/ids.ts";
import { fullAccess, noAccess, type Access } from "./access.ts";
import { httpErrors } from "./http.errors.ts";
import type { AdministratorPrincipal, ApiTokenPrincipal, Principal } from "./principal.ts";

/** The questions the frame asks rooms; `app.ts` hands the answers in. */
export interface GuardServices {
  /** Resolves a token to its principal; null when it is unknown, expired, revoked or its owner may not act. */
  authenticate(token: string): Promise<Principal | null>;
  /** What a principal that is governed by policies may do. */
  accessOf(principal: Principal): Promise<Access>;
  /** Whether there is such a profile. */
  hasProfile(profileId: string): Promise<boolean>;
}

export interface GuardedCall {
  principal: Principal;
  profileId: string;
  access: Access;
}

interface CallFacts {
  principal: Principal;
  params: Record<string, string | undefined>;
  method: string;
}

/**
 * Decides whether a caller may use a route at all, before any of its code runs. Somebody who may not know that a
 * profile exists gets the same 404 as for one that does not.
 */
export async function guardCall(guard: Guard, facts: CallFacts, services: GuardServices): Promise<GuardedCall> {
  const { principal } = facts;
  if (guard.who === "public") return { principal, profileId: deploymentId, access: noAccess };
  if (principal.kind === "nobody") throw httpErrors.not_signed_in();

  switch (guard.who) {
    case "administrator":
    case "super_administrator":
      return guardDeployment(guard.who, principal);
    case "profile":
      return guardProfile(guard, facts, services);
    case "portal":
      return guardPortal(guard, facts, services);
    case "device":
      if (principal.kind !== "device") throw httpErrors.not_allowed({ detail: "This call takes a device token." });
      return { principal, profileId: principal.profileId, access: noAccess };
  }
}

function guardDeployment(who: "administrator" | "super_administrator", principal: Principal): GuardedCall {
  if (principal.kind !== "administrator") throw httpErrors.not_allowed();
  if (who === "super_administrator" && !principal.isSuper) throw httpErrors.not_allowed();
  return { principal, profileId: deploymentId, access: noAccess };
}

async function guardProfile(guard: Extract<Guard, { who: "profile" }>, facts: CallFacts, services: GuardServices): Promise<GuardedCall> {
  const { principal, params, method } = facts;
  const profileId = params.profileId;
  if (profileId === undefined) throw httpErrors.not_found();

  switch (principal.kind) {
    case "administrator":
      if (!(await isReachable(principal, profileId, services))) throw httpErrors.not_found();
      return { principal, profileId, access: fullAccess };
    case "api_token":
      if (principal.profileId !== profileId) throw httpErrors.not_found();
      if (!isPermitted(principal, isWriting(guard, method))) throw httpErrors.not_allowed();
      return { principal, profileId, access: fullAccess };
    case "analysis":
      if (principal.profileId !== profileId) throw httpErrors.not_found();
      if ("analyses" in guard) throw httpErrors.not_allowed();
      return { principal, profileId, access: await services.accessOf(principal) };
    default:
      throw httpErrors.not_found();
  }
}

/**
 * A super administrator reaches every profile, but only real ones: the deployment's own id stands for administrators, who
 * must not be listed, suspended or deleted as run users, past the protection of the last super administrator.
 */
async function isReachable(principal: AdministratorPrincipal, profileId: string, services: GuardServices): Promise<boolean> {
  return principal.profileIds.includes(profileId) || (principal.isSuper && (await services.hasProfile(profileId)));
}

function isWriting(guard: Extract<Guard, { who: "profile" }>, method: string): boolean {
  return "writes" in guard ? guard.writes : method !== "GET" && method !== "HEAD";
}

function isPermitted(token: ApiTokenPrincipal, isWrite: boolean): boolean {
  return token.permission === "full" || token.permission === (isWrite ? "write" : "read");
}

async function guardPortal(guard: Extract<Guard, { who: "portal" }>, facts: CallFacts, services: GuardServices): Promise<GuardedCall> {
  const { principal, params } = facts;
  const isVisitor = principal.kind === "anonymous_user" && guard.anonymous;
  if (principal.kind !== "run_user" && !isVisitor) throw httpErrors.not_signed_in();
  if (principal.profileSlug !== params.slug) throw httpErrors.not_signed_in();
  // A share link opens its own dashboard only, whatever else the anonymous user may see.
  if (principal.kind === "anonymous_user" && params.dashboardId !== undefined && params.dashboardId !== principal.dashboardId) {
    throw httpErrors.not_found();
  }

  return { principal, profileId: principal.profileId, access: await services.accessOf(principal) };
}
