import type { Browser } from "@latchkey/contract";
import type { Context } from "../../http/context.ts";
import { describeUserAgent, nameOfUserAgent } from "./browsers.rules.ts";
import type { BrowserRow } from "./browsers.store.ts";

export function toBrowser(ctx: Context, row: BrowserRow): Browser {
  const now = ctx.platform.clock.now();
  const current = "session" in ctx.principal ? ctx.principal.session.browserId : null;
  return {
    id: row.id,
    name: row.name,
    place: row.place,
    status: row.status,
    isCurrent: row.id === current,
    trustedUntil: isTrusted(row, now) ? (row.trusted_until?.toISOString() ?? null) : null,
    ...describeUserAgent(row.user_agent),
    address: row.ip,
    country: ctx.platform.countries.countryOf(row.ip),
    createdAt: row.created_at.toISOString(),
    lastSeenAt: row.last_seen_at.toISOString(),
    decidedBy: row.decided_by,
    decidedAt: row.decided_at?.toISOString() ?? null,
  };
}

/** Exclusive: at its last moment it is trusted no more. */
export function isTrusted({ trusted_until }: Pick<BrowserRow, "trusted_until">, now: Date): boolean {
  return trusted_until !== null && trusted_until > now;
}

/** What the audit log calls it. */
export function browserObject(row: BrowserRow): { type: string; id: string; name: string } {
  return { type: "browser", id: row.id, name: row.name ?? nameOfUserAgent(row.user_agent) ?? "Unknown browser" };
}

export function auditedBrowser(row: BrowserRow): Record<string, unknown> {
  return { name: row.name, status: row.status, trustedUntil: row.trusted_until?.toISOString() ?? null };
}
