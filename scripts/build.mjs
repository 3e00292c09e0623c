// Builds what changed since the last build: the Node packages with tsc, the web applications with Vite.
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fingerprint } from "./fingerprint.mjs";
import { CommandError, isMainModule, projectDir, runBin, runScript } from "./run-command.mjs";

const stampDir = join(projectDir, ".latchkey");
const nodePackages = ["contract", "engine", "embed", "client", "words", "server"];
const webInputs = ["package-lock.json", "tsconfig.base.json", "contract", "engine", "client", "words", "ui", "widgets", "account"];

const nodeInputs = nodePackages.flatMap((name) => [`${name}/src`, `${name}/package.json`, `${name}/tsconfig.json`]);

/** What there is to build. A web application counts once it has a page. */
function listTargets() {
  const server = {
    name: "server",
    inputs: ["package-lock.json", "tsconfig.base.json", "tsconfig.json", ...nodeInputs],
    output: "server/dist/main.js",
    build: buildNodePackages,
  };
  const apps = ["console", "portal"]
    .filter((name) => existsSync(join(projectDir, name, "vite.config.ts")) && existsSync(join(projectDir, name, "index.html")))
    .map((name) => ({ name, inputs: [...webInputs, name], output: `${name}/dist/index.html`, build: () => buildWebApp(name) }));
  return [server, ...apps];
}

/** Builds every target whose sources differ from those of its last build. */
export async function buildWhatChanged() {
  if (listTargets().every(isFresh)) return;

  const unlock = await lockBuild();
  try {
    const stale = listTargets().filter((target) => !isFresh(target));
    if (stale.length > 0) console.error(`Building ${stale.map((target) => target.name).join(", ")}.`);
    for (const target of stale) await buildTarget(target);
  } finally {
    unlock();
  }
}

async function buildTarget(target) {
  // Taken before the build: what changes meanwhile is built next time.
  const print = fingerprint(target.inputs);
  const { code, output } = await target.build();
  if (code !== 0) throw new CommandError(`${output.trim()}\nBuilding ${target.name} failed: see above.`);
  writeFileSync(stampPath(target), print);
}

function isFresh(target) {
  if (!existsSync(join(projectDir, target.output)) || !existsSync(stampPath(target))) return false;
  return readFileSync(stampPath(target), "utf8") === fingerprint(target.inputs);
}

function stampPath(target) {
  return join(stampDir, `built-${target.name}`);
}

/** Two commands started at once would write the same files: the second waits and then finds everything built. */
async function lockBuild() {
  mkdirSync(stampDir, { recursive: true });
  const path = join(stampDir, "build.lock");
  for (;;) {
    try {
      writeFileSync(path, String(process.pid), { flag: "wx" });
      return () => rmSync(path, { force: true });
    } catch (error) {
      if (error.code !== "EEXIST") throw error;
    }
    if (isHolderGone(path)) rmSync(path, { force: true });
    await sleep(100);
  }
}

function isHolderGone(path) {
  try {
    process.kill(Number(readFileSync(path, "utf8")), 0);
    return false;
  } catch (error) {
    return error.code === "ESRCH";
  }
}

async function buildNodePackages() {
  for (const name of nodePackages) {
    // Without its results, the compiler's notes would claim that there is nothing to do.
    if (!existsSync(join(projectDir, name, "dist"))) rmSync(join(projectDir, name, "tsconfig.tsbuildinfo"), { force: true });
  }

  const result = await runBin("typescript:tsc", ["-b"], { isQuiet: true });
  if (result.code === 0) nodePackages.forEach(removeOrphans);
  return result;
}

/** Results whose source is gone would still be found, for example by a program that lists a folder. */
function removeOrphans(name) {
  const dist = join(projectDir, name, "dist");
  if (!existsSync(dist)) return;

  for (const path of readdirSync(dist, { recursive: true, encoding: "utf8" })) {
    const stem = path.match(/^(.*?)(\.d\.ts|\.js|\.js\.map|\.d\.ts\.map)$/)?.[1];
    if (stem === undefined || existsSync(join(projectDir, name, "src", `${stem}.ts`))) continue;
    rmSync(join(dist, path), { force: true });
  }
}

function buildWebApp(name) {
  return runBin("vite", ["build", "--logLevel", "warn"], {
    cwd: join(projectDir, name),
    isQuiet: true,
    env: { ...process.env, NO_COLOR: "1" },
  });
}

if (isMainModule(import.meta.url)) await runScript(buildWhatChanged);
