import type { AddressInfo } from "node:net";
import { createApp, type App } from "./app.ts";
import { createPlatform } from "./create-platform.ts";
import { openDatabase, type Database } from "./database/database.ts";
import { migrateToLatest } from "./database/migrate.ts";
import { loadDemo } from "./demo/load-demo.ts";
import { startThrowawayServer } from "./demo/start-throwaway-server.ts";
import { createLog, type Log } from "./platform/log.ts";
import { lockDataDir, startEmbeddedPostgres } from "./platform/postgres/index.ts";
import { isSetupNeeded } from "./rooms/administrators/index.ts";
import { startFlushing } from "./rooms/decision-log/index.ts";
import { parseSettingFlags } from "./settings-flags.ts";
import { readSettings, type Settings } from "./settings.ts";
import { startChores } from "./start-chores.ts";
import { startJobs } from "./start-jobs.ts";

/** What is still being answered when the server stops has so long. */
const lastAnswersMs = 5000;

/** Runs the server until it is told to stop. Expected failures end it with one line that says what to do. */
export async function main(args: string[]): Promise<void> {
  try {
    const { flags, switches } = parseSettingFlags(args, ["demo"]);
    await serve(readSettings({ flags }), { isDemo: switches.has("demo") });
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  }
}

/** Starts the server, or the throwaway one with the example profile, and comes back once it listens. */
export async function serve({ settings, sources }: ReturnType<typeof readSettings>, { isDemo = false } = {}): Promise<void> {
  if (isDemo) {
    // The demo's own words should not drown in the log, unless somebody asked for it.
    await runDemo({ ...settings, logLevel: sources.logLevel === "default" ? "warn" : settings.logLevel });
    return;
  }

  const server = await startServer(settings);
  process.stdout.write(server.greeting);
  stopOnSignals(server);
}

async function runDemo(settings: Settings): Promise<void> {
  const server = await startThrowawayServer(settings, startServer);
  stopOnSignals(server);
  try {
    const { app, url } = server;
    process.stdout.write(await loadDemo({ baseUrl: localUrl(app), publicUrl: url, setupToken: app.setupToken.value }));
  } catch (error) {
    await server.stop();
    throw error;
  }
}

/** How this machine reaches the server, whatever its public address is. */
function localUrl(app: App): string {
  const { address, family, port } = app.http.server.address() as AddressInfo;
  const host = { "0.0.0.0": "127.0.0.1", "::": "::1" }[address] ?? address;
  return `http://${family === "IPv6" ? `[${host}]` : host}:${port}`;
}

export interface RunningServer {
  app: App;
  url: string;
  greeting: string;
  stop(): Promise<void>;
}

/** Starts everything in order; what was started is stopped again when a later step fails. */
export async function startServer(settings: Settings): Promise<RunningServer> {
  const log = createLog({ level: settings.logLevel, format: logFormat(settings), stream: process.stdout });
  const stops: (() => Promise<void>)[] = [];
  const stop = async () => {
    for (const each of stops.splice(0).toReversed()) await each();
  };

  try {
    const db = await connect(settings, log, stops);
    await migrateToLatest(db);
    const platform = createPlatform(settings, log);
    const app = await createApp({
      db,
      platform,
      trustedProxies: settings.trustedProxies,
      requestsPerMinuteMax: settings.requestsPerMinuteMax,
    });
    // Stopped after the server itself, so that the last decisions are written too.
    stops.push(startFlushing(app.decisionLog).stop);
    app.sessionStreams.start();
    const url = await listen(app, settings);
    stops.push(() => close(app.http));
    await listenForTagoio(app, settings, stops);

    const chores = startChores(app.commandLineContext(), app.policySets);
    stops.push(chores.stop);
    const jobs = await startJobs(app, db, log);
    stops.push(jobs.stop);
    return { app, url, stop, greeting: await greet(app, db, { settings, url }) };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function connect(settings: Settings, log: Log, stops: (() => Promise<void>)[]): Promise<Database> {
  const options = { poolMax: settings.databasePoolMax, log };
  if (settings.databaseUrl !== undefined) {
    const db = openDatabase({ connectionString: settings.databaseUrl }, options);
    stops.push(() => db.destroy());
    return db;
  }

  const lock = await lockDataDir(settings.dataDir, "server");
  stops.push(async () => lock.release());
  const postgres = await startEmbeddedPostgres({ dataDir: settings.dataDir, log });
  stops.push(() => postgres.stop());
  const db = openDatabase(postgres.connection, { ...options, isDirect: true });
  stops.push(() => db.destroy());
  return db;
}

/** Serves TagoIO's API at the root of a port of its own, where one is set. */
async function listenForTagoio(app: App, { host, tagoioPort: port }: Settings, stops: (() => Promise<void>)[]): Promise<void> {
  if (port === undefined) return;
  const http = await app.createTagoioServer();
  stops.push(() => close(http));
  await listenOn(http, { host, port }, "LATCHKEY_TAGOIO_PORT=<port> or --tagoio-port <port>");
}

/** A stream that was opened while all others were told to end, or a request that never ends, must not keep the server from stopping. */
async function close(http: App["http"]): Promise<void> {
  const timer = setTimeout(() => http.server.closeAllConnections(), lastAnswersMs);
  await http.close();
  clearTimeout(timer);
}

async function listenOn(http: App["http"], place: { host: string; port: number }, howToChange: string): Promise<void> {
  try {
    await http.listen(place);
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "EADDRINUSE")) throw error;
    throw new Error(`Port ${place.port} is already in use. Stop the program that uses it, or choose another port with ${howToChange}.`, {
      cause: error,
    });
  }
}

async function listen(app: App, settings: Settings): Promise<string> {
  await listenOn(app.http, { host: settings.host, port: settings.port }, "LATCHKEY_PORT=<port> or --port <port>");
  const { port } = app.http.server.address() as AddressInfo;
  return settings.port === 0 ? settings.publicUrl.replace(/:0$/, `:${port}`) : settings.publicUrl;
}

async function greet(app: App, db: Database, { settings, url }: { settings: Settings; url: string }): Promise<string> {
  const data = settings.databaseUrl === undefined ? settings.dataDir : "the PostgreSQL of DATABASE_URL";
  const lines = [`  Latchkey is ready at ${url}`, `  Data is in ${data}`];
  if (settings.tagoioPort !== undefined) lines.push(`  TagoIO's API is at the root of port ${settings.tagoioPort} too`);
  if (await isSetupNeeded(db)) {
    lines.push(
      "",
      "  There is no administrator yet. Open this link once to create the first one:",
      `  ${url}/console/setup#token=${app.setupToken.value}`,
    );
  }
  return `\n${lines.join("\n")}\n\n`;
}

function logFormat(settings: Settings): "json" | "pretty" {
  if (settings.logFormat !== "auto") return settings.logFormat;
  return process.stdout.isTTY ? "pretty" : "json";
}

function stopOnSignals(server: RunningServer): void {
  let isStopping = false;
  const onSignal = () => {
    // A second signal means now.
    if (isStopping) process.exit(1);
    isStopping = true;
    void server.stop().then(
      () => process.exit(0),
      () => process.exit(1),
    );
  };
  process.on("SIGINT", onSignal);
  process.on("SIGTERM", onSignal);
}
