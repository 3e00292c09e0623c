/**
 * Benchmark of TagoIO's API: what a call by it takes compared with the same call of our own API, on one server, in one run.
 * Usage: node server/bench/tagoio/run.mjs [--json] [--port 18083] [--seconds 3]   (after npx tsc -b)
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { measureRequests } from "../measure-requests.mjs";
import { median, startServer } from "../server-process.mjs";
import { seed } from "./seed.mjs";

const isJson = process.argv.includes("--json");
const port = numberAfter("--port", 18_083);
const durationMs = numberAfter("--seconds", 3) * 1000;
const rounds = 7;
const ratioMax = 1.3;

const dataDir = mkdtempSync(join(tmpdir(), "latchkey-bench-"));
const figures = [];
try {
  const server = await startServer({ dataDir, port });
  try {
    for (const pair of await seed(server)) await measurePair(pair);
  } finally {
    await server.stop();
  }
} finally {
  rmSync(dataDir, { recursive: true, force: true });
}
print();

/** In turns, so that a slow moment of the machine hits both alike. */
async function measurePair({ name, own, tagoio }) {
  const runs = { own: [], tagoio: [] };
  for (const target of [own, tagoio]) await measureRequests({ ...target, durationMs: 1000 });
  for (let round = 0; round < rounds; round += 1) {
    runs.own.push(await measureRequests({ ...own, durationMs }));
    runs.tagoio.push(await measureRequests({ ...tagoio, durationMs }));
  }
  const rate = (list) => median(list.map((run) => run.requestsPerSecond));
  figures.push({
    bench: "tagoio",
    case: name,
    ownPerSecond: rounded(rate(runs.own)),
    tagoioPerSecond: rounded(rate(runs.tagoio)),
    timesAsLong: rounded(median(runs.own.map((run, index) => run.requestsPerSecond / runs.tagoio[index].requestsPerSecond))),
  });
}

function numberAfter(flag, otherwise) {
  const at = process.argv.indexOf(flag);
  return at === -1 ? otherwise : Number(process.argv[at + 1]);
}

function rounded(value) {
  return Number(value.toPrecision(3));
}

function print() {
  for (const figure of figures) {
    const { case: name, ownPerSecond, tagoioPerSecond, timesAsLong } = figure;
    if (isJson) console.log(JSON.stringify(figure));
    else {
      const verdict = timesAsLong <= ratioMax ? "" : `  more than ${ratioMax}`;
      console.log(
        `${name.padEnd(26)} ours ${String(ownPerSecond).padStart(6)}/s  TagoIO's ${String(tagoioPerSecond).padStart(6)}/s  ${timesAsLong} x${verdict}`,
      );
    }
  }
}
