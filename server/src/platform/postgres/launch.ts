import { type ChildProcess, spawn } from "node:child_process";
import { closeSync, existsSync, openSync, readFileSync, renameSync, statSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import type { Log } from "../log.ts";
import { doesAnswer, ensureDatabase, connectionIn, type PostgresConnection } from "./ask-server.ts";
import { cannotExecuteMessage } from "./binaries.ts";
import { EmbeddedPostgresError } from "./errors.ts";
import { isPostmasterAlive, readPostmaster, removeMisleadingPidFile } from "./postmaster.ts";
import type { Command } from "./run-as.ts";

export interface LaunchInput {
  command: Command;
  clusterDir: string;
  logFile: string;
  log: Log;
}

export interface Running {
  connection: PostgresConnection;
  pid: number;
  /** Nothing when the server was already running. */
  child: ChildProcess | undefined;
}

const leftoverWaitMs = 15_000;
const retryMs = 250;

/**
 * Starts PostgreSQL, or takes over the one that a killed Latchkey left behind. One that is just going down, or a lock file
 * it left, is waited for.
 */
export async function launch(input: LaunchInput): Promise<Running> {
  const deadline = Date.now() + leftoverWaitMs;
  for (;;) {
    const adopted = await adopt(input);
    if (adopted !== undefined) return adopted;

    removeMisleadingPidFile(input.clusterDir);
    const outcome = await launchOnce(input);
    if (outcome.running !== undefined) return outcome.running;
    const isLeftover = outcome.output.includes("lock file");
    if (!isLeftover || Date.now() > deadline) throw startError(outcome.output, input);
    await sleep(retryMs);
  }
}

/** The server that already runs on this cluster, once it answers; nothing when there is none or it goes away. */
async function adopt(input: LaunchInput): Promise<Running | undefined> {
  const deadline = Date.now() + leftoverWaitMs;
  for (;;) {
    const postmaster = readPostmaster(input.clusterDir);
    if (postmaster === undefined || !isPostmasterAlive(postmaster, input.clusterDir)) return undefined;

    const connection = connectionIn(postmaster.socketDir, postmaster.port);
    if (postmaster.isReady && (await doesAnswer(connection))) return { connection, pid: postmaster.pid, child: undefined };
    if (Date.now() > deadline) throw new EmbeddedPostgresError(notAnsweringMessage(postmaster.pid, input));
    await sleep(retryMs);
  }
}

function notAnsweringMessage(pid: number, input: LaunchInput): string {
  return `A PostgreSQL (process ${pid}) runs on ${input.clusterDir} but does not answer: wait for it or end it with kill -INT ${pid}; its log is ${input.logFile}`;
}

interface Outcome {
  running?: Running;
  /** What it wrote before it ended. */
  output: string;
}

async function launchOnce(input: LaunchInput): Promise<Outcome> {
  rotateLog(input.logFile);
  const logStart = existsSync(input.logFile) ? statSync(input.logFile).size : 0;
  const logFd = openSync(input.logFile, "a", 0o600);
  // In a session of its own, Ctrl-C in the terminal reaches Latchkey alone, which finishes requests before it stops PostgreSQL.
  const child = spawn(input.command.file, input.command.args, {
    ...input.command.options,
    cwd: input.clusterDir,
    detached: true,
    stdio: ["ignore", logFd, logFd],
  });
  closeSync(logFd);
  const failure = new Promise<Error>((resolve) => child.once("error", resolve));
  const isNotExecutable = await Promise.race([failure.then(() => true), waitWhileStarting(child, input)]);
  if (isNotExecutable) throw new EmbeddedPostgresError(cannotExecuteMessage(input.command.file));

  child.unref();
  const postmaster = readPostmaster(input.clusterDir);
  if (hasEnded(child) || postmaster === undefined) {
    return { output: readFileSync(input.logFile).subarray(logStart).toString("utf8") };
  }
  const connection = connectionIn(postmaster.socketDir, postmaster.port);
  await ensureDatabase(connection);
  return { running: { connection, pid: postmaster.pid, child }, output: "" };
}

function hasEnded(child: ChildProcess): boolean {
  return child.exitCode !== null || child.signalCode !== null;
}

/** Recovery after a crash can take minutes; as long as the process lives, it is waited for. */
async function waitWhileStarting(child: ChildProcess, input: LaunchInput): Promise<false> {
  const noticeMs = 10_000;
  let noticeAt = Date.now() + noticeMs;
  while (!hasEnded(child)) {
    const postmaster = readPostmaster(input.clusterDir);
    if (postmaster?.pid === child.pid && postmaster?.isReady === true) return false;
    if (Date.now() > noticeAt) {
      input.log.info("PostgreSQL is still starting, perhaps recovering after a crash", { log: input.logFile });
      noticeAt = Date.now() + noticeMs;
    }
    await sleep(5);
  }
  return false;
}

/** Two files of this size at most: the log holds server messages only, so this is years. */
function rotateLog(logFile: string): void {
  const logBytesMax = 5 * 1024 * 1024;
  if (existsSync(logFile) && statSync(logFile).size > logBytesMax) renameSync(logFile, `${logFile}.1`);
}

function startError(output: string, input: LaunchInput): EmbeddedPostgresError {
  const lines = output.split("\n").filter((line) => line.trim() !== "");
  const reason = lines.find((line) => /FATAL|PANIC|error/i.test(line)) ?? lines.at(-1) ?? "it ended without a word";
  return new EmbeddedPostgresError(`PostgreSQL did not start: ${reason.replace(/^.*?(FATAL|PANIC): */, "")}; its log is ${input.logFile}`);
}
