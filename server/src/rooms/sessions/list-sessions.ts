import type { Session } from "@latchkey/contract";
import type { Context } from "../../http/context.ts";
import type { SessionRef } from "../../http/principal.ts";
import { describeUserAgent } from "../browsers/index.ts";
import type { RolesOf } from "../restrictions/index.ts";
import { judgeSession } from "./authenticate-session.ts";
import { findSessionsById } from "./find-sessions.store.ts";
import { findSessionOwner, type OwnerRef } from "./session-owner.ts";
import { listSessionRows, type ListedSession } from "./sessions.store.ts";

/**
 * Where a person is signed in: the current session first, then the newest. Each is judged as its next request would be, so that
 * what a profile or a role has shortened meanwhile is listed with the end that holds, or not at all.
 */
export async function listSessions(ctx: Context, ref: OwnerRef, rolesOf: RolesOf): Promise<{ items: Session[] }> {
  const now = ctx.platform.clock.now();
  const owner = await findSessionOwner(ctx.db, ctx, { ref, needs: "access" });
  const rows = await listSessionRows(ctx.db, owner, now);
  const ends = await findEnds(ctx, rows, rolesOf);

  const items = rows.flatMap((row) => {
    const end = ends.get(row.id);
    return end === undefined ? [] : [toSession(ctx, row, end)];
  });
  return { items: [...items.filter((each) => each.isCurrent), ...items.filter((each) => !each.isCurrent)] };
}

type Ends = Pick<SessionRef, "expiresAt" | "idleEndsAt">;

/** When each session ends, used or not; nothing for those that have ended. */
async function findEnds(ctx: Context, rows: readonly ListedSession[], rolesOf: RolesOf): Promise<Map<string, Ends>> {
  const wanted = rows.map((row) => ({ profileId: row.profile_id, sessionId: row.id }));
  const found = await findSessionsById(ctx.db, wanted, ctx.platform.clock.now());
  const addresses = new Map(rows.map((row) => [row.id, row.ip]));

  const ends = new Map<string, Ends>();
  for (const each of found) {
    const person = await judgeSession(ctx.platform, each, { address: addresses.get(each.session_id) ?? null, rolesOf });
    if (person !== null) ends.set(each.session_id, person.session);
  }
  return ends;
}

function toSession(ctx: Context, row: ListedSession, { expiresAt, idleEndsAt }: Ends): Session {
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
    expiresAt: expiresAt.toISOString(),
    idleEndsAt: idleEndsAt?.toISOString() ?? null,
  };
}
