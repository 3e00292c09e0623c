// `npm run dev`: the server and both web applications, each starting anew when its sources change. Ctrl-C ends all of them.
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { makeReady } from "./ready.mjs";
import { findBin, projectDir, runScript } from "./run-command.mjs";

const children = new Set();
let isEnding = false;

function start(name, args, cwd = projectDir) {
  const child = spawn(process.execPath, args, { cwd, stdio: ["ignore", "pipe", "pipe"] });
  children.add(child);
  for (const stream of [child.stdout, child.stderr]) printWithName(stream, name);
  child.once("close", (code) => {
    children.delete(child);
    if (!isEnding) console.log(`${name.padEnd(8)}| ended with code ${code}; the others go on`);
  });
}

function printWithName(stream, name) {
  let rest = "";
  stream.setEncoding("utf8");
  stream.on("data", (chunk) => {
    // A compiler in watch mode clears the screen, which would wipe what the others say.
    const lines = (rest + chunk.replaceAll("\u001Bc", "")).split("\n");
    rest = lines.pop() ?? "";
    for (const line of lines) console.log(`${name.padEnd(8)}| ${line}`);
  });
}

function end() {
  if (isEnding) return;
  isEnding = true;
  for (const child of children) child.kill("SIGTERM");
}

await runScript(async () => {
  await makeReady({ shouldBuild: true });
  process.on("SIGINT", end);
  process.on("SIGTERM", end);

  start("types", [findBin("typescript", "tsc"), "-b", "-w", "--preserveWatchOutput"]);
  start("server", ["--watch", "--watch-preserve-output", join(projectDir, "scripts/serve.mjs"), ...process.argv.slice(2)]);
  for (const app of ["console", "portal"]) {
    const dir = join(projectDir, app);
    if (existsSync(join(dir, "index.html"))) start(app, [findBin("vite")], dir);
  }
});
