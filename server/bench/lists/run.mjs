/**
 * Benchmark of lists through the API: allowed dashboards of people, and who can access a dashboard, first page and deep page, and users by any filter,
 * with 100,000 dashboards and first 100,000, then a million users. At the first size, also the findings of 1,000 policies.
 * Usage: npm run bench:lists [-- --json] [-- --small] [-- --port 21591]   (--small: a tenth of everything)
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { createClient } from "@latchkey/client";
import pg from "pg";
import { connectOrStart } from "../../dist/platform/postgres/index.js";
import { median, startServer } from "../server-process.mjs";
import { askedDashboardIds, emailOf, morePolicies, policies, seedDashboards, seedGroupsAndRoles, seedUsers, viewers } from "./seed.mjs";

const option = (name) => process.argv.includes(`--${name}`);
const portAt = process.argv.indexOf("--port");
const port = portAt === -1 ? 18_081 : Number(process.argv[portAt + 1]);
const scale = option("small") ? 0.1 : 1;
const userCounts = [100_000 * scale, 1_000_000 * scale];
const dashboardCount = 100_000 * scale;
const policyCount = 1000;
const password = "quiet river under nine lamps";
/** Each question is asked once before it counts: the first asks the disk. */
const rounds = 3;

/** Users by every kind of sort, search and filter: of one letter and of many, not Latin, found in all, in some and in nobody. */
const userFilters = [
  "sort=name",
  "sort=-createdAt",
  "sort=email",
  "sort=-lastSignInAt",
  "status=suspended",
  "lastSignIn=never",
  "source=console",
  ...["a", "q", "us", "af", "zq", "%25", "abc", "999", "user-123", "bench", "иван"].map((search) => `search=${search}`),
  ...["nobody", "region", "region%3Dr7", "organization%3Do7&tag=level%3Dguest", "region%3Dr7&search=af"].map((tag) => `tag=${tag}`),
];

/** As the list itself writes it for the row in the middle: names begin with random hexadecimal digits. */
const deepCursor = Buffer.from(JSON.stringify(["name", "80000000", ""])).toString("base64url");

const figures = [];
const dataDir = mkdtempSync(join(tmpdir(), "latchkey-lists-"));
const server = await startServer({ dataDir, port });
const postgres = await connectOrStart({ dataDir });
const client = new pg.Client(postgres.connection);
try {
  await client.connect();
  const { questions, profileId, token } = await prepare();
  let seeded = 0;
  for (const count of userCounts) {
    const startedAt = performance.now();
    await seedUsers(client, { profileId, from: seeded + 1, to: count });
    seeded = count;
    report({ case: `${count.toLocaleString("en")} users`, subject: "seeding", value: (performance.now() - startedAt) / 1000, unit: "s" });
    await measureAll(questions, count);
    if (count === userCounts[0]) await measureFindings(profileId, token, count);
  }
  reportGrowth();
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
  const params = { profileId };
  await seedGroupsAndRoles(client, profileId);
  await seedDashboards(client, { profileId, count: dashboardCount });
  await seedPolicies(administrator, params);
  const { token } = await administrator.tokens.createToken({ params, body: { name: "bench", permission: "full" } });

  const url = `${server.url}/api/v1/profiles/${profileId}/access/who-can`;
  const whoCan = askedDashboardIds(100, dashboardCount).map((id) => ({
    url,
    method: "POST",
    token,
    body: { resource: { type: "dashboard", id }, action: "access" },
  }));
  const dashboards = [];
  for (const [index, viewer] of viewers.entries()) {
    const email = emailOf(index);
    const tags = Object.entries(viewer).map(([key, value]) => ({ key, value }));
    await administrator.users.createUser({ params, body: { name: `Viewer ${index}`, email, password, tags } });
    const session = await signIn("/api/v1/places/portal-bench/sign-in/password", { email, password });
    dashboards.push({ url: `${server.url}/api/v1/portal/bench/dashboards`, method: "GET", token: session });
  }
  const users = userFilters.map((query) => ({ url: `${server.url}/api/v1/profiles/${profileId}/users?${query}`, method: "GET", token }));
  return { questions: { dashboards, whoCan, users }, profileId, token };
}

/** Through the store, not one by one through the API: a policy of people that do not exist yet would be refused. */
async function seedPolicies(administrator, params) {
  const everybody = { targets: [{ subject: "run_user", match: "any" }] };
  const nothing = {
    permissions: [{ effect: "deny", actions: ["access"], resource: { type: "dashboard", match: "tag", key: "none", value: "none" } }],
  };
  await insertPolicies(params.profileId, { list: policies(), prefix: "5a" });
  // One save of the usual kind raises the access revision, and the server reads all of them.
  await administrator.access.createPolicy({
    params,
    body: { name: "Last", ...everybody, ...nothing, reason: "bench", confirmName: "Last" },
  });
}

async function insertPolicies(profileId, { list, prefix }) {
  for (const [index, { targets, permissions }] of list.entries()) {
    await client.query(
      `insert into policies (profile_id, id, name, description, status, targets, permissions, version, access_revision, created_at, updated_at, updated_by, uses_since)
      select id, $6 || lpad(to_hex($2::int), 22, '0'), $3, '', 'active', $4, $5, 1, access_revision + 1, now(), now(), 'bench', now() from profiles where id = $1`,
      [profileId, index, `Policy ${prefix} ${index}`, JSON.stringify(targets), JSON.stringify(permissions), prefix],
    );
  }
}

async function raiseRevision(profileId) {
  await client.query("update profiles set access_revision = access_revision + 1 where id = $1", [profileId]);
}

/** What is wrong in 1,000 policies, each time for a new access revision, and how long another request waits meanwhile at most. */
async function measureFindings(profileId, token, userCount) {
  const list = morePolicies(policyCount - policies().length - 1, { users: userCount, dashboards: dashboardCount });
  await insertPolicies(profileId, { list, prefix: "5b" });
  const question = { url: `${server.url}/api/v1/profiles/${profileId}/access/findings`, method: "GET", token };

  const [times, waits] = [[], []];
  for (let round = 0; round < 5; round += 1) {
    await raiseRevision(profileId);
    const startedAt = performance.now();
    let isDone = false;
    const asking = ask(question).finally(() => (isDone = true));
    while (!isDone) {
      const waitedSince = performance.now();
      await fetch(`${server.url}/livez`);
      waits.push(performance.now() - waitedSince);
      await sleep(5);
    }
    const { policyCount: found } = await asking;
    if (found !== policyCount) throw new Error(`${found} policies were looked at`);
    times.push(performance.now() - startedAt);
  }
  const size = `${userCount.toLocaleString("en")} users`;
  report({ case: size, subject: `findings of ${policyCount.toLocaleString("en")} policies, median`, value: median(times), unit: "ms" });
  report({ case: size, subject: "... longest that another request waited", value: Math.max(...waits), unit: "ms" });

  await client.query("delete from policies where profile_id = $1 and id like '5b%'", [profileId]);
  await client.query(
    "insert into policy_removals select id, '5b' || lpad(to_hex(n), 22, '0'), access_revision + 1 from profiles, generate_series(0, $2::int - 1) as n where id = $1",
    [profileId, list.length],
  );
  await raiseRevision(profileId);
}

async function measureAll({ dashboards, whoCan, users }, userCount) {
  const size = `${userCount.toLocaleString("en")} users`;
  // The portal shows pages and no total.
  const pagesAlone = dashboards.map(({ url, ...question }) => ({ url: `${url}?countMax=0`, ...question }));
  for (const [name, list] of [
    [`allowed dashboards of ${dashboardCount.toLocaleString("en")}`, dashboards],
    ["allowed dashboards, as the portal asks", pagesAlone],
    ["who can access a dashboard", whoCan],
  ]) {
    const deep = list.map((question) => ({ ...question, cursor: deepCursor }));
    await measure(size, { name: `${name}, first page`, questions: list });
    await measure(size, { name: `${name}, deep page`, questions: deep });
  }
  await measure(size, { name: "users by any sort, search and filter", questions: users });
  await measureSlowest(size, users);
}

/** Which filter takes longest: of many, a quantile over all tells little of one. */
async function measureSlowest(size, questions) {
  const medians = [];
  for (const question of questions) {
    const times = [];
    for (let round = 0; round < rounds * 3; round += 1) {
      const startedAt = performance.now();
      await ask(question);
      times.push(performance.now() - startedAt);
    }
    medians.push({ filter: new URL(question.url).search, value: median(times) });
  }
  const slowest = medians.toSorted((a, b) => b.value - a.value).slice(0, 3);
  for (const { filter, value } of slowest) report({ case: size, subject: `... among the slowest: ${filter}, median`, value, unit: "ms" });
}

async function measure(size, { name, questions }) {
  const latencies = [];
  let rows = 0;
  for (let round = 0; round <= rounds * (questions.length < 20 ? 10 : 1); round += 1) {
    for (const question of questions) {
      const startedAt = performance.now();
      const answer = await ask(question);
      if (round === 0) rows += answer.total.count;
      else latencies.push(performance.now() - startedAt);
    }
  }
  latencies.sort((a, b) => a - b);
  report({ case: size, subject: `${name}, p50`, value: quantile(latencies, 0.5), unit: "ms" });
  report({ case: size, subject: `${name}, p95`, value: quantile(latencies, 0.95), unit: "ms" });
  report({ case: size, subject: `${name}, average total (counted to 1,000)`, value: rows / questions.length, unit: "" });
}

async function ask({ url, method, token, body, cursor }) {
  const sent = method === "POST" ? { body: JSON.stringify({ ...body, ...(cursor === undefined ? {} : { cursor }) }) } : {};
  const address = new URL(url);
  if (method === "GET" && cursor !== undefined) address.searchParams.set("cursor", cursor);
  const answer = await fetch(address, {
    method,
    headers: { authorization: `Bearer ${token}`, ...(method === "POST" ? { "content-type": "application/json" } : {}) },
    ...sent,
  });
  if (answer.status !== 200) throw new Error(`${url} answered ${answer.status}: ${await answer.text()}`);
  return answer.json();
}

async function signIn(path, body) {
  const answer = await fetch(server.url + path, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  const token = /=([^;]+)/.exec(answer.headers.get("set-cookie") ?? "")?.[1];
  if (token === undefined) throw new Error(`${path} answered ${answer.status}: ${await answer.text()}`);
  return decodeURIComponent(token);
}

/** Ten times as many users: how much longer does the same take? */
function reportGrowth() {
  const [small, large] = userCounts.map((count) => `${count.toLocaleString("en")} users`);
  for (const figure of figures.filter((each) => each.case === large && each.unit === "ms")) {
    const before = figures.find((each) => each.case === small && each.subject === figure.subject);
    if (before) report({ case: "growth", subject: figure.subject, value: figure.value / before.value, unit: "times", versus: small });
  }
}

function report({ versus = null, value, ...figure }) {
  figures.push({ bench: "lists", ...figure, value: Number(value.toPrecision(3)), versus });
}

function quantile(sorted, share) {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];
}

function print() {
  for (const figure of figures) {
    if (option("json")) console.log(JSON.stringify(figure));
    else console.log(`${figure.case.padEnd(18)} ${figure.subject.padEnd(82)} ${String(figure.value).padStart(8)} ${figure.unit}`);
  }
}
