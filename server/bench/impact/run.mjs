/**
 * Benchmark of the impact preview through the API: what a change would do to 100,000 users and 500 dashboards under 100 and
 * 1,000 policies, the exact difference included.
 * Usage: npm run bench:impact [-- --json] [-- --small] [-- --port 21592]   (--small: a tenth of the users)
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createClient } from "@latchkey/client";
import pg from "pg";
import { connectOrStart } from "../../dist/platform/postgres/index.js";
import { median, startServer } from "../server-process.mjs";
import { createRandom, seedDashboards, seedPolicies, seedUsers } from "./seed.mjs";

const portAt = process.argv.indexOf("--port");
const port = portAt === -1 ? 18_082 : Number(process.argv[portAt + 1]);
const users = process.argv.includes("--small") ? 10_000 : 100_000;
const dashboards = 500;
const policyCounts = [100, 1000];
const password = "quiet river under nine lamps";
/** Each question is asked once before it counts. The route takes 60 questions a minute. */
const rounds = 3;

const noPermission = [{ effect: "allow", actions: ["access"], resource: { type: "dashboard", match: "tag", key: "none", value: "has" } }];

const figures = [];
const random = createRandom(20);
const dataDir = mkdtempSync(join(tmpdir(), "latchkey-impact-"));
const server = await startServer({ dataDir, port });
const postgres = await connectOrStart({ dataDir });
const client = new pg.Client(postgres.connection);
try {
  await client.connect();
  const { administrator, profileId, modelId } = await prepare();
  for (const count of policyCounts) {
    await seedPolicies(client, { profileId, modelId, count, users, dashboards, random });
    await measureAll(administrator, { profileId, count });
  }
} finally {
  await client.end();
  await postgres.stop();
  await server.stop();
  rmSync(dataDir, { recursive: true, force: true });
}
print();

async function prepare() {
  const setUp = { token: await server.readSetupToken(), name: "Bench", email: "bench@example.com", password };
  const administrator = createClient({ baseUrl: server.url, token: await signIn("/api/v1/setup", setUp) });
  const { id: profileId } = await administrator.profiles.createProfile({ body: { name: "Bench", slug: "bench" } });
  await seedUsers(client, { profileId, count: users, random });
  await seedDashboards(client, { profileId, count: dashboards, random });
  const model = await administrator.access.createPolicy({
    params: { profileId },
    body: { name: "For nobody", targets: [{ subject: "run_user", match: "tag", key: "nobody", value: "has" }], permissions: noPermission },
  });
  return { administrator, profileId, modelId: model.id };
}

async function signIn(path, body) {
  const headers = { "content-type": "application/json" };
  const answer = await fetch(server.url + path, { method: "POST", headers, body: JSON.stringify(body) });
  const token = /=([^;]+)/.exec(answer.headers.get("set-cookie") ?? "")?.[1];
  if (token === undefined) throw new Error(`${path} answered ${answer.status}: ${await answer.text()}`);
  return decodeURIComponent(token);
}

async function measureAll(administrator, { profileId, count }) {
  for (const [name, change] of Object.entries(changes())) {
    const times = [];
    let answer;
    for (let round = 0; round <= rounds; round += 1) {
      const startedAt = performance.now();
      answer = await administrator.impact.previewImpact({ params: { profileId }, body: { changes: [change] } });
      if (round > 0) times.push(performance.now() - startedAt);
    }
    const pairs = `${answer.gained.pairs.toLocaleString("en")} pairs gained, ${answer.lost.pairs.toLocaleString("en")} lost`;
    report({ case: `${count.toLocaleString("en")} policies`, subject: `${name} (${pairs})`, value: median(times), unit: "ms" });
  }
}

function changes() {
  const tag = (key, value) => ({ match: "tag", key, value });
  const put = (target, resource, effect = "allow") => ({
    kind: "put_policy",
    policy: {
      name: "New",
      targets: [{ subject: "run_user", ...target }],
      permissions: [{ effect, actions: ["access"], resource: { type: "dashboard", ...resource } }],
    },
  });
  return {
    "a new allow, tag to tag": put(tag("low1", "v1"), tag("low2", "v2")),
    "a new deny, tag to tag": put(tag("low1", "v1"), tag("low2", "v2"), "deny"),
    "a new tag match": put(tag("low1", "v1"), { match: "tag_match", key: "mid0" }),
    "a new deny for everybody": put({ match: "any" }, tag("low2", "v2"), "deny"),
    "a policy deleted": { kind: "delete_policy", policyId: `5a${"1".padStart(22, "0")}` },
    "a value of people renamed": {
      kind: "retag",
      of: "run_user",
      which: { tag: "mid1=v1" },
      rename: [{ key: "mid1", value: "v1", toValue: "renamed" }],
    },
  };
}

function report(figure) {
  figures.push(figure);
  if (!process.argv.includes("--json")) console.log(`${figure.case}: ${figure.subject}: ${figure.value.toFixed(0)} ${figure.unit}`);
}

function print() {
  if (process.argv.includes("--json")) console.log(JSON.stringify(figures, null, 2));
}
