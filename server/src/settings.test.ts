import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { closestTo } from "./platform/closest-name.ts";
import { describeSettings, readSettings, SettingsError, type SettingsInput } from "./settings.ts";

let cwd: string;
beforeEach(() => {
  cwd = mkdtempSync(join(tmpdir(), "latchkey-settings-"));
});
afterEach(() => rmSync(cwd, { recursive: true, force: true }));

/** Reads with nothing from the real environment. */
function read(input: SettingsInput = {}) {
  return readSettings({ env: {}, cwd, ...input });
}

function problemsOf(input: SettingsInput): readonly string[] {
  try {
    read(input);
  } catch (error) {
    if (error instanceof SettingsError) return error.problems;
    throw error;
  }
  return [];
}

function write(name: string, text: string): string {
  const path = join(cwd, name);
  writeFileSync(path, text);
  return path;
}

describe("settings", () => {
  it("have defaults that need nothing from the environment", () => {
    const { settings, sources } = read();

    expect(settings).toMatchObject({
      port: 8080,
      host: "127.0.0.1",
      dataDir: join(cwd, "data"),
      publicUrl: "http://localhost:8080",
      databasePoolMax: 20,
      trustedProxies: [],
      logLevel: "info",
      logFormat: "auto",
      consoleSessionHours: 12,
      portalSessionHours: 720,
      deletedUserDays: 30,
      unconfirmedSignUpDays: 7,
      passwordLinkHours: 72,
      passwordHashQueueMax: 64,
    });
    expect(settings.databaseUrl).toBeUndefined();
    expect(new Set(Object.values(sources))).toEqual(new Set(["default"]));
  });

  it("take the flag before the environment, the environment before the file, the file before the default", () => {
    const config = write("my.yaml", "port: 1001\nlogLevel: warn\nhost: 10.0.0.1\n");
    const env = { LATCHKEY_PORT: "1002", LATCHKEY_LOG_LEVEL: "error" };

    const { settings, sources } = read({ env, flags: { port: "1003", config } });

    expect(settings).toMatchObject({ port: 1003, logLevel: "error", host: "10.0.0.1", publicUrl: "http://localhost:1003" });
    expect(sources).toMatchObject({
      port: "flag --port",
      logLevel: "environment LATCHKEY_LOG_LEVEL",
      host: `file ${config}`,
      dataDir: "default",
    });
  });

  it("are read from latchkey.yaml in the data folder, and a missing one is fine", () => {
    write("latchkey.yaml", "consoleSessionHours: 3\ntrustedProxies:\n  - 10.0.0.0/8\n  - ::1\n");
    const { settings } = read({ env: { LATCHKEY_DATA_DIR: "." } });
    expect(settings).toMatchObject({ consoleSessionHours: 3, trustedProxies: ["10.0.0.0/8", "::1"], dataDir: cwd });
  });

  it("take a secret from the file that LATCHKEY_<NAME>_FILE names", () => {
    const path = write("database-url", "postgres://latchkey:hush@db/latchkey\n");
    const { settings, sources } = read({ env: { LATCHKEY_DATABASE_URL_FILE: path } });
    expect(settings.databaseUrl).toBe("postgres://latchkey:hush@db/latchkey");
    expect(sources.databaseUrl).toBe("environment LATCHKEY_DATABASE_URL_FILE");
  });

  it("accept DATABASE_URL, which the product's own name overrides", () => {
    expect(read({ env: { DATABASE_URL: "postgres://a/b" } }).settings.databaseUrl).toBe("postgres://a/b");
    const both = { DATABASE_URL: "postgres://a/b", LATCHKEY_DATABASE_URL: "postgresql://c/d" };
    expect(read({ env: both }).settings.databaseUrl).toBe("postgresql://c/d");
  });

  it("treat an empty variable as not set", () => {
    expect(read({ env: { LATCHKEY_PORT: "", DATABASE_URL: "" } }).settings).toMatchObject({ port: 8080 });
  });

  it("drop the trailing slash of the public address, because links are built by joining", () => {
    expect(read({ env: { LATCHKEY_PUBLIC_URL: "https://Portal.Example.com/" } }).settings.publicUrl).toBe("https://portal.example.com");
  });
});

describe("wrong settings are refused with one line each that says what to do", () => {
  it.each([
    [{ LATCHKEY_PROT: "1" }, "LATCHKEY_PROT is not a setting of Latchkey: did you mean LATCHKEY_PORT?"],
    [{ LATCHKEY_DATADIR: "x" }, "LATCHKEY_DATADIR is not a setting of Latchkey: did you mean LATCHKEY_DATA_DIR?"],
    [
      { LATCHKEY_COLOUR_SCHEME: "x" },
      "LATCHKEY_COLOUR_SCHEME is not a setting of Latchkey: remove it, or run `npx latchkey config` for the list",
    ],
    [{ LATCHKEY_CONFIGS: "x" }, "LATCHKEY_CONFIGS is not a setting of Latchkey: did you mean LATCHKEY_CONFIG?"],
    [{ LATCHKEY_PORT: "80a" }, 'LATCHKEY_PORT must be a whole number from 0 to 65535, not "80a"'],
    [{ LATCHKEY_PORT: "65536" }, 'LATCHKEY_PORT must be a whole number from 0 to 65535, not "65536"'],
    [{ LATCHKEY_LOG_LEVEL: "loud" }, 'LATCHKEY_LOG_LEVEL must be one of debug, info, warn, error, not "loud"'],
    [
      { LATCHKEY_HOST: "http://x" },
      'LATCHKEY_HOST must be an IP address or a host name, without http:// and without a port, not "http://x"',
    ],
    [
      { LATCHKEY_PUBLIC_URL: "https://x.example/sub" },
      'LATCHKEY_PUBLIC_URL must be an address such as https://portal.example.com, without a path, not "https://x.example/sub"',
    ],
    [
      { LATCHKEY_TRUSTED_PROXIES: "10.0.0.0/8, 10.0.0.0/33" },
      'LATCHKEY_TRUSTED_PROXIES must be a list of addresses or ranges such as 10.0.0.0/8, ::1 ("10.0.0.0/33" is neither), not "10.0.0.0/8, 10.0.0.0/33"',
    ],
    [{ DATABASE_URL: "mysql://root:hush@db" }, "DATABASE_URL must be an address such as postgres://user:password@host/latchkey"],
    [
      { LATCHKEY_DATABASE_URL_FILE: "/nowhere/secret" },
      "LATCHKEY_DATABASE_URL_FILE names the file /nowhere/secret, which cannot be read: check the path and its permissions",
    ],
    [{ LATCHKEY_PORT: "1", LATCHKEY_PORT_FILE: "/x" }, "LATCHKEY_PORT and LATCHKEY_PORT_FILE are both set: remove one of them"],
  ])("%j", (env, line) => {
    expect(problemsOf({ env })).toEqual([line]);
  });

  it("names flags and keys of the file the way they were written", () => {
    const config = write("my.yaml", "prot: 1\nhost: true\nlogLevel: loud\n");
    expect(problemsOf({ flags: { config, port: "x" } })).toEqual([
      `"prot" in ${config} is not a setting of Latchkey: did you mean port?`,
      `"host" in ${config} must be address or name`,
      '--port must be a whole number from 0 to 65535, not "x"',
      `"logLevel" in ${config} must be one of debug, info, warn, error, not "loud"`,
    ]);
  });

  it("says so when the settings file is missing or broken", () => {
    expect(problemsOf({ env: { LATCHKEY_CONFIG: "gone.yaml" } })).toEqual([
      `The settings file ${join(cwd, "gone.yaml")} does not exist: correct LATCHKEY_CONFIG or --config`,
    ]);
    const broken = write("broken.yaml", "port: [1\n");
    expect(problemsOf({ flags: { config: broken } })[0]).toMatch(/^The settings file .*broken\.yaml cannot be read: .* at line/);
    const list = write("list.yaml", "- port\n");
    expect(problemsOf({ flags: { config: list } })).toEqual([`The settings file ${list} must hold lines such as "port: 8080"`]);
  });
});

describe("describing settings", () => {
  it("masks secrets and names the source of every value", () => {
    const shown = describeSettings(read({ env: { DATABASE_URL: "postgres://u:hush@db/x", LATCHKEY_TRUSTED_PROXIES: "::1,10.0.0.0/8" } }));
    const byName = Object.fromEntries(shown.map((setting) => [setting.name, setting]));

    expect(byName["databaseUrl"]).toMatchObject({ value: "(set, not shown)", source: "environment DATABASE_URL" });
    expect(byName["trustedProxies"]).toMatchObject({ value: "::1, 10.0.0.0/8", source: "environment LATCHKEY_TRUSTED_PROXIES" });
    expect(byName["port"]).toMatchObject({ value: "8080", source: "default" });
    expect(JSON.stringify(shown)).not.toContain("hush");
  });

  it("documents every setting without values when none were read", () => {
    for (const setting of describeSettings()) {
      expect(setting.env).toMatch(/^LATCHKEY_[A-Z_]+$/);
      expect(setting.flag).toMatch(/^--[a-z-]+$/);
      expect(setting.sentence).toMatch(/^[A-Z].*\.$/);
      expect(setting).not.toHaveProperty("value");
    }
  });
});

describe("the nearest name", () => {
  it.each([
    ["data_dir", "dataDir"],
    ["hots", "host"],
    ["zzzzzz", undefined],
  ])("of %s is %s", (name, nearest) => {
    expect(closestTo(name, ["port", "host", "dataDir"])).toBe(nearest);
  });
});
