import {
  parseAddress,
  parseAnyText,
  parseBoundedInteger,
  parseCidrList,
  parseChoice,
  parseDatabaseUrl,
  parseGatewayUrl,
  parseHeaders,
  parseHost,
  parseOptional,
  parsePublicUrl,
  parseSecretKey,
  parseText,
} from "./settings-values.ts";

/** One setting: everything that its documentation, its check and its three sources need. */
export interface SettingDefinition<Value> {
  env: string;
  /** Other environment variables with the same meaning, e.g. one that many hosts set. */
  envAlso?: readonly string[];
  flag: string;
  /** For people: which values are accepted. */
  type: string;
  /** As it would be written in the file; nothing when the setting may be left out. */
  default: string;
  sentence: string;
  isSecret?: boolean;
  /** Turns text into the value; throws an Error whose message completes "X must be ...". */
  parse: (text: string) => Value;
}

const define = <Value>(definition: SettingDefinition<Value>): SettingDefinition<Value> => definition;

const days = { min: 1, max: 3650 };

/** Every setting of Latchkey, in the order in which it is printed. */
export const settingDefinitions = {
  port: define({
    env: "LATCHKEY_PORT",
    flag: "--port",
    type: "number from 0 to 65535",
    default: "8080",
    sentence: "The port to listen on; 0 takes any free one.",
    parse: parseBoundedInteger({ min: 0, max: 65535 }),
  }),
  host: define({
    env: "LATCHKEY_HOST",
    flag: "--host",
    type: "address or name",
    default: "127.0.0.1",
    sentence: "The address to listen on. The default is reachable from this machine only; 0.0.0.0 opens it to the network.",
    parse: parseHost,
  }),
  dataDir: define({
    env: "LATCHKEY_DATA_DIR",
    flag: "--data-dir",
    type: "folder",
    default: "./data",
    sentence: "Where Latchkey keeps everything: the embedded database and its log. A relative path counts from the working folder.",
    parse: parseText,
  }),
  publicUrl: define({
    env: "LATCHKEY_PUBLIC_URL",
    flag: "--public-url",
    type: "http or https address without a path",
    default: "",
    sentence: "The address under which people reach Latchkey; used in links. By default http://localhost with the port.",
    parse: parsePublicUrl,
  }),
  strictTransport: define({
    env: "LATCHKEY_STRICT_TRANSPORT",
    flag: "--strict-transport",
    type: "host or subdomains",
    default: "host",
    sentence:
      "How far browsers insist on https (HSTS) where the public address is https: for its host alone, or for every name below it too, which OWASP ASVS asks for and which needs https on all of these.",
    parse: parseChoice(["host", "subdomains"]),
  }),
  passkeyAlgorithms: define({
    env: "LATCHKEY_PASSKEY_ALGORITHMS",
    flag: "--passkey-algorithms",
    type: "common or strong",
    default: "common",
    sentence:
      "Which signatures a new passkey may make: common takes RSA too, which many Windows machines have only, with keys of 2048 bits; strong takes Ed25519 and ECDSA on P-256 alone.",
    parse: parseChoice(["common", "strong"]),
  }),
  databaseUrl: define({
    env: "LATCHKEY_DATABASE_URL",
    envAlso: ["DATABASE_URL"],
    flag: "--database-url",
    type: "postgres address",
    default: "",
    sentence: "A PostgreSQL (15 or newer) to use instead of the embedded one, e.g. postgres://user:password@host/latchkey.",
    isSecret: true,
    parse: parseDatabaseUrl,
  }),
  databasePoolMax: define({
    env: "LATCHKEY_DATABASE_POOL_MAX",
    flag: "--database-pool-max",
    type: "number from 2 to 500",
    default: "20",
    sentence:
      "How many connections to the database are open at most for requests. A few more look up who is calling, at most four, and run jobs.",
    parse: parseBoundedInteger({ min: 2, max: 500 }),
  }),
  secretKey: define({
    env: "LATCHKEY_SECRET_KEY",
    flag: "--secret-key",
    type: "text of at least 32 characters",
    default: "",
    sentence:
      "What secrets in the database are encrypted with, such as those of authenticator apps. By default a key that is made at the first start and kept in the data folder; several servers on one database need the same.",
    isSecret: true,
    parse: parseSecretKey,
  }),
  mayReachPrivate: define({
    env: "LATCHKEY_MAY_REACH_PRIVATE",
    flag: "--may-reach-private",
    type: "no or yes",
    default: "no",
    sentence:
      "Whether webhooks may lead to private addresses, such as those of the own network. Whoever may set a webhook then reaches them.",
    parse: parseChoice(["no", "yes"]),
  }),
  trustedProxies: define({
    env: "LATCHKEY_TRUSTED_PROXIES",
    flag: "--trusted-proxies",
    type: "list of addresses or CIDR ranges",
    default: "",
    sentence: "Reverse proxies whose X-Forwarded headers are believed, separated by commas. With none, the headers are ignored.",
    parse: parseCidrList,
  }),
  countryFile: define({
    env: "LATCHKEY_COUNTRY_FILE",
    flag: "--country-file",
    type: "file",
    default: "",
    sentence:
      "A file in the MaxMind DB format that tells countries of addresses, for session lists and rules that name countries. With none, countries are not known.",
    parse: (text: string) => text,
  }),
  logLevel: define({
    env: "LATCHKEY_LOG_LEVEL",
    flag: "--log-level",
    type: "debug, info, warn or error",
    default: "info",
    sentence: "The least important message that is still logged.",
    parse: parseChoice(["debug", "info", "warn", "error"]),
  }),
  logFormat: define({
    env: "LATCHKEY_LOG_FORMAT",
    flag: "--log-format",
    type: "auto, json or pretty",
    default: "auto",
    sentence:
      "How log lines are written: json is one object a line, pretty is for reading, auto is pretty on a terminal and json elsewhere.",
    parse: parseChoice(["auto", "json", "pretty"]),
  }),
  consoleSessionHours: define({
    env: "LATCHKEY_CONSOLE_SESSION_HOURS",
    flag: "--console-session-hours",
    type: "number from 1 to 720",
    default: "12",
    sentence: "After how many hours an administrator has to sign in again.",
    parse: parseBoundedInteger({ min: 1, max: 720 }),
  }),
  portalSessionHours: define({
    env: "LATCHKEY_PORTAL_SESSION_HOURS",
    flag: "--portal-session-hours",
    type: "number from 1 to 8760",
    default: "720",
    sentence: "After how many hours a run user has to sign in to the portal again.",
    parse: parseBoundedInteger({ min: 1, max: 8760 }),
  }),
  deletedUserDays: define({
    env: "LATCHKEY_DELETED_USER_DAYS",
    flag: "--deleted-user-days",
    type: `number from ${days.min} to ${days.max}`,
    default: "30",
    sentence: "For how many days a deleted run user can be restored.",
    parse: parseBoundedInteger(days),
  }),
  unconfirmedSignUpDays: define({
    env: "LATCHKEY_UNCONFIRMED_SIGN_UP_DAYS",
    flag: "--unconfirmed-sign-up-days",
    type: `number from ${days.min} to ${days.max}`,
    default: "7",
    sentence: "For how many days somebody who signed up and never confirmed the address is kept; then they are removed for good.",
    parse: parseBoundedInteger(days),
  }),
  passwordLinkHours: define({
    env: "LATCHKEY_PASSWORD_LINK_HOURS",
    flag: "--password-link-hours",
    type: "number from 1 to 720",
    default: "72",
    sentence: "For how many hours a link to set a password works.",
    parse: parseBoundedInteger({ min: 1, max: 720 }),
  }),
  passwordHashQueueMax: define({
    env: "LATCHKEY_PASSWORD_HASH_QUEUE_MAX",
    flag: "--password-hash-queue-max",
    type: "number from 1 to 10000",
    default: "64",
    sentence:
      "How many password checks may wait; further ones are answered with 'try again later', so that a flood cannot exhaust the machine.",
    parse: parseBoundedInteger({ min: 1, max: 10_000 }),
  }),
  passwordHashMemoryKib: define({
    env: "LATCHKEY_PASSWORD_HASH_MEMORY_KIB",
    flag: "--password-hash-memory-kib",
    type: "number from 7168 to 131072",
    default: "19456",
    sentence:
      "How many kibibytes one password hash (argon2id) takes. Stored hashes of another cost keep working and are made anew at the next sign-in.",
    parse: parseBoundedInteger({ min: 7168, max: 131_072 }),
  }),
  passwordHashPasses: define({
    env: "LATCHKEY_PASSWORD_HASH_PASSES",
    flag: "--password-hash-passes",
    type: "number from 1 to 10",
    default: "2",
    sentence: "How often one password hash goes over its memory. OWASP's least is 2 passes over 19456 KiB, or 5 over 7168 KiB.",
    parse: parseBoundedInteger({ min: 1, max: 10 }),
  }),
  passwordHashLanes: define({
    env: "LATCHKEY_PASSWORD_HASH_LANES",
    flag: "--password-hash-lanes",
    type: "number from 1 to 8",
    default: "1",
    sentence: "How many lanes one password hash has. More lanes help only where far fewer people sign in than the machine has cores.",
    parse: parseBoundedInteger({ min: 1, max: 8 }),
  }),
  requestsPerMinuteMax: define({
    env: "LATCHKEY_REQUESTS_PER_MINUTE_MAX",
    flag: "--requests-per-minute-max",
    type: "number from 60 to 10000000",
    default: "6000",
    sentence: "How often one caller may call one route within a minute; routes that take passwords have lower limits of their own.",
    parse: parseBoundedInteger({ min: 60, max: 10_000_000 }),
  }),
  tagoioPort: define({
    env: "LATCHKEY_TAGOIO_PORT",
    flag: "--tagoio-port",
    type: "number from 0 to 65535",
    default: "",
    sentence:
      "A further port whose root answers as TagoIO's API does, for programs that keep no path in its address. Without it, that API is below /tagoio alone.",
    parse: parseOptional(parseBoundedInteger({ min: 0, max: 65535 })),
  }),
  smtpHost: define({
    env: "LATCHKEY_SMTP_HOST",
    flag: "--smtp-host",
    type: "address or name",
    default: "",
    sentence:
      "The mail server that messages are handed to. With none nothing is sent, and administrators copy links from the console instead.",
    parse: parseOptional(parseHost),
  }),
  smtpPort: define({
    env: "LATCHKEY_SMTP_PORT",
    flag: "--smtp-port",
    type: "number from 1 to 65535",
    default: "587",
    sentence: "The mail server's port: usually 587 for starttls, 465 for tls and 25 for none.",
    parse: parseBoundedInteger({ min: 1, max: 65535 }),
  }),
  smtpSecurity: define({
    env: "LATCHKEY_SMTP_SECURITY",
    flag: "--smtp-security",
    type: "starttls, tls or none",
    default: "starttls",
    sentence:
      "With starttls the connection turns to TLS before anything is said, and nothing is sent to a server that cannot; tls is TLS from the first byte; none is plain, for a server on the same machine.",
    parse: parseChoice(["starttls", "tls", "none"]),
  }),
  smtpUser: define({
    env: "LATCHKEY_SMTP_USER",
    flag: "--smtp-user",
    type: "text",
    default: "",
    sentence: "The name to sign in to the mail server with; empty when it asks for none.",
    parse: parseAnyText,
  }),
  smtpPassword: define({
    env: "LATCHKEY_SMTP_PASSWORD",
    flag: "--smtp-password",
    type: "text",
    default: "",
    sentence: "The password that belongs to the name.",
    isSecret: true,
    parse: parseAnyText,
  }),
  mailSender: define({
    env: "LATCHKEY_MAIL_SENDER",
    flag: "--mail-sender",
    type: "e-mail address",
    default: "",
    sentence: "The address that messages come from. By default no-reply at the host of the public address.",
    parse: parseOptional(parseAddress),
  }),
  mailLogDays: define({
    env: "LATCHKEY_MAIL_LOG_DAYS",
    flag: "--mail-log-days",
    type: `number from ${days.min} to ${days.max}`,
    default: "90",
    sentence: "For how many days the mail log keeps a message.",
    parse: parseBoundedInteger(days),
  }),
  smsGatewayUrl: define({
    env: "LATCHKEY_SMS_GATEWAY_URL",
    flag: "--sms-gateway-url",
    type: "http or https address, or log",
    default: "",
    sentence:
      "The HTTP interface that text messages are handed to; it may hold {{ to | url_encode }} and {{ text | url_encode }}. The word log writes them, codes included, to the server's log, for development only.",
    isSecret: true,
    parse: parseOptional(parseGatewayUrl),
  }),
  smsGatewayMethod: define({
    env: "LATCHKEY_SMS_GATEWAY_METHOD",
    flag: "--sms-gateway-method",
    type: "POST, PUT or GET",
    default: "POST",
    sentence: "The HTTP method for text messages; GET sends no body.",
    parse: parseChoice(["POST", "PUT", "GET"]),
  }),
  smsGatewayHeaders: define({
    env: "LATCHKEY_SMS_GATEWAY_HEADERS",
    flag: "--sms-gateway-headers",
    type: "list of Name: value",
    default: "Content-Type: application/json",
    sentence: "HTTP headers for text messages, separated by semicolons, e.g. Content-Type: application/json; Authorization: Bearer abc.",
    isSecret: true,
    parse: parseHeaders,
  }),
  smsGatewayBody: define({
    env: "LATCHKEY_SMS_GATEWAY_BODY",
    flag: "--sms-gateway-body",
    type: "text with {{ to }} and {{ text }}",
    default: '{"to": {{ to | json }}, "text": {{ text | json }}}',
    sentence: "What is sent for a text message, as a Liquid template.",
    parse: parseText,
  }),
};

export type SettingName = keyof typeof settingDefinitions;
export const settingNames = Object.keys(settingDefinitions) as SettingName[];

/** Where the settings file is, itself not a setting that the file could hold. */
export const configFileSource = {
  env: "LATCHKEY_CONFIG",
  flag: "--config",
  defaultName: "latchkey.yaml",
};

type Parsed = { [Name in SettingName]: ReturnType<(typeof settingDefinitions)[Name]["parse"]> };

type OptionalName = "databaseUrl" | "tagoioPort" | "secretKey" | "smtpHost" | "mailSender" | "smsGatewayUrl";

/** The settings in effect. What may be left out is then missing, e.g. `databaseUrl` when the embedded PostgreSQL is used. */
export type Settings = Omit<Parsed, OptionalName> & { [Name in OptionalName]?: NonNullable<Parsed[Name]> };
