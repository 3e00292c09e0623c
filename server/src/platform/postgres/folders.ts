import { createHash } from "node:crypto";
import { accessSync, chmodSync, chownSync, constants, existsSync, lstatSync, mkdirSync, readdirSync, realpathSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { EmbeddedPostgresError } from "./errors.ts";

/** A unix socket's path is cut at 103 bytes on macOS and 107 on Linux; the file name `/.s.PGSQL.5432` takes 14. */
const socketDirLengthMax = 85;

/** Creates the data folder when it is missing, and refuses one that we cannot use. Returns its real path. */
export function prepareDataDir(dataDir: string): string {
  const path = resolve(dataDir);
  try {
    // Parents keep the usual mode: closing them would keep PostgreSQL, which does not run as root, out of its own folder.
    mkdirSync(dirname(path), { recursive: true });
    if (!existsSync(path)) mkdirSync(path, { mode: isRoot() ? 0o711 : 0o700 });
    if (!lstatSync(realpathSync(path)).isDirectory()) throw new EmbeddedPostgresError(`The data folder ${path} is not a folder: ${advice}`);
    accessSync(path, constants.R_OK | constants.W_OK | constants.X_OK);
    return realpathSync(path);
  } catch (error) {
    throw folderError(path, error);
  }
}

const advice = "choose another folder with LATCHKEY_DATA_DIR";

function folderError(path: string, error: unknown): Error {
  if (error instanceof EmbeddedPostgresError) return error;
  const code = (error as NodeJS.ErrnoException).code;
  if (code === "EACCES" || code === "EPERM") {
    return new EmbeddedPostgresError(`Latchkey may not read and write the data folder ${path}: give this user access to it, or ${advice}`);
  }
  if (code === "EROFS") return new EmbeddedPostgresError(`The data folder ${path} is on a read-only file system: ${advice}`);
  if (code === "ENOTDIR" || code === "EEXIST") return new EmbeddedPostgresError(`The data folder ${path} is not a folder: ${advice}`);
  return new EmbeddedPostgresError(`The data folder ${path} cannot be used (${code ?? String(error)}): ${advice}`);
}

function isRoot(): boolean {
  return process.getuid?.() === 0;
}

/** Creates a folder that only PostgreSQL's user may enter. */
export function makePrivateDir(path: string, owner: number | undefined): void {
  mkdirSync(path, { recursive: true, mode: 0o700 });
  chmodSync(path, 0o700);
  if (owner !== undefined) chownSync(path, owner, owner);
}

/**
 * The folder of the socket. `trust` authentication rests on it: whoever may enter it is let in, so it must be ours and closed.
 * A deep data folder makes the path too long for a socket; then it stands in the folder for temporary files.
 */
export function prepareSocketDir(dataDir: string, owner: number | undefined, socketDirHint?: string): string {
  const wanted = socketDirHint ?? join(dataDir, "run");
  const isShort = Buffer.byteLength(wanted) <= socketDirLengthMax;
  const path = isShort ? wanted : join(tmpdir(), `latchkey-${createHash("sha256").update(dataDir).digest("hex").slice(0, 16)}`);

  if (existsSync(path)) refuseForeignSocketDir(path);
  makePrivateDir(path, owner);
  return path;
}

/** In a folder for temporary files anybody could have put a folder of this name first, to read along. */
function refuseForeignSocketDir(path: string): void {
  const found = lstatSync(path);
  const isOurs = isRoot() || found.uid === process.getuid?.();
  const isPlanted = isRoot() && found.uid !== 0 && (found.mode & 0o077) !== 0;
  if (found.isDirectory() && isOurs && !isPlanted) return;
  throw new EmbeddedPostgresError(`The folder ${path}, meant for the database socket, belongs to somebody else: remove it`);
}

/** Hands a cluster that was written under another user (copied, or started another way before) to PostgreSQL's user. */
export function ensureOwner(path: string, owner: number | undefined): void {
  const found = lstatSync(path).uid;
  if (owner === undefined) {
    if (found === process.getuid?.()) return;
    throw new EmbeddedPostgresError(
      `The database in ${path} belongs to another user (id ${found}): start Latchkey as that user, or chown the folder`,
    );
  }
  if (found !== owner) changeOwner(path, owner);
}

function changeOwner(path: string, owner: number): void {
  for (const entry of readdirSync(path, { withFileTypes: true })) {
    const inner = join(path, entry.name);
    if (entry.isDirectory()) changeOwner(inner, owner);
    else if (entry.isFile()) chownSync(inner, owner, owner);
  }
  // The folder itself comes last, so that an interrupted walk is done again at the next start.
  chownSync(path, owner, owner);
}
