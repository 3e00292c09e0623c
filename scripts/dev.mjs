// `npm run dev`: the server and both web applications, each starting anew when its sources change. Ctrl-C ends all of them.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, watch } from "node:fs";
import { join } from "node:path";
import { makeReady } from "./ready.mjs";
import { findBin, projectDir, runScript } from "./run-command.mjs";

const nodePackages = ["contract", "engine", "client", "words", "server"];
const webApps = ["console", "portal"];

const children = new Set();
let isEnding = false;

function start(name, args, cwd = projectDir) {
  // A group of its own, because a compiler may itself be several processes, which all have to end.
  const child = spawn(process.execPath, args, { cwd, stdio: ["ignore", "pipe", "pipe"], detached: true });
  children.add(child);
  for (const stream of [child.stdout, child.stderr]) printWithName(stream, name);
  child.once("exit", (code) => {
    children.delete(child);
    if (code !== null && code !== 0 && !isEnding)
      console.log(`${name.padEnd(8)}| ended with code ${code}; it starts again with the next change`);
  });
  return child;
}

function printWithName(stream, name) {
  let rest = "";
  stream.setEncoding("utf8");
  stream.on("data", (chunk) => {
    const lines = (rest + chunk).split("\n");
    rest = lines.pop() ?? "";
    for (const line of lines) console.log(`${name.padEnd(8)}| ${line}`);
  });
}

function stop(child) {
  if (child.exitCode === null && child.signalCode === null) process.kill(-child.pid, "SIGTERM");
}

/** Runs the built server, and again whenever the compiler has written something. */
function serve(args) {
  const settleMs = 300;
  let server = start("server", args);
  let timer;
  const restart = async () => {
    const old = server;
    stop(old);
    if (children.has(old)) await once(old, "exit");
    if (!isEnding) server = start("server", args);
  };
  let restarting = Promise.resolve();
  const restartSoon = () => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      restarting = restarting.then(restart);
    }, settleMs);
  };
  for (const name of nodePackages) watch(join(projectDir, name, "dist"), { recursive: true }, restartSoon);
}

function end() {
  if (isEnding) return;
  isEnding = true;
  for (const child of children) stop(child);
  // Watchers would keep this process; it goes when the last child has gone.
  const timer = setInterval(() => {
    if (children.size > 0) return;
    clearInterval(timer);
    process.exit(0);
  }, 50);
}

await runScript(async () => {
  await makeReady({ shouldBuild: true });
  process.on("SIGINT", end);
  process.on("SIGTERM", end);

  start("types", [findBin("typescript", "tsc"), "-b", "-w", "--preserveWatchOutput"]);
  serve([join(projectDir, "scripts/serve.mjs"), ...process.argv.slice(2)]);
  for (const app of webApps) {
    const dir = join(projectDir, app);
    if (existsSync(join(dir, "index.html"))) start(app, [findBin("vite")], dir);
  }
});
