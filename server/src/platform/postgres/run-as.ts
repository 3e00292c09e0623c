import { type SpawnOptions } from "node:child_process";
import { statSync } from "node:fs";
import { userInfo } from "node:os";
import { dirname } from "node:path";
import { EmbeddedPostgresError } from "./errors.ts";
import { findSetpriv, findTool, toolPath } from "./system-tools.ts";

/** The user id of nobody. PostgreSQL refuses to run as root. */
export const nobodyId = 65534;

/**
 * How to run PostgreSQL on behalf of this process:
 * - `plain`: as the same user.
 * - `nobody`: we are root, and nobody can reach the folders.
 * - `unshare`: in a user namespace that shows PostgreSQL the user nobody, while files stay ours. For root below a closed folder,
 *   and for a user id without a name, which containers often have and PostgreSQL refuses.
 */
export type RunAs = "plain" | "nobody" | "unshare";

/** `paths` are everything PostgreSQL has to reach: its programs, libraries and the data folder. */
export function chooseRunAs(paths: readonly string[]): RunAs {
  const isRoot = process.getuid?.() === 0;
  if (!isRoot && hasUserName()) return "plain";
  if (isRoot && paths.every(isReachableByAll)) return "nobody";
  if (findTool("unshare") !== undefined) return "unshare";
  throw new EmbeddedPostgresError(
    isRoot
      ? `PostgreSQL does not run as root, and other users cannot reach ${paths.find((path) => !isReachableByAll(path))}: start Latchkey as another user or use folders that all may enter`
      : `PostgreSQL needs a user with a name, and id ${process.getuid?.()} has none: add it to /etc/passwd, or set DATABASE_URL`,
  );
}

function hasUserName(): boolean {
  try {
    return userInfo().username !== "";
  } catch {
    return false;
  }
}

function isReachableByAll(path: string): boolean {
  if ((statSync(path).mode & 0o001) === 0) return false;
  const parent = dirname(path);
  return parent === path || isReachableByAll(parent);
}

/** Whose files PostgreSQL writes; nothing when we are not root, because then it can only be us. */
export function fileOwner(runAs: RunAs): number | undefined {
  if (process.getuid?.() !== 0) return undefined;
  return runAs === "nobody" ? nobodyId : 0;
}

export interface Command {
  file: string;
  args: string[];
  options: Pick<SpawnOptions, "uid" | "gid" | "env">;
}

export interface CommandInput {
  runAs: RunAs;
  binary: string;
  args: readonly string[];
  libraryPath: string;
  /** Ask the kernel to end the program when this process dies, even by kill -9. Linux only. */
  shouldDieWithParent?: boolean;
}

export function buildCommand(input: CommandInput): Command {
  const setpriv = input.shouldDieWithParent === true ? findSetpriv() : undefined;
  const words = [...unshareWords(input.runAs), ...setprivWords(setpriv, input.runAs), input.binary, ...input.args];
  const [file = input.binary, ...args] = words;

  const libraries = process.platform === "darwin" ? "DYLD_FALLBACK_LIBRARY_PATH" : "LD_LIBRARY_PATH";
  const env = { PATH: toolPath, LC_ALL: "C", [libraries]: input.libraryPath };
  // setpriv changes the user itself, after it was started as root: a changed user clears the parent-death signal.
  const isUserChangedBySpawn = input.runAs === "nobody" && setpriv === undefined;
  return { file, args, options: isUserChangedBySpawn ? { env, uid: nobodyId, gid: nobodyId } : { env } };
}

function unshareWords(runAs: RunAs): string[] {
  if (runAs !== "unshare") return [];
  return [findTool("unshare") ?? "unshare", "-U", `--map-user=${nobodyId}`, `--map-group=${nobodyId}`, "--"];
}

function setprivWords(setpriv: string | undefined, runAs: RunAs): string[] {
  if (setpriv === undefined) return [];
  const asNobody = [`--reuid=${nobodyId}`, `--regid=${nobodyId}`, "--clear-groups"];
  return [setpriv, "--pdeathsig", "INT", ...(runAs === "nobody" ? asNobody : []), "--"];
}
