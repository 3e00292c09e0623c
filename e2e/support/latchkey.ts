import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer, type AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { createClient, type ApiClient } from "@latchkey/client";

const serve = fileURLToPath(new URL("../../scripts/serve.mjs", import.meta.url));
const startedWithinMs = 60_000;

export const root = { name: "Ann Root", email: "ann@example.com", password: "quiet river under nine lamps" };

export interface Latchkey {
  url: string;
  dataDir: string;
  /** The one-time set-up link as the server printed it. */
  setupLink: string;
  /** Calls the API as the first administrator; creates that administrator when nobody has yet. */
  asRoot(): Promise<ApiClient>;
  /** The first administrator's session, for a browser that need not show the sign-in page again. */
  rootCookie(): Promise<{ name: string; value: string; url: string }>;
  /** Calls the API with a token, or as nobody. */
  client(token?: string): ApiClient;
  /** Stops the server and starts it on the same data and port, as if so many more days had passed. */
  passDays(days: number): Promise<void>;
  stop(): Promise<void>;
}

/** Starts the built server as its own process, as a person would, on an empty data folder; with settings by their variables. */
export async function startLatchkey(settings: Readonly<Record<string, string>> = {}): Promise<Latchkey> {
  const dataDir = mkdtempSync(join(tmpdir(), "latchkey-journey-"));
  const port = await findFreePort();
  const url = `http://localhost:${port}`;
  const start = (env: NodeJS.ProcessEnv = {}) =>
    spawn(process.execPath, [serve, "--port", String(port), "--data-dir", dataDir, "--requests-per-minute-max", "100000"], {
      stdio: ["ignore", "pipe", "pipe"],
      env: { ...cleanEnvironment(), ...settings, ...env },
    });
  let child = start();
  const end = async () => {
    if (child.exitCode === null && child.kill("SIGTERM")) await once(child, "exit");
  };
  const stop = async () => {
    await end();
    rmSync(dataDir, { recursive: true, force: true });
  };
  const setupLink = await readPrinted(child, setupLinkLine).catch(async (error: unknown) => {
    await stop();
    throw error;
  });

  let daysAhead = 0;
  let signedIn: Promise<string> | undefined;
  const rootSession = () => (signedIn ??= signInAsRoot(url, setupLink));
  const client = (token?: string) => createClient({ baseUrl: url, ...(token === undefined ? {} : { token }) });
  return {
    url,
    dataDir,
    setupLink,
    client,
    asRoot: async () => {
      await rootSession();
      const withCookie: typeof fetch = async (input, init) =>
        fetch(input, { ...init, headers: withHeaders(init, { cookie: await rootSession(), origin: url }) });
      return createClient({ baseUrl: url, fetch: withCookie });
    },
    rootCookie: async () => {
      const [name = "", value = ""] = (await rootSession()).split("=");
      return { name, value, url };
    },
    passDays: async (days) => {
      await end();
      daysAhead += days;
      // Its session may have ended meanwhile.
      signedIn = undefined;
      child = start({ NODE_OPTIONS: `--import=${clockAhead(daysAhead)}` });
      await readPrinted(child, readyLine);
    },
    stop,
  };
}

/** A module that puts the clock of the process that imports it ahead. */
function clockAhead(days: number): string {
  const ahead = days * 86_400_000;
  const source = `const Now = Date; globalThis.Date = class extends Now {
    constructor(...given) { given.length === 0 ? super(Now.now() + ${ahead}) : super(...given); }
    static now() { return Now.now() + ${ahead}; }
  };`;
  return `data:text/javascript,${encodeURIComponent(source)}`;
}

/** The journeys' own variables are no settings of Latchkey, and whoever runs them may have settings that are not meant here. */
export function cleanEnvironment(): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith("LATCHKEY_") && name !== "DATABASE_URL"));
}

function withHeaders(init: RequestInit | undefined, more: Record<string, string>): Headers {
  const headers = new Headers(init?.headers);
  for (const [name, value] of Object.entries(more)) headers.set(name, value);
  return headers;
}

async function signInAsRoot(url: string, setupLink: string): Promise<string> {
  const { isNeeded } = await createClient({ baseUrl: url }).administrators.getSetup({});
  const [path, body] = isNeeded
    ? ["/api/v1/setup", { token: setupLink.split("token=")[1], ...root }]
    : ["/api/v1/places/console/sign-in/password", { email: root.email, password: root.password }];
  const answer = await fetch(url + String(path), {
    method: "POST",
    headers: { "content-type": "application/json", origin: url },
    body: JSON.stringify(body),
  });
  const cookie = answer.headers
    .getSetCookie()
    .find((each) => !each.includes("device"))
    ?.split(";")[0];
  if (!answer.ok || cookie === undefined) throw new Error(`signing in as the first administrator failed: ${await answer.text()}`);
  return cookie;
}

async function findFreePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, "127.0.0.1", resolve));
  const { port } = probe.address() as AddressInfo;
  await new Promise((resolve) => probe.close(resolve));
  return port;
}

/** The last thing that the server prints when it starts on an empty data folder. */
const setupLinkLine = /(http\S+setup#token=\S+)\s/;
const readyLine = /Latchkey is ready at (\S+)\s/;

function readPrinted(child: ChildProcess, wanted: RegExp): Promise<string> {
  return new Promise((resolve, reject) => {
    let output = "";
    const timer = setTimeout(() => reject(new Error(`the server did not start:\n${output}`)), startedWithinMs);
    const read = (chunk: Buffer) => {
      output += chunk.toString();
      const [, found] = wanted.exec(output) ?? [];
      if (found === undefined) return;
      clearTimeout(timer);
      resolve(found);
    };
    child.stdout?.on("data", read);
    child.stderr?.on("data", read);
    child.once("exit", (code) => reject(new Error(`the server ended with ${code}:\n${output}`)));
  });
}
