import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { connectionIn, doesAnswer } from "./ask-server.ts";
import { EmbeddedPostgresError } from "./errors.ts";
import { prepareDataDir } from "./folders.ts";
import { findLockHolder, lockDataDir } from "./lock-data-dir.ts";
import { readPostmaster } from "./postmaster.ts";
import { type EmbeddedPostgres, type EmbeddedPostgresOptions, startEmbeddedPostgres } from "./start-embedded-postgres.ts";

/**
 * For commands: uses the PostgreSQL of the running server, which keeps it when the command ends; without a server, starts it
 * for the time of the command and keeps servers and other commands waiting.
 */
export async function connectOrStart(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const dataDir = prepareDataDir(options.dataDir);
  if (findLockHolder(dataDir)?.purpose === "server") return connectBesideServer(dataDir);

  const lock = await lockDataDir(dataDir, "command");
  try {
    const postgres = await startEmbeddedPostgres({ ...options, dataDir });
    return { ...postgres, stop: () => postgres.stop().finally(() => lock.release()) };
  } catch (error) {
    lock.release();
    throw error;
  }
}

/** The server may only just be starting, so its PostgreSQL gets a while to answer. */
async function connectBesideServer(dataDir: string): Promise<EmbeddedPostgres> {
  const answerWaitMs = 15_000;
  const deadline = Date.now() + answerWaitMs;
  while (Date.now() < deadline) {
    const postmaster = readPostmaster(join(dataDir, "postgres"));
    const connection = connectionIn(postmaster?.socketDir ?? "", postmaster?.port ?? 0);
    if (postmaster?.isReady === true && (await doesAnswer(connection))) return { connection, isAdopted: true, stop: async () => {} };
    await sleep(100);
  }
  throw new EmbeddedPostgresError(
    `The Latchkey that runs on ${dataDir} does not let commands in: is its database starting? Try again in a moment`,
  );
}
