import {
  parseBoundedInteger,
  parseCidrList,
  parseChoice,
  parseDatabaseUrl,
  parseHost,
  parsePublicUrl,
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
    sentence: "How many connections to the database are open at most.",
    parse: parseBoundedInteger({ min: 2, max: 500 }),
  }),
  trustedProxies: define({
    env: "LATCHKEY_TRUSTED_PROXIES",
    flag: "--trusted-proxies",
    type: "list of addresses or CIDR ranges",
    default: "",
    sentence: "Reverse proxies whose X-Forwarded headers are believed, separated by commas. With none, the headers are ignored.",
    parse: parseCidrList,
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
  requestsPerMinuteMax: define({
    env: "LATCHKEY_REQUESTS_PER_MINUTE_MAX",
    flag: "--requests-per-minute-max",
    type: "number from 60 to 10000000",
    default: "6000",
    sentence: "How often one caller may call one route within a minute; routes that take passwords have lower limits of their own.",
    parse: parseBoundedInteger({ min: 60, max: 10_000_000 }),
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

/** The settings in effect. `databaseUrl` is missing when the embedded PostgreSQL is used. */
export type Settings = Omit<Parsed, "databaseUrl"> & { databaseUrl?: string };
