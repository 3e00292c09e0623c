import { systemClock } from "./platform/clock.ts";
import { noCountries, openCountryFile } from "./platform/countries.ts";
import type { Log } from "./platform/log.ts";
import { createSmtpMailer, type Mailer } from "./platform/mailer.ts";
import { createOutbound } from "./platform/outbound.ts";
import { createPasswordHasher, type PasswordCost } from "./platform/passwords.ts";
import type { Platform } from "./platform/platform.ts";
import { createSecretBox, loadMasterKey, masterKeyOf } from "./platform/secret-box.ts";
import { createLoggingSmsGateway, createSmsGateway, type SmsGateway } from "./platform/sms-gateway.ts";
import type { Settings } from "./settings.ts";

/** What a real server or command stands on. */
export function createPlatform(settings: Settings, log: Log): Platform {
  const masterKey = settings.secretKey === undefined ? loadMasterKey(settings.dataDir) : masterKeyOf(settings.secretKey);
  return {
    clock: systemClock,
    countries: settings.countryFile === "" ? noCountries : openCountryFile(settings.countryFile),
    log,
    outbound: createOutbound({ mayReachPrivate: settings.mayReachPrivate === "yes" }),
    passwords: createPasswordHasher({ queueMax: settings.passwordHashQueueMax, cost: costOf(settings) }),
    secrets: createSecretBox(masterKey),
    mailer: createMailer(settings),
    smsGateway: createGateway(settings, log),
    settings,
  };
}

function costOf({ passwordHashMemoryKib, passwordHashPasses, passwordHashLanes }: Settings): PasswordCost {
  return { memoryKib: passwordHashMemoryKib, passes: passwordHashPasses, lanes: passwordHashLanes };
}

function createMailer(settings: Settings): Mailer | null {
  if (settings.smtpHost === undefined) return null;

  const ownHost = new URL(settings.publicUrl).hostname;
  return createSmtpMailer({
    host: settings.smtpHost,
    port: settings.smtpPort,
    security: settings.smtpSecurity,
    user: settings.smtpUser,
    password: settings.smtpPassword,
    sender: settings.mailSender ?? `no-reply@${ownHost}`,
    ownHost,
  });
}

function createGateway(settings: Settings, log: Log): SmsGateway | null {
  const { smsGatewayUrl: url, smsGatewayMethod: method, smsGatewayHeaders: headers, smsGatewayBody: body } = settings;
  if (url === undefined) return null;
  return url === "log" ? createLoggingSmsGateway(log) : createSmsGateway({ url, method, headers, body });
}
