import { existsSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { isAlive, processesWorkingIn, workingDir } from "./process-info.ts";

/** What PostgreSQL's main process says about itself in `postmaster.pid`. */
export interface Postmaster {
  pid: number;
  socketDir: string;
  port: number;
  isReady: boolean;
}

const pidFile = "postmaster.pid";

/** Reads `postmaster.pid`: one value a line (pid, folder, start time, port, socket folder, address, shared memory, status). */
export function readPostmaster(clusterDir: string): Postmaster | undefined {
  let lines: string[];
  try {
    lines = readFileSync(join(clusterDir, pidFile), "utf8").split("\n");
  } catch {
    return undefined;
  }

  const pid = Number(lines[0]);
  if (!Number.isInteger(pid) || pid <= 0) return undefined;
  return { pid, port: Number(lines[3]), socketDir: lines[4] ?? "", isReady: lines[7]?.trim() === "ready" };
}

/** Whether the process named in the file is PostgreSQL on this cluster, and not a later process that got its id. */
export function isPostmasterAlive(postmaster: Postmaster, clusterDir: string): boolean {
  if (!isAlive(postmaster.pid)) return false;
  const dir = workingDir(postmaster.pid);
  return dir === undefined || dir === clusterDir;
}

/**
 * PostgreSQL refuses to start while the id in a leftover `postmaster.pid` belongs to any process: an unrelated one, as often
 * after a restart of a container, or its own that ended and was not collected yet. The file also guards against backends that
 * outlive a killed postmaster, so it is removed only when no process works in the cluster.
 */
export function removeMisleadingPidFile(clusterDir: string): void {
  const postmaster = readPostmaster(clusterDir);
  if (postmaster === undefined || !existsSync("/proc/self/cwd")) return;
  if (isPostmasterAlive(postmaster, clusterDir) || processesWorkingIn(clusterDir).length > 0) return;

  rmSync(join(postmaster.socketDir, `.s.PGSQL.${postmaster.port}.lock`), { force: true });
  rmSync(join(clusterDir, pidFile), { force: true });
}

/** Asks for a fast shutdown (connections are closed, everything is written) and waits for it. Returns false when it takes too long. */
export async function stopPostmaster(pid: number): Promise<boolean> {
  const shutdownMs = 60_000;
  try {
    process.kill(pid, "SIGINT");
  } catch {
    return true;
  }

  const deadline = Date.now() + shutdownMs;
  while (isAlive(pid)) {
    if (Date.now() > deadline) return false;
    await sleep(10);
  }
  return true;
}
