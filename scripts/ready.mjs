// Makes a clone ready to run: installs packages when they are missing or out of date and, with --build, builds what changed.
// Uses nothing that npm installs.
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { buildWhatChanged } from "./build.mjs";
import { nodeVersionProblem } from "./node-version.mjs";
import { CommandError, isMainModule, projectDir, runCommand, runScript } from "./run-command.mjs";

/** @param {{ shouldBuild?: boolean }} [options] */
export async function makeReady({ shouldBuild = false } = {}) {
  const problem = nodeVersionProblem();
  if (problem !== undefined) throw new CommandError(problem);

  if (!arePackagesInstalled()) await installPackages();
  if (shouldBuild) await buildWhatChanged();
}

/** Compares the lock file with the one that npm keeps of what it installed. */
function arePackagesInstalled() {
  const wanted = readPackages(join(projectDir, "package-lock.json"));
  const installed = readPackages(join(projectDir, "node_modules/.package-lock.json"));
  if (installed === undefined || wanted === undefined) return false;

  return Object.entries(wanted).every(([path, entry]) => path === "" || isInstalled(entry, installed[path], path));
}

/**
 * A package for another platform is never installed; a folder of this project is only linked.
 * @param {{ version?: string, optional?: boolean }} entry
 * @param {{ version?: string } | undefined} found
 * @param {string} path
 */
function isInstalled(entry, found, path) {
  if (found === undefined) return entry.optional === true;
  return found.version === entry.version && existsSync(join(projectDir, path));
}

/** @param {string} path */
function readPackages(path) {
  try {
    return JSON.parse(readFileSync(path, "utf8")).packages;
  } catch {
    return undefined;
  }
}

async function installPackages() {
  console.error("Installing packages; this happens once and takes about half a minute.");
  const npm = process.env.npm_execpath;
  const args = ["ci", "--no-audit", "--no-fund", "--loglevel=error"];
  const [file, words] = npm?.endsWith(".js") ? [process.execPath, [npm, ...args]] : ["npm", args];
  const { code, output } = await runCommand(file, words, { isQuiet: true, env: { ...process.env, NODE_ENV: "development" } });
  if (code === 0) return;
  throw new CommandError(`${output.trim()}\nThe packages could not be installed: see above, then start again.`);
}

if (isMainModule(import.meta.url)) {
  await runScript(() => makeReady({ shouldBuild: process.argv.includes("--build") }));
}
