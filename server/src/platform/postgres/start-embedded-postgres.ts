import { join } from "node:path";
import { type Log, silentLog } from "../log.ts";
import type { PostgresConnection } from "./ask-server.ts";
import { findBinaries, linkLibraries, type PostgresBinaries } from "./binaries.ts";
import { availableMemoryBytes, postgresSettings } from "./configuration.ts";
import { ensureOwner, prepareDataDir, prepareSocketDir } from "./folders.ts";
import { ensureCluster } from "./init-cluster.ts";
import { keepRunning } from "./keep-running.ts";
import { launch } from "./launch.ts";
import { buildCommand, chooseRunAs, fileOwner } from "./run-as.ts";

export interface EmbeddedPostgresOptions {
  dataDir: string;
  log?: Log;
  /** A folder for the socket other than `<dataDir>/run`. Ignored when its path is too long for a socket. */
  socketDirHint?: string;
  /** False only for tests: faster, but a crash of the machine loses data. Default true. */
  isDurable?: boolean;
}

export interface EmbeddedPostgres {
  connection: PostgresConnection;
  /** The server was already running, left behind by a Latchkey that was killed. */
  isAdopted: boolean;
  /** Writes everything, closes connections and waits until the process has ended. May be called twice. */
  stop(): Promise<void>;
}

/**
 * Starts the PostgreSQL that belongs to a data folder, creating it on the first start. It listens on a unix socket that only
 * this user can reach. Hold the folder's lock (`lockDataDir`) while it runs.
 */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const { log = silentLog, isDurable = true } = options;
  const binaries = findBinaries();
  const dataDir = prepareDataDir(options.dataDir);
  const clusterDir = join(dataDir, "postgres");
  const libraryPath = linkLibraries(binaries, join(dataDir, "postgres-libraries"));

  const runAs = chooseRunAs(pathsInUse(binaries, dataDir));
  const socketDir = prepareSocketDir(dataDir, fileOwner(runAs), options.socketDirHint);
  await ensureCluster({ dataDir, clusterDir, libraryPath, binaries, runAs, isDurable });
  ensureOwner(clusterDir, fileOwner(runAs));

  const settings = postgresSettings({ socketDir, memoryBytes: availableMemoryBytes(), isDurable });
  const args = ["-D", clusterDir, ...Object.entries(settings).flatMap(([name, value]) => ["-c", `${name}=${value}`])];
  const command = buildCommand({ runAs, binary: binaries.postgres, args, libraryPath, shouldDieWithParent: true });
  const input = { command, clusterDir, logFile: join(dataDir, "postgres.log"), log };
  const running = await launch(input);

  const isAdopted = running.child === undefined;
  log.debug("PostgreSQL runs", { pid: running.pid, isAdopted, runAs });
  return { connection: running.connection, isAdopted, stop: keepRunning(running, input) };
}

/** Folders and files that PostgreSQL's user has to reach. */
function pathsInUse(binaries: PostgresBinaries, dataDir: string): string[] {
  const native = ["lib", "share", "bin/postgres"].map((part) => join(binaries.packageDir, "native", part));
  return [dataDir, ...native];
}
