import type { AuditEntry } from "@latchkey/contract";
import type { Connection, Tx } from "../../database/database.ts";
import type { Context } from "../../http/context.ts";
import type { ActingFor, Principal } from "../../http/principal.ts";
import { newId } from "../../platform/ids.ts";
import { changedFields } from "./audit.rules.ts";
import { insertAuditEntry } from "./audit.store.ts";

type Actor = AuditEntry["actor"];

export interface NewAuditEntry {
  /** Past tense, e.g. `user.suspended`. */
  action: string;
  object?: { type: string; id: string | null; name: string };
  result?: "ok" | "refused";
  reason?: string | null;
  /** Whole objects or parts; only what differs is kept. */
  before?: Record<string, unknown> | null;
  after?: Record<string, unknown> | null;
  /** Where the caller is not the context's principal, e.g. whoever is just signing in. */
  actor?: Actor;
  profileId?: string;
}

/** Writes one entry. INVARIANT: called with the transaction of the change itself, so that neither exists alone. */
export async function recordAuditEntry(connection: Connection, ctx: Context, entry: NewAuditEntry): Promise<void> {
  const actor = entry.actor ?? actorOf(ctx.principal);
  const actingAs = entry.actor ? null : actingAsOf(ctx.principal);
  const { before, after } = changedFields(entry.before ?? null, entry.after ?? null);

  const profileId = entry.profileId ?? ctx.profileId;
  await insertAuditEntry(connection, {
    profile_id: profileId,
    id: newId(ctx.platform.clock),
    at: ctx.platform.clock.now(),
    actor_type: actor.type,
    actor_id: actor.id,
    actor_name: actor.name,
    acting_as_id: actingAs?.id ?? null,
    acting_as_name: actingAs?.name ?? null,
    action: entry.action,
    object_type: entry.object?.type ?? null,
    object_id: entry.object?.id ?? null,
    object_name: entry.object?.name ?? null,
    result: entry.result ?? "ok",
    reason: entry.reason ?? null,
    before,
    after,
    ip: ctx.source.ip,
    user_agent: ctx.source.userAgent,
    request_id: ctx.source.id,
  });
  if (connection.isTransaction) await ctx.events.emit(connection as Tx, "audit.recorded", { ctx, profileId, entry, actor });
}

/** Whom an entry names for a caller. */
export function actorOf(principal: Principal): Actor {
  switch (principal.kind) {
    case "nobody":
      return { type: "nobody", id: null, name: "Somebody" };
    case "command_line":
      return { type: "command_line", id: null, name: "Command line" };
    case "run_user":
      return principal.session.actor ? personOf(principal.session.actor) : { type: principal.kind, id: principal.id, name: principal.name };
    default:
      return { type: principal.kind, id: principal.id, name: principal.name };
  }
}

/** Whoever acts as a user for support is the one who did it. */
function personOf({ type, id, name }: ActingFor): Actor {
  return { type, id, name };
}

function actingAsOf(principal: Principal): { id: string; name: string } | null {
  return principal.kind === "run_user" && principal.session.actor ? { id: principal.id, name: principal.name } : null;
}
