import type { Session } from "@latchkey/contract";
import type { Context } from "../../http/context.ts";
import { deploymentId } from "../../platform/ids.ts";
import { describeUserAgent } from "../browsers/index.ts";
import { getSecuritySettings } from "../security/index.ts";
import { findSessionOwner, type OwnerRef } from "./session-owner.ts";
import { endOf, limitsOf } from "./sessions.rules.ts";
import { listSessionRows, type ListedSession } from "./sessions.store.ts";

/** Where a person is signed in: the current session first, then the newest. */
export async function listSessions(ctx: Context, ref: OwnerRef): Promise<{ items: Session[] }> {
  const now = ctx.platform.clock.now();
  const owner = await findSessionOwner(ctx.db, ctx, { ref, needs: "access" });
  const { sessions: rules } = await getSecuritySettings(ctx.db, owner.profileId);
  const isAdministrator = owner.profileId === deploymentId;
  // What a role shortens further is not known without asking who holds it; such a session may be listed though it has ended.
  const endsAt = (row: ListedSession) => {
    const limits = limitsOf(rules, { ...ctx.platform.settings, isAdministrator, place: row.place, roleIds: [] });
    return endOf({ createdAt: row.created_at, lastSeenAt: row.last_seen_at, expiresAt: row.expires_at }, limits);
  };

  const rows = await listSessionRows(ctx.db, owner, now);
  const items = rows.filter((row) => endsAt(row) > now).map((row) => toSession(ctx, row));
  return { items: [...items.filter((each) => each.isCurrent), ...items.filter((each) => !each.isCurrent)] };
}

function toSession(ctx: Context, row: ListedSession): Session {
  const current = "session" in ctx.principal ? ctx.principal.session.id : null;
  return {
    id: row.id,
    place: row.place,
    method: row.method,
    hasSecondFactor: row.has_second_factor,
    isCurrent: row.id === current,
    device: { ...describeUserAgent(row.user_agent), id: row.browser_id, name: row.browser_name, isTrusted: row.is_trusted },
    address: row.ip,
    country: ctx.platform.countries.countryOf(row.ip),
    actingName: row.acting_name,
    createdAt: row.created_at.toISOString(),
    lastSeenAt: row.last_seen_at.toISOString(),
    expiresAt: row.expires_at.toISOString(),
  };
}
