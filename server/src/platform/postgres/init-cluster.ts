import { execFile } from "node:child_process";
import { existsSync, readFileSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { cannotExecuteMessage, type PostgresBinaries } from "./binaries.ts";
import { superuser } from "./configuration.ts";
import { EmbeddedPostgresError } from "./errors.ts";
import { makePrivateDir } from "./folders.ts";
import { buildCommand, fileOwner, type RunAs } from "./run-as.ts";

export interface ClusterInput {
  dataDir: string;
  clusterDir: string;
  libraryPath: string;
  binaries: PostgresBinaries;
  runAs: RunAs;
  isDurable: boolean;
}

/** Creates the database cluster on the first start; afterwards only checks that this PostgreSQL can open it. */
export async function ensureCluster(input: ClusterInput): Promise<void> {
  const versionFile = join(input.clusterDir, "PG_VERSION");
  if (existsSync(versionFile)) {
    refuseOtherMajor(readFileSync(versionFile, "utf8").trim(), input);
    return;
  }
  if (existsSync(input.clusterDir)) {
    throw new EmbeddedPostgresError(
      `${input.clusterDir} holds no PostgreSQL data, but it exists: move it away or choose another folder with LATCHKEY_DATA_DIR`,
    );
  }
  await createCluster(input);
}

function refuseOtherMajor(found: string, input: ClusterInput): void {
  if (found === String(input.binaries.major)) return;
  throw new EmbeddedPostgresError(
    `${input.clusterDir} holds data of PostgreSQL ${found}, this Latchkey brings ${input.binaries.major}: start the Latchkey that wrote it, or set DATABASE_URL to a PostgreSQL ${found}`,
  );
}

/** Works beside the final place and renames at the end, so that an interrupted first start leaves nothing half made. */
async function createCluster(input: ClusterInput): Promise<void> {
  const unfinishedDir = `${input.clusterDir}.unfinished`;
  rmSync(unfinishedDir, { recursive: true, force: true });
  makePrivateDir(unfinishedDir, fileOwner(input.runAs));

  const args = ["-D", unfinishedDir, "-U", superuser, "-A", "trust", "--encoding=UTF8", "--no-instructions"];
  // The built-in provider sorts the same on every machine and never changes with the system's libraries.
  args.push("--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C");
  if (!input.isDurable) args.push("--no-sync");
  await runInitdb(input, args);
  renameSync(unfinishedDir, input.clusterDir);
}

function runInitdb(input: ClusterInput, args: string[]): Promise<void> {
  const command = buildCommand({ runAs: input.runAs, binary: input.binaries.initdb, args, libraryPath: input.libraryPath });
  return new Promise((resolve, reject) => {
    execFile(command.file, command.args, { ...command.options, cwd: input.dataDir }, (error, _stdout, stderr) => {
      if (error === null) return resolve();
      const isNotRunnable = error.code === "ENOENT" || error.code === "ENOEXEC";
      if (isNotRunnable) return reject(new EmbeddedPostgresError(cannotExecuteMessage(command.file)));
      reject(new EmbeddedPostgresError(initdbMessage(stderr, input), { cause: error }));
    });
  });
}

function initdbMessage(stderr: string, input: ClusterInput): string {
  const lines = stderr.trim().split("\n");
  const reason = lines.find((line) => line.includes("error:")) ?? lines.at(-1) ?? "no reason given";
  const hint = input.runAs === "unshare" ? "; here that needs user namespaces: start Latchkey as an ordinary user, or" : ";";
  return `The database could not be created in ${input.dataDir}: ${reason.trim()}${hint} set DATABASE_URL to use another PostgreSQL`;
}
