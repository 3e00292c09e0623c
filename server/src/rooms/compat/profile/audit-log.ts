import type { AuditEntry } from "@latchkey/contract";
import { listAudit } from "../../audit/index.ts";
import { compatErrors } from "../wire/compat.errors.ts";
import type { TagoCall, TagoRoute } from "../wire/tago-route.ts";
import { requireOwnProfile } from "./profiles.ts";

/** Our kinds of object under TagoIO's names. */
const resourceNames: Record<string, string> = {
  policy: "am",
  run_user: "runuser",
  profile: "profile",
  dashboard: "dashboard",
  device: "device",
  analysis: "analysis",
  security_settings: "run",
};

const daysMax = 7;
const dayMs = 86_400_000;

function toEvent(entry: AuditEntry): Record<string, unknown> {
  const [, act = entry.action] = entry.action.split(".", 2);
  const thing = entry.object ? `a ${resourceNameOf(entry)} (${entry.object.id ?? entry.object.name})` : "";
  return {
    resourceName: resourceNameOf(entry),
    message: `${entry.actor.name} ${act.replaceAll("_", " ")} ${thing}`.trim(),
    resourceID: entry.object?.id ?? null,
    who: entry.actor.id,
    date: entry.at,
  };
}

function resourceNameOf({ object }: AuditEntry): string {
  return object === null ? "profile" : (resourceNames[object.type] ?? object.type);
}

function one(value: unknown): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}

/** TagoIO's log is searched in the background and asked for again; ours answers at once. */
async function ask(call: TagoCall): Promise<unknown> {
  requireOwnProfile(call);
  const { ctx, query } = call;
  const now = ctx.platform.clock.now();
  // What happens at this very moment belongs to the answer; the end of our own list does not.
  const to = momentOf(query["end_date"], new Date(now.getTime() + 1));
  const from = momentOf(query["start_date"], new Date(to.getTime() - daysMax * dayMs));
  if (to.getTime() - from.getTime() > daysMax * dayMs + dayMs) {
    throw compatErrors.not_valid({ detail: `start_date: the window may be ${daysMax} days at most` });
  }

  const wantedName = one(query["resourceName"]);
  const find = one(query["find"])?.replaceAll("*", "").toLowerCase() ?? "";
  const { items } = await listAudit(ctx, {
    objectId: one(query["resourceID"]),
    objectType:
      wantedName === undefined ? undefined : (Object.entries(resourceNames).find(([, name]) => name === wantedName)?.[0] ?? wantedName),
    from: from.toISOString(),
    to: to.toISOString(),
    limit: Math.min(Number(query["limit"]) || 200, 1000),
  });
  const events = items.map(toEvent).filter(({ message }) => String(message).toLowerCase().includes(find));
  const statistics = { recordsMatched: events.length, recordsScanned: items.length, bytesScanned: 0 };
  return { queryId: "complete", status: "Complete", events, statistics };
}

function momentOf(value: unknown, otherwise: Date): Date {
  const given = one(value);
  if (given === undefined) return otherwise;
  const moment = new Date(given);
  if (Number.isNaN(moment.getTime())) throw compatErrors.not_valid({ detail: "start_date and end_date must be dates" });
  return moment;
}

export const auditLogRoutes: TagoRoute[] = [
  { method: "GET", path: "/profile/:id/auditlog", tokens: ["profile"], handler: ask },
  { method: "GET", path: "/profile/:id/auditlog/:queryId", tokens: ["profile"], handler: ask },
];
