import { fullAccess, noAccess } from "../../../http/access.ts";
import type { GuardedCall, GuardServices } from "../../../http/guard.ts";
import type { Principal } from "../../../http/principal.ts";
import { requireShared } from "../../../http/require-shared.ts";
import { deploymentId } from "../../../platform/ids.ts";
import { compatErrors } from "./compat.errors.ts";
import type { TagoRoute, TokenKind } from "./tago-route.ts";

interface CallFacts {
  principal: Principal;
  method: string;
  address: string | null;
  params: Record<string, string>;
}

/** Decides whether the caller may use a route at all; what they may do with it, the verbs ask. */
export async function guardTagoCall(route: TagoRoute, facts: CallFacts, services: GuardServices): Promise<GuardedCall> {
  const { principal, address } = facts;
  if (route.tokens.includes("none")) return { principal: { kind: "nobody" }, profileId: deploymentId, access: noAccess };

  const kind = kindOf(principal);
  if (kind === undefined || !route.tokens.includes(kind)) throw compatErrors.authorization_denied();
  if (!("profileId" in principal)) throw compatErrors.authorization_denied();

  const isWriting = route.writes === true || facts.method !== "GET";
  if (principal.kind === "api_token") {
    requirePermission(principal.permission, isWriting);
    return { principal, profileId: principal.profileId, access: fullAccess };
  }
  if (principal.kind === "device") requirePermission(principal.permission, isWriting);
  if (principal.kind === "device") return { principal, profileId: principal.profileId, access: noAccess };
  requireOpenToActing(principal, { isWriting, isOwnAccount: route.isOwnAccount === true });
  if ("profileSlug" in principal && facts.params["url"] !== undefined && slugOf(facts.params["url"]) !== principal.profileSlug) {
    throw compatErrors.authorization_denied();
  }
  if (principal.kind === "anonymous_user") requireShared(principal, { dashboardId: facts.params["id"], widgetId: facts.params["widget"] });
  const access = await services.accessOf(principal, { profileId: principal.profileId, address });
  return { principal, profileId: principal.profileId, access };
}

function kindOf(principal: Principal): TokenKind | undefined {
  switch (principal.kind) {
    case "api_token":
      return "profile";
    case "analysis":
    case "run_user":
    case "device":
      return principal.kind;
    case "anonymous_user":
      return "anonymous";
    default:
      return undefined;
  }
}

/** The same as `requireOpenToActing` says of Latchkey's own routes. */
function requireOpenToActing(principal: Principal, { isWriting, isOwnAccount }: { isWriting: boolean; isOwnAccount: boolean }): void {
  if (!("session" in principal) || principal.session.actor === null) return;
  if (isOwnAccount) {
    throw compatErrors.authorization_denied({ detail: "Authorization Denied: whoever acts as a user cannot change the account." });
  }
  if (principal.session.isReadOnly && isWriting) {
    throw compatErrors.authorization_denied({ detail: "Authorization Denied: this session may only read." });
  }
}

function requirePermission(permission: "full" | "read" | "write", isWriting: boolean): void {
  const needed = isWriting ? "write" : "read";
  if (permission === "full" || permission === needed) return;
  throw compatErrors.authorization_denied({ detail: `Authorization Denied: this token may only ${permission}.` });
}

/** The portal that `:url` names: its address here, or a host whose first label is that. */
export function slugOf(url: string): string {
  return url.toLowerCase().split(".")[0] ?? "";
}
