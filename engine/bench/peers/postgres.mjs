/** One prepared statement on an indexed table of rules, in the PostgreSQL that the product starts for itself. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";

/** Starts a server of its own for as long as the benchmark runs. */
export async function startPostgres() {
  const { startEmbeddedPostgres } = await import(new URL("../../../server/dist/platform/postgres/index.js", import.meta.url).href);
  const dataDir = mkdtempSync(join(tmpdir(), "latchkey-bench-"));
  const postgres = await startEmbeddedPostgres({ dataDir, isDurable: false });
  const client = new pg.Client(postgres.connection);
  await client.connect();
  const stop = async () => {
    await client.end();
    await postgres.stop();
    rmSync(dataDir, { recursive: true, force: true });
  };
  return { createPeer: (policies) => createPeer(client, policies), stop };
}

/** A rule is a row: what the target names and what the selector names, each as one text. */
async function createPeer(client, policies) {
  await client.query(`drop table if exists rules`);
  await client.query(`create table rules (target text, type text, action text, selector text, effect text)`);
  const rows = policies.flatMap(rowsFor);
  const columns = [0, 1, 2, 3, 4].map((column) => rows.map((row) => row[column]));
  await client.query(`insert into rules select * from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[])`, columns);
  await client.query(`create index on rules (target, type, action, selector) include (effect)`);
  await client.query(`vacuum analyze rules`);
  return { check: (question) => check(client, question) };
}

function rowsFor({ targets, permissions }) {
  return targets.flatMap((target) =>
    permissions.flatMap(({ effect, actions, resource }) =>
      actions.map((action) => [nameOf(target), resource.type, action, nameOf(resource), effect]),
    ),
  );
}

const statement = `select coalesce(bool_or(effect = 'allow') and not bool_or(effect = 'deny'), false) as allowed
  from rules where target = any($1::text[]) and type = $2 and action = $3 and selector = any($4::text[])`;

async function check(client, { subject, action, resource }) {
  const targets = ["any", `id ${subject.id}`, ...subject.tags.flatMap((tag) => [`tag ${tag.key}=${tag.value}`, `key ${tag.key}`])];
  const shared = resource.tags.filter((tag) => subject.tags.some((own) => own.key === tag.key && own.value === tag.value));
  const selectors = [
    "any",
    `id ${resource.id}`,
    ...resource.tags.map((tag) => `tag ${tag.key}=${tag.value}`),
    ...shared.map((tag) => `key ${tag.key}`),
  ];
  const { rows } = await client.query({ name: "check", text: statement, values: [targets, resource.type, action, selectors] });
  return rows[0].allowed ? "allow" : "deny";
}

function nameOf(matcher) {
  if (matcher.match === "any") return "any";
  if (matcher.match === "id") return `id ${matcher.id}`;
  return matcher.match === "tag" ? `tag ${matcher.key}=${matcher.value}` : `key ${matcher.key}`;
}
