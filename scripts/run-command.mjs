import { spawn } from "node:child_process";
import { realpathSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { stripVTControlCharacters } from "node:util";

/** The folder of the whole project. */
export const projectDir = dirname(dirname(fileURLToPath(import.meta.url)));

/** A problem to show as one line, without a stack. */
export class CommandError extends Error {}

/**
 * Runs a program and waits for it. With `isQuiet` its output is collected, to be shown only when it failed.
 * @param {string} file
 * @param {readonly string[]} args
 * @param {{ cwd?: string, isQuiet?: boolean, env?: Record<string, string | undefined> }} [options]
 * @returns {Promise<{ code: number, output: string }>}
 */
export function runCommand(file, args, { cwd = projectDir, isQuiet = false, env = process.env } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(file, args, { cwd, env, stdio: ["ignore", isQuiet ? "pipe" : "inherit", isQuiet ? "pipe" : "inherit"] });
    let output = "";
    child.stdout?.on("data", (chunk) => (output += chunk));
    child.stderr?.on("data", (chunk) => (output += chunk));
    child.once("error", reject);
    child.once("close", (code, signal) => resolve({ code: code ?? (signal === null ? 1 : 130), output: stripVTControlCharacters(output) }));
  });
}

/**
 * The JavaScript file behind a package's command, so that it runs with this very Node and without a shell.
 * @param {string} packageName
 * @param {string} [binName]
 */
export function findBin(packageName, binName = packageName) {
  const require = createRequire(join(projectDir, "package.json"));
  const manifestPath = join(projectDir, "node_modules", packageName, "package.json");
  const { bin } = require(manifestPath);
  return join(dirname(manifestPath), typeof bin === "string" ? bin : bin[binName]);
}

/**
 * Runs a package's command with this Node.
 * @param {string} packageName
 * @param {readonly string[]} args
 * @param {Parameters<typeof runCommand>[2]} [options]
 */
export function runBin(packageName, args, options) {
  const [name, binName] = packageName.split(":");
  return runCommand(process.execPath, [findBin(name, binName), ...args], options);
}

/**
 * Whether the file with this address was started itself rather than imported.
 * @param {string} moduleUrl
 */
export function isMainModule(moduleUrl) {
  return process.argv[1] !== undefined && fileURLToPath(moduleUrl) === realpathSync(process.argv[1]);
}

/**
 * Runs a script's work; a known problem becomes one line and exit code 1.
 * @param {() => Promise<void>} work
 */
export async function runScript(work) {
  try {
    await work();
  } catch (error) {
    console.error(error instanceof CommandError ? error.message : error);
    process.exitCode = 1;
  }
}
