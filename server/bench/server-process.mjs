import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";

const serve = fileURLToPath(new URL("../../scripts/serve.mjs", import.meta.url));
const moreThreads = fileURLToPath(new URL("../bin/more-threads.cjs", import.meta.url));
const startedWithinMs = 60_000;

/** Starts the built server as a person would and waits until it answers. */
export async function startServer({ dataDir, port, settings = {} }) {
  const env = {
    ...Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith("LATCHKEY_") && name !== "DATABASE_URL")),
    LATCHKEY_PORT: String(port),
    LATCHKEY_DATA_DIR: dataDir,
    LATCHKEY_LOG_LEVEL: "warn",
    // Limits are for strangers; here one caller is to be as fast as it can.
    LATCHKEY_REQUESTS_PER_MINUTE_MAX: "10000000",
    ...settings,
  };
  const url = `http://127.0.0.1:${port}`;
  const startedAt = performance.now();
  const child = spawn(process.execPath, ["--require", moreThreads, serve], { env, stdio: ["ignore", "pipe", "inherit"] });
  let output = "";
  child.stdout.on("data", (chunk) => (output += chunk));

  await untilAlive(url, child);
  const startMs = performance.now() - startedAt;
  return {
    url,
    startMs,
    pid: child.pid,
    /** The one-time token, once the greeting is out. */
    readSetupToken: () => readSetupToken(() => output),
    stop: () => stop(child),
  };
}

async function untilAlive(url, child) {
  const deadline = Date.now() + startedWithinMs;
  while (Date.now() < deadline && child.exitCode === null) {
    const answer = await fetch(`${url}/livez`).catch(() => null);
    if (answer?.ok === true) return;
    await sleep(5);
  }
  throw new Error("the server did not start");
}

async function readSetupToken(read) {
  for (let attempt = 0; attempt < 500; attempt += 1) {
    const token = /setup#token=(\S+)/.exec(read())?.[1];
    if (token !== undefined) return token;
    await sleep(10);
  }
  throw new Error("the server printed no set-up link");
}

async function stop(child) {
  const ended = new Promise((resolve) => {
    child.once("exit", resolve);
  });
  child.kill("SIGTERM");
  await ended;
}

export function residentMegabytes(pid) {
  const kilobytes = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1];
  return Number(kilobytes) / 1024;
}

export function median(values) {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];
}
