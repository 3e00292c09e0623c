/**
 * Benchmark of signing in: sign-ins a second against the raw argon2id rate of the machine, reads while sign-ins saturate it,
 * and an authenticated read against better-auth's session check on the same PostgreSQL; all in one run.
 * Usage: node server/bench/sign-in/run.mjs [--json] [--port 18082]   (after npx tsc -b)
 */
import { execFile, spawn } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { measureRequests } from "../measure-requests.mjs";
import { median, startServer } from "../server-process.mjs";
import { measureSignIns, readSteadily } from "./measure-sign-ins.mjs";
import { password, seed } from "./seed.mjs";

const isJson = process.argv.includes("--json");
const portAt = process.argv.indexOf("--port");
const port = portAt === -1 ? 18_082 : Number(process.argv[portAt + 1]);
const rounds = 3;
const durationMs = 8000;
const warmUpMs = 20_000;
const figures = [];
const file = (name) => fileURLToPath(new URL(name, import.meta.url));

const dataDir = mkdtempSync(join(tmpdir(), "latchkey-bench-"));
const settings = { LATCHKEY_TRUSTED_PROXIES: "127.0.0.1", LATCHKEY_PASSWORD_HASH_QUEUE_MAX: "200" };
const server = await startServer({ dataDir, port, settings });
try {
  const seeded = await seed(server);
  await measureSignInRate(seeded);
  await measureSessionCheck(seeded);
} finally {
  await server.stop();
  rmSync(dataDir, { recursive: true, force: true });
}
print();

/** Rounds in turns, so that a slow moment of the machine hits both alike. */
async function measureSignInRate({ passwordHash, emails, readUrl, headers }) {
  const url = `${server.url}/api/v1/places/portal-bench/sign-in/password`;
  let number = 0;
  const next = () => (number += 1);
  const people = emails.map((email) => ({ email, browser: undefined }));
  // Until everybody's browser is known and the code is compiled: the first thousands of calls of any server are slower.
  await measureSignIns({ url, people, durationMs: warmUpMs, next });

  const runs = [];
  for (let round = 0; round < rounds; round += 1) {
    const raw = Number(
      (await promisify(execFile)(process.execPath, [file("raw-hashes.mjs"), passwordHash, password, String(durationMs)])).stdout,
    );
    let isOver = false;
    const reading = readSteadily({ url: readUrl, headers, everyMs: 20, until: () => isOver });
    const signIns = await measureSignIns({ url, people, durationMs, next });
    isOver = true;
    const latencies = await reading;
    runs.push({
      raw,
      signIns: signIns.perSecond,
      ratio: signIns.perSecond / raw,
      p50: quantile(latencies, 0.5),
      p99: quantile(latencies, 0.99),
    });
  }

  const of = (key) => median(runs.map((run) => run[key]));
  report({ case: "argon2id alone", subject: "checks a second", value: of("raw"), unit: "1/s" });
  report({
    case: "sign-in with a password",
    subject: "sign-ins a second",
    value: of("signIns"),
    unit: "1/s",
    ratio: of("ratio"),
    versus: "argon2id alone",
  });
  report({ case: "authenticated read meanwhile", subject: "latency p50", value: of("p50"), unit: "ms" });
  report({ case: "authenticated read meanwhile", subject: "latency p99", value: of("p99"), unit: "ms" });
}

async function measureSessionCheck({ readUrl, headers }) {
  const peer = await startBetterAuth();
  const targets = [{ name: "authenticated read", url: readUrl, headers }];
  if (peer === null) console.error("better-auth is not installed: the comparison is left out.");
  else
    targets.push({
      name: "better-auth, get-session",
      url: `http://127.0.0.1:${peer.port}/api/auth/get-session`,
      headers: { cookie: peer.cookie },
    });

  try {
    const runs = targets.map(() => []);
    for (const target of targets) await measureRequests({ ...target, durationMs: 1500 });
    for (let round = 0; round < rounds; round += 1)
      for (const [index, target] of targets.entries()) runs[index].push(await measureRequests(target));

    const rates = runs.map((each) => median(each.map((run) => run.requestsPerSecond)));
    for (const [index, { name }] of targets.entries()) {
      const isPeer = index > 0;
      const ratio = isPeer ? rates[0] / rates[1] : null;
      report({ case: name, subject: "requests a second", value: rates[index], unit: "1/s", ratio, versus: isPeer ? "this in ours" : null });
      report({ case: name, subject: "latency p99", value: median(runs[index].map((run) => run.p99Ms)), unit: "ms" });
    }
  } finally {
    peer?.stop();
  }
}

/** In a process of its own, as ours is, on the PostgreSQL that the server has started. */
async function startBetterAuth() {
  try {
    createRequire(import.meta.url).resolve("better-auth");
  } catch {
    return null;
  }
  const { socketDir, postgresPort } = findSocket();
  const child = spawn(process.execPath, [file("better-auth-server.mjs"), socketDir, postgresPort, "latchkey"], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const line = await new Promise((resolve, reject) => {
    child.stdout.once("data", (chunk) => resolve(String(chunk)));
    child.once("exit", () => reject(new Error("better-auth did not start")));
  });
  return { ...JSON.parse(line), stop: () => child.kill() };
}

function findSocket() {
  const socketDir = join(dataDir, "run");
  const socket = existsSync(socketDir) ? readdirSync(socketDir).find((name) => /^\.s\.PGSQL\.\d+$/.test(name)) : undefined;
  if (socket === undefined) throw new Error("the socket of PostgreSQL was not found");
  return { socketDir, postgresPort: socket.split(".").at(-1) };
}

function quantile(sorted, share) {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];
}

function report({ ratio = null, versus = null, value, ...figure }) {
  figures.push({ bench: "sign-in", ...figure, value: rounded(value), ratio: ratio === null ? null : rounded(ratio), versus });
}

function rounded(value) {
  return Number(value.toPrecision(3));
}

function print() {
  for (const figure of figures) {
    if (isJson) {
      console.log(JSON.stringify(figure));
      continue;
    }
    const { case: name, subject, value, unit, ratio, versus } = figure;
    const comparison = ratio === null ? "" : `${ratio} of ${versus}`;
    console.log(`${name.padEnd(34)} ${subject.padEnd(20)} ${String(value).padStart(8)} ${unit.padEnd(4)} ${comparison}`);
  }
}
