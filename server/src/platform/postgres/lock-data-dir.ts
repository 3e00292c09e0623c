import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { randomBytes } from "node:crypto";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { EmbeddedPostgresError } from "./errors.ts";
import { prepareDataDir } from "./folders.ts";
import { isAlive, startMark } from "./process-info.ts";

/** A server keeps the folder until it stops; a command needs it for a moment, when no server runs. */
export type LockPurpose = "server" | "command";

export interface DataDirLock {
  release(): void;
}

export interface LockHolder {
  pid: number;
  /** Tells the holder from a later process with the same id; see `startMark`. */
  startMark?: string | undefined;
  purpose: LockPurpose;
}

const commandWaitMs = 15_000;

/**
 * Takes the data folder for this process. A second server is refused with the process that has it; a command that has it is
 * waited for. A lock whose holder was killed is taken over.
 */
export async function lockDataDir(dataDir: string, purpose: LockPurpose = "server"): Promise<DataDirLock> {
  const dir = prepareDataDir(dataDir);
  const deadline = Date.now() + commandWaitMs;
  for (;;) {
    const holder = tryLock(dir, purpose);
    if (holder === undefined) return { release: () => releaseLock(dir) };
    if (holder.purpose === "server" || Date.now() > deadline) throw inUseError(dir, holder);
    await sleep(100);
  }
}

/** Who holds the folder, if that process is alive. */
export function findLockHolder(dataDir: string): LockHolder | undefined {
  const holder = parseHolder(readText(lockPath(dataDir)));
  return holder !== undefined && isHolderAlive(holder) ? holder : undefined;
}

/** Returns nothing when the lock is ours now, else the living holder. */
function tryLock(dir: string, purpose: LockPurpose): LockHolder | undefined {
  const path = lockPath(dir);
  const draft = `${path}.${process.pid}-${randomBytes(4).toString("hex")}`;
  const self: LockHolder = { pid: process.pid, startMark: startMark(process.pid), purpose };
  writeFileSync(draft, JSON.stringify(self), { mode: 0o600 });

  try {
    for (;;) {
      if (tryLink(draft, path)) return undefined;
      const text = readText(path);
      const holder = parseHolder(text);
      if (holder !== undefined && isHolderAlive(holder)) return holder;
      removeStale(path, text);
    }
  } finally {
    rmSync(draft, { force: true });
  }
}

/** A hard link appears at once with its content and fails when the name is taken: no reader ever sees half a lock. */
function tryLink(from: string, to: string): boolean {
  try {
    linkSync(from, to);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return false;
    throw error;
  }
}

/**
 * Two processes may find the same stale lock. Renaming first and looking at what was renamed keeps the slower one from
 * removing the new lock of the faster one.
 */
function removeStale(path: string, staleText: string | undefined): void {
  const aside = `${path}.stale-${process.pid}-${randomBytes(4).toString("hex")}`;
  try {
    renameSync(path, aside);
  } catch {
    return;
  }

  if (readText(aside) !== staleText) tryLink(aside, path);
  rmSync(aside, { force: true });
}

function releaseLock(dir: string): void {
  const holder = parseHolder(readText(lockPath(dir)));
  if (holder?.pid === process.pid) rmSync(lockPath(dir), { force: true });
}

function isHolderAlive(holder: LockHolder): boolean {
  if (!isAlive(holder.pid)) return false;
  const mark = startMark(holder.pid);
  return holder.startMark === undefined || mark === undefined || mark === holder.startMark;
}

function lockPath(dir: string): string {
  return join(dir, "latchkey.lock");
}

function readText(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return undefined;
  }
}

function parseHolder(text: string | undefined): LockHolder | undefined {
  try {
    const value = JSON.parse(text ?? "") as Partial<LockHolder>;
    if (typeof value.pid !== "number") return undefined;
    return { pid: value.pid, startMark: value.startMark, purpose: value.purpose === "command" ? "command" : "server" };
  } catch {
    return undefined;
  }
}

function inUseError(dir: string, holder: LockHolder): EmbeddedPostgresError {
  const who = holder.purpose === "server" ? "another Latchkey" : "a Latchkey command";
  return new EmbeddedPostgresError(
    `The data folder ${dir} is in use by ${who} (process ${holder.pid}): stop it, or choose another folder with LATCHKEY_DATA_DIR`,
  );
}
