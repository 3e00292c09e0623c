import type { RouteSpec } from "@latchkey/contract";
import { deploymentId } from "../platform/ids.ts";
import type { Context } from "./context.ts";
import { httpErrors } from "./http.errors.ts";
import type { Principal, SessionRef } from "./principal.ts";

export interface Account {
  /** The deployment's own id for administrators. */
  profileId: string;
  userId: string;
  name: string;
  session: SessionRef;
}

/** Whoever a route with guard `account` is about: the caller. */
export function accountOf({ principal }: Context): Account {
  if (principal.kind === "administrator")
    return { profileId: deploymentId, userId: principal.id, name: principal.name, session: principal.session };
  if (principal.kind !== "run_user") throw httpErrors.not_signed_in();
  return { profileId: principal.profileId, userId: principal.id, name: principal.name, session: principal.session };
}

/**
 * Whoever acts as a user for support sees what the user sees and nothing of the user's own account, and changes nothing unless that
 * was asked for.
 */
export function requireOpenToActing(principal: Principal, { spec, method }: { spec: RouteSpec; method: string }): void {
  if (!("session" in principal) || principal.session.actor === null || spec.openToActing === true) return;
  if (spec.guard.who === "account") throw httpErrors.not_allowed({ detail: "Whoever acts as a user cannot open the user's own account." });
  if (principal.session.isReadOnly && method !== "GET" && method !== "HEAD") throw httpErrors.read_only_session();
}

/** Step-up: an open browser is not enough for sensitive acts. Whoever has no session, such as an API token, is not asked. */
export function requireRecentProof(principal: Principal, now: Date): void {
  if ("session" in principal && principal.session.provedUntil <= now) throw httpErrors.proof_needed();
}
