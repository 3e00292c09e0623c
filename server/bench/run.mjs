/**
 * Benchmark of the server as a process of its own on the embedded PostgreSQL: start, memory, authenticated reads.
 * Usage: node server/bench/run.mjs [--json] [--port 21590]   (after npx tsc -b)
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { measureRequests } from "./measure-requests.mjs";
import { prepareReads } from "./prepare-reads.mjs";
import { median, residentMegabytes, startServer } from "./server-process.mjs";

const isJson = process.argv.includes("--json");
const portAt = process.argv.indexOf("--port");
const port = portAt === -1 ? 18_080 : Number(process.argv[portAt + 1]);
const startCount = 5;
const settleMs = 3000;
const rounds = 3;

const figures = [];
const dataDir = mkdtempSync(join(tmpdir(), "latchkey-bench-"));
try {
  await measureStarts();
  await measureReads();
} finally {
  rmSync(dataDir, { recursive: true, force: true });
}
print();

/** The first start makes the database; every later one finds it and counts. */
async function measureStarts() {
  const first = await startServer({ dataDir, port });
  await first.stop();
  report({ case: "start", subject: "first start, until /livez answers", value: first.startMs, unit: "ms" });

  const times = [];
  for (let count = 0; count < startCount; count += 1) {
    const server = await startServer({ dataDir, port });
    times.push(server.startMs);
    await server.stop();
  }
  report({ case: "start", subject: `second start, median of ${startCount}`, value: median(times), unit: "ms" });
}

async function measureReads() {
  const server = await startServer({ dataDir, port });
  try {
    await new Promise((resolve) => setTimeout(resolve, settleMs));
    report({ case: "idle", subject: "memory of the Node process (RSS)", value: residentMegabytes(server.pid), unit: "MB" });

    const reads = await prepareReads(server);
    const results = await measureInTurns([{ name: "GET /livez", url: `${server.url}/livez`, headers: {} }, ...reads]);
    const [base] = results;
    for (const result of results) reportRead(result, base);
    report({ case: "after load", subject: "memory of the Node process (RSS)", value: residentMegabytes(server.pid), unit: "MB" });
  } finally {
    await server.stop();
  }
}

/** One round of each after the other, so that a slow moment of the machine hits all of them alike. */
async function measureInTurns(targets) {
  const runs = targets.map(() => []);
  for (const target of targets) await measureRequests({ ...target, durationMs: 1000 });
  for (let round = 0; round < rounds; round += 1) {
    for (const [index, target] of targets.entries()) runs[index].push(await measureRequests(target));
  }

  return targets.map(({ name }, index) => ({
    name,
    rate: median(runs[index].map((run) => run.requestsPerSecond)),
    p50: median(runs[index].map((run) => run.p50Ms)),
    p99: median(runs[index].map((run) => run.p99Ms)),
  }));
}

function reportRead({ name, rate, p50, p99 }, base) {
  const isBase = name === base.name;
  report({
    case: name,
    subject: "requests a second",
    value: rate,
    unit: "1/s",
    ratio: isBase ? null : rate / base.rate,
    versus: isBase ? null : base.name,
  });
  report({ case: name, subject: "latency p50", value: p50, unit: "ms" });
  report({ case: name, subject: "latency p99", value: p99, unit: "ms" });
}

function report({ ratio = null, versus = null, value, ...figure }) {
  figures.push({ bench: "server", ...figure, value: rounded(value), ratio: ratio === null ? null : rounded(ratio), versus });
}

function rounded(value) {
  return Number(value.toPrecision(3));
}

function print() {
  if (isJson) {
    for (const { bench, case: name, subject, value, unit, ratio, versus } of figures) {
      console.log(JSON.stringify({ bench, case: name, subject, value, unit, ratio, versus }));
    }
    return;
  }
  for (const { case: name, subject, value, unit, ratio, versus } of figures) {
    const comparison = ratio === null ? "" : `${ratio} of ${versus}`;
    console.log(`${name.padEnd(52)} ${subject.padEnd(36)} ${String(value).padStart(8)} ${unit.padEnd(4)} ${comparison}`);
  }
}
