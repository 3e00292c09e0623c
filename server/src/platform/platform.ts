import type { Clock } from "./clock.ts";
import type { Log } from "./log.ts";
import type { PasswordHasher } from "./passwords.ts";

/** What the server stands on besides its database: everything here has a fake for tests. */
export interface Platform {
  clock: Clock;
  log: Log;
  passwords: PasswordHasher;
  settings: PlatformSettings;
}

/** The settings that rooms read; `settings.ts` has them all with their defaults and sentences. */
export interface PlatformSettings {
  publicUrl: string;
  consoleSessionHours: number;
  portalSessionHours: number;
  passwordLinkHours: number;
  deletedUserDays: number;
}
