import type { Database } from "../database/database.ts";
import type { Events } from "../database/events.ts";
import type { Platform } from "../platform/platform.ts";
import type { Access } from "./access.ts";
import type { Principal } from "./principal.ts";

/** Where a request came from; null where there is none, as on the command line. */
export interface RequestSource {
  id: string | null;
  ip: string | null;
  userAgent: string | null;
  /** From the long-lived cookie by which a browser is known again; null when it brought none. */
  browserToken: string | null;
  /** What the sender reads, best first (Accept-Language); absent where nothing was said. */
  languages?: readonly string[];
}

/** Everything a verb is given besides its input: who asks, in which profile, and what the server stands on. */
export interface Context {
  platform: Platform;
  db: Database;
  events: Events;
  principal: Principal;
  /** The profile the route speaks about; the deployment's own id where it speaks about none. */
  profileId: string;
  access: Access;
  source: RequestSource;
}
