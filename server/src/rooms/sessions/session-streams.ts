import { PassThrough } from "node:stream";
import type { Database } from "../../database/database.ts";
import type { Context } from "../../http/context.ts";
import { accountOf } from "../../http/account.ts";
import type { Platform } from "../../platform/platform.ts";
import { findRefusals, isEnforced, type RolesOf } from "../restrictions/index.ts";
import { judgeSession } from "./authenticate-session.ts";
import { findSessionsById, type SessionWithUser } from "./find-sessions.store.ts";

interface OpenStream {
  profileId: string;
  sessionId: string;
  address: string | null;
  events: PassThrough;
}

export interface SessionStreams {
  open(ctx: Context): PassThrough;
  /** Looks once at every session that is watched; `ended` goes to those that are over. */
  check(): Promise<void>;
  /** Looks every second, as long as anybody watches. */
  start(): void;
  /** Ends every stream; the server is about to stop. */
  stop(): void;
}

interface StreamParts {
  db: Database;
  platform: Platform;
  rolesOf: RolesOf;
}

const checkEveryMs = 1000;
/** Proxies close connections on which nothing comes for long. */
const keepAliveEveryChecks = 20;
const askedAtOnceMax = 1000;

/**
 * Tells open pages that their session has ended. All streams of a node share one query a second, and judge sessions exactly as
 * requests do, so that whatever refuses the next request ends the stream as well: revoked, suspended, idle, a setting.
 */
export function createSessionStreams({ db, platform, rolesOf }: StreamParts): SessionStreams {
  const streams = new Set<OpenStream>();
  let timer: NodeJS.Timeout | undefined;
  let checks = 0;

  async function reasonToEnd(stream: OpenStream, found: SessionWithUser | undefined): Promise<"ended" | "restricted" | null> {
    const person = found ? await judgeSession(platform, found, { address: stream.address, rolesOf }) : null;
    if (person === null) return "ended";
    const own = person.kind === "administrator" ? person.restrictions.filter((each) => each.ownerType !== "role") : person.restrictions;
    return findRefusals(platform, own, stream.address).some(isEnforced) ? "restricted" : null;
  }

  async function checkSome(some: readonly OpenStream[]): Promise<void> {
    const rows = await findSessionsById(db, some, platform.clock.now());
    const bySession = new Map(rows.map((row) => [row.session_id, row]));
    for (const stream of some) {
      const reason = await reasonToEnd(stream, bySession.get(stream.sessionId));
      if (reason !== null) stream.events.end(toEvent("ended", { reason }));
      else if (checks % keepAliveEveryChecks === 0) stream.events.write(": still signed in\n\n");
    }
  }

  async function check(): Promise<void> {
    checks += 1;
    const all = [...streams];
    for (let at = 0; at < all.length; at += askedAtOnceMax) await checkSome(all.slice(at, at + askedAtOnceMax));
  }

  return {
    open: (ctx) => {
      const { profileId, session } = accountOf(ctx);
      const stream: OpenStream = { profileId, sessionId: session.id, address: ctx.source.ip, events: new PassThrough() };
      streams.add(stream);
      stream.events.once("close", () => streams.delete(stream));
      stream.events.write(toEvent("ready", {}));
      return stream.events;
    },
    check,
    start: () => {
      let isRunning = false;
      timer = setInterval(() => {
        if (isRunning || streams.size === 0) return;
        isRunning = true;
        check()
          .catch((error: unknown) => platform.log.error("sessions of open pages could not be checked", { error }))
          .finally(() => (isRunning = false));
      }, checkEveryMs);
      timer.unref();
    },
    stop: () => {
      clearInterval(timer);
      for (const { events } of streams) events.end();
    },
  };
}

function toEvent(name: string, data: unknown): string {
  return `event: ${name}\ndata: ${JSON.stringify(data)}\n\n`;
}
