import { slugOfPlace, type Guard, type ResourceType } from "@latchkey/contract";
import { deploymentId } from "../platform/ids.ts";
import { fullAccess, noAccess, type Access } from "./access.ts";
import type { RequestSource } from "./context.ts";
import { mayUseConsole } from "./console-rights.ts";
import { httpErrors } from "./http.errors.ts";
import type { AdministratorPrincipal, ApiTokenPrincipal, Principal } from "./principal.ts";
import { requireShared } from "./require-shared.ts";

export interface TokenSource {
  address: string | null;
  /** Only looks whether the token would still be taken: nobody did anything, so it is no use of the session or token. */
  isWatching?: boolean;
}

/** The questions the frame asks rooms; `app.ts` hands the answers in. */
export interface GuardServices {
  /** Resolves a token to its principal; null when it is unknown, expired, revoked or its owner may not act. */
  authenticate(token: string, from: TokenSource): Promise<Principal | null>;
  /** Throws when the caller may not call this profile from this address at this time. */
  requireUnrestricted(principal: Principal, from: { profileId: string; source: RequestSource }): Promise<void>;
  /** A new token for a session whose rights changed; null when another request was faster. */
  renewSession(principal: Principal): Promise<{ token: string; expiresAt: Date } | null>;
  /** What a principal that is governed by roles and policies may do in a profile, calling from this address. */
  accessOf(principal: Principal, from: { profileId: string; address: string | null }): Promise<Access>;
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
  /** Null where it is not known. */
  address: string | null;
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
    case "console":
      return guardConsole(facts, services);
    case "profile":
      return guardProfile(guard, facts, services);
    case "portal":
      return guardPortal(guard, facts, services);
    case "account":
      return guardAccount(facts, services);
    case "device":
      if (principal.kind !== "device") throw httpErrors.not_allowed({ detail: "This call takes a device token." });
      if (!isPermitted(principal, facts.method !== "GET")) throw httpErrors.not_allowed();
      return { principal, profileId: principal.profileId, access: noAccess };
  }
}

/** The cookie of a place opens that place only; a bearer token must belong to it too. */
async function guardAccount({ principal, params, address }: CallFacts, services: GuardServices): Promise<GuardedCall> {
  const slug = slugOfPlace(params.place ?? "");
  if (principal.kind === "administrator" && slug === null) return { principal, profileId: deploymentId, access: noAccess };
  if (principal.kind !== "run_user" || (slug !== null && principal.profileSlug !== slug)) throw httpErrors.not_signed_in();

  const access = await services.accessOf(principal, { profileId: principal.profileId, address });
  if (slug === null && !mayUseConsole(access)) throw httpErrors.not_allowed();
  return { principal, profileId: principal.profileId, access };
}

function guardDeployment(who: "administrator" | "super_administrator", principal: Principal): GuardedCall {
  if (principal.kind !== "administrator") throw httpErrors.not_allowed();
  if (who === "super_administrator" && !principal.isSuper) throw httpErrors.not_allowed();
  return { principal, profileId: deploymentId, access: noAccess };
}

async function guardConsole({ principal, address }: CallFacts, services: GuardServices): Promise<GuardedCall> {
  if (principal.kind === "administrator") return guardDeployment("administrator", principal);
  if (principal.kind !== "run_user") throw httpErrors.not_allowed();

  const access = await services.accessOf(principal, { profileId: principal.profileId, address });
  if (!mayUseConsole(access)) throw httpErrors.not_allowed();
  return { principal, profileId: principal.profileId, access };
}

type ProfileGuard = Extract<Guard, { who: "profile" }>;

async function guardProfile(guard: ProfileGuard, facts: CallFacts, services: GuardServices): Promise<GuardedCall> {
  const { principal, params, method, address } = facts;
  const profileId = params.profileId;
  if (profileId === undefined) throw httpErrors.not_found();

  switch (principal.kind) {
    case "administrator":
      if (await isReachable(principal, profileId, services)) return { principal, profileId, access: fullAccess };
      if (!principal.limitedProfiles.some((each) => each.profileId === profileId)) throw httpErrors.not_found();
      break;
    case "api_token":
      if (principal.profileId !== profileId) throw httpErrors.not_found();
      if (!isPermitted(principal, isWriting(guard, method))) throw httpErrors.not_allowed();
      return { principal, profileId, access: fullAccess };
    case "analysis":
    case "run_user":
      if (principal.profileId !== profileId) throw httpErrors.not_found();
      break;
    default:
      throw httpErrors.not_found();
  }

  const access = await services.accessOf(principal, { profileId, address });
  requireAnyRight(guard, principal, access);
  return { principal, profileId, access };
}

/**
 * Refuses a governed caller who could do this to nothing at all. To run users who have nothing to do in the console its
 * routes do not exist. Things that are stored as rows with tags are left to the verbs, which look at each one:
 * lists are then empty, and what may not be known about is not found.
 */
function requireAnyRight(guard: ProfileGuard, principal: Principal, access: Access): void {
  if ("resource" in guard && access.filter(guard.resource, guard.action).kind !== "none") return;

  const isStranger = principal.kind === "run_user" && !mayUseConsole(access);
  if (isStranger) throw httpErrors.not_found();
  if ("anyRight" in guard && principal.kind !== "analysis" && mayUseConsole(access)) return;
  if ("resource" in guard && judgedOneByOne.includes(guard.resource)) return;
  throw httpErrors.not_allowed();
}

const judgedOneByOne: readonly ResourceType[] = ["dashboard", "device", "analysis", "run_user"];

/**
 * A super administrator reaches every profile, but only real ones: the deployment's own id stands for administrators, who
 * must not be listed, suspended or deleted as run users, past the protection of the last super administrator.
 */
async function isReachable(principal: AdministratorPrincipal, profileId: string, services: GuardServices): Promise<boolean> {
  return principal.profileIds.includes(profileId) || (principal.isSuper && (await services.hasProfile(profileId)));
}

function isWriting(guard: ProfileGuard, method: string): boolean {
  const stated = "writes" in guard ? guard.writes : undefined;
  return stated ?? (method !== "GET" && method !== "HEAD");
}

function isPermitted(token: Pick<ApiTokenPrincipal, "permission">, isWrite: boolean): boolean {
  return token.permission === "full" || token.permission === (isWrite ? "write" : "read");
}

async function guardPortal(guard: Extract<Guard, { who: "portal" }>, facts: CallFacts, services: GuardServices): Promise<GuardedCall> {
  const { principal, params, address } = facts;
  const isVisitor = principal.kind === "anonymous_user" && guard.anonymous;
  if (principal.kind !== "run_user" && !isVisitor) throw httpErrors.not_signed_in();
  if (principal.profileSlug !== params.slug) throw httpErrors.not_signed_in();
  // What names no dashboard is about the link itself.
  if (principal.kind === "anonymous_user" && params.dashboardId !== undefined) {
    requireShared(principal, { dashboardId: params.dashboardId, widgetId: params.widgetId });
  }

  return {
    principal,
    profileId: principal.profileId,
    access: await services.accessOf(principal, { profileId: principal.profileId, address }),
  };
}
