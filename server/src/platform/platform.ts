import type { Clock } from "./clock.ts";
import type { Countries } from "./countries.ts";
import type { Log } from "./log.ts";
import type { Mailer } from "./mailer.ts";
import type { Outbound } from "./outbound.ts";
import type { PasswordHasher } from "./passwords.ts";
import type { SecretBox } from "./secret-box.ts";
import type { SmsGateway } from "./sms-gateway.ts";

/** What the server stands on besides its database: everything here has a fake for tests. */
export interface Platform {
  clock: Clock;
  countries: Countries;
  log: Log;
  outbound: Outbound;
  passwords: PasswordHasher;
  secrets: SecretBox;
  /** Null when no mail server is configured: messages then wait in the log, where administrators copy their links. */
  mailer: Mailer | null;
  smsGateway: SmsGateway | null;
  settings: PlatformSettings;
}

/** The settings that rooms read; `settings.ts` has them all with their defaults and sentences. */
export interface PlatformSettings {
  publicUrl: string;
  strictTransport?: "host" | "subdomains" | undefined;
  passkeyAlgorithms?: "common" | "strong" | undefined;
  consoleSessionHours: number;
  portalSessionHours: number;
  passwordLinkHours: number;
  deletedUserDays: number;
  unconfirmedSignUpDays: number;
  mailLogDays: number;
}
