import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import {
  chmodSync,
  copyFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  realpathSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { build } from "vite";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import type { PostgresConnection } from "./ask-server.ts";
import { isAlive, processesWorkingIn } from "./process-info.ts";
import { readPostmaster } from "./postmaster.ts";
import { connectOrStart, type EmbeddedPostgres, lockDataDir, startEmbeddedPostgres } from "./index.ts";

const isRoot = process.getuid?.() === 0;
const bundleDir = join(import.meta.dirname, "../../../../node_modules/.cache", `latchkey-postgres-test-${process.pid}`);
const bundle = join(bundleDir, "postgres.mjs");

// Many processes start and end here; on a busy machine that takes its time.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

let template: string;
let root: string;
let dataDir: string;
let running: EmbeddedPostgres[] = [];
let children: ChildProcess[] = [];

// Processes that are to be killed cannot be this one, and they run JavaScript.
beforeAll(async () => {
  await build({
    logLevel: "silent",
    configFile: false,
    ssr: { noExternal: true, external: ["pg-native"] },
    build: {
      ssr: join(import.meta.dirname, "index.ts"),
      outDir: bundleDir,
      rolldownOptions: { output: { entryFileNames: "postgres.mjs" } },
    },
  });
});
afterAll(() => {
  rmSync(bundleDir, { recursive: true, force: true });
  rmSync(template, { recursive: true, force: true });
});

// Where the first start is not the point, a copy of a new cluster saves its time.
beforeAll(async () => {
  template = mkdtempSync(join(tmpdir(), "latchkey-pg-template-"));
  await (await startEmbeddedPostgres({ dataDir: template, isDurable: false })).stop();
});

function copyTemplate(): void {
  mkdirSync(dataDir, { mode: 0o711 });
  cpSync(join(template, "postgres"), join(dataDir, "postgres"), { recursive: true });
  chmodSync(join(dataDir, "postgres"), 0o700);
}

beforeEach(() => {
  root = realpathSync(mkdtempSync(join(tmpdir(), "latchkey-pg-")));
  chmodSync(root, 0o755);
  dataDir = join(root, "data");
});

afterEach(async () => {
  for (const child of children) child.kill("SIGKILL");
  for (const postgres of running) await postgres.stop();
  running = [];
  children = [];
  rmSync(root, { recursive: true, force: true });
});

async function start(dir = dataDir): Promise<EmbeddedPostgres> {
  const postgres = await startEmbeddedPostgres({ dataDir: dir, isDurable: false });
  running.push(postgres);
  return postgres;
}

async function query(connection: PostgresConnection, sql: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ ...connection });
  client.on("error", () => {});
  await client.connect();
  try {
    const { rows } = await client.query<Record<string, unknown>>(sql);
    return rows;
  } finally {
    await client.end().catch(() => {});
  }
}

/** A Node process with `script`, in which `postgres` is our door. Resolves when it prints its first line. */
async function startNode(script: string, options: { uid?: number; module?: string } = {}): Promise<{ child: ChildProcess; line: string }> {
  const source = `import * as postgres from ${JSON.stringify(options.module ?? bundle)};\n${script}`;
  const child = spawn(process.execPath, ["--input-type=module", "-e", source], {
    stdio: ["ignore", "pipe", "inherit"],
    cwd: "/",
    ...(options.uid === undefined ? {} : { uid: options.uid, gid: options.uid }),
  });
  children.push(child);
  const [line] = (await once(child.stdout, "data")) as [Buffer];
  return { child, line: line.toString("utf8").trim() };
}

function postmasterPid(): number {
  return readPostmaster(join(dataDir, "postgres"))?.pid ?? 0;
}

function processes(): number[] {
  return processesWorkingIn(join(dataDir, "postgres"));
}

describe("starting the embedded PostgreSQL", () => {
  it("creates a UTF-8 database with the built-in order, reachable only through a closed socket folder", async () => {
    const { connection, isAdopted } = await start();

    const [row] = await query(
      connection,
      `select current_setting('listen_addresses') as listen, current_setting('server_version_num')::int / 10000 as major,
         (select datlocprovider::text || ' ' || datlocale || ' ' || pg_encoding_to_char(encoding) from pg_database where datname = 'latchkey') as locale`,
    );
    expect(row).toEqual({ listen: "", major: 18, locale: "b C.UTF-8 UTF8" });
    expect(statSync(connection.host).mode & 0o777).toBe(0o700);
    expect(isAdopted).toBe(false);
  });

  it.runIf(isRoot)("runs as nobody when root starts it where all may go", async () => {
    await start();
    expect(statSync(`/proc/${postmasterPid()}`).uid).toBe(65534);
  });

  it.runIf(isRoot)("runs below a folder that only root may enter, and the files stay root's", async () => {
    chmodSync(root, 0o700);
    const { connection } = await start();
    expect(await query(connection, "select 1 as one")).toEqual([{ one: 1 }]);
    expect(statSync(join(dataDir, "postgres")).uid).toBe(0);
  });

  it.runIf(isRoot)("opens data that was written under another user, after the folder was closed", async () => {
    const first = await start();
    await query(first.connection, "create table kept as select 42 as answer");
    await first.stop();
    chmodSync(root, 0o700);

    const second = await start();
    expect(await query(second.connection, "select answer from kept")).toEqual([{ answer: 42 }]);
  });

  it("puts the socket into a closed folder for temporary files when the data folder's path is too long for one", async () => {
    const { connection } = await start(join(root, "a".repeat(100)));
    expect(connection.host.startsWith(tmpdir())).toBe(true);
    expect(statSync(connection.host).mode & 0o777).toBe(0o700);
    expect(await query(connection, "select 1 as one")).toEqual([{ one: 1 }]);
    rmSync(connection.host, { recursive: true, force: true });
  });

  it("keeps data over a stop, which leaves no process", async () => {
    const first = await start();
    await query(first.connection, "create table kept as select 42 as answer");
    await first.stop();
    expect(processes()).toEqual([]);
    expect(existsSync(join(dataDir, "postgres/postmaster.pid"))).toBe(false);

    const second = await start();
    expect(await query(second.connection, "select answer from kept")).toEqual([{ answer: 42 }]);
  });

  it("begins anew when the first start was interrupted half way", async () => {
    mkdirSync(join(dataDir, "postgres.unfinished/base"), { recursive: true });
    const { connection } = await start();
    expect(await query(connection, "select 1 as one")).toEqual([{ one: 1 }]);
  });
});

describe("after a crash", () => {
  beforeEach(copyTemplate);

  /** Inserts one row after the other until the connection breaks. Returns how many were acknowledged. */
  async function insertUntilKilled(connection: PostgresConnection, kill: () => void): Promise<number> {
    const client = new pg.Client({ ...connection });
    client.on("error", () => {});
    await client.connect();
    await client.query("create table kept (n int)");
    let acknowledged = 0;
    setTimeout(kill, 150);
    try {
      for (;;) {
        await client.query("insert into kept values ($1)", [acknowledged]);
        acknowledged += 1;
      }
    } catch {
      return acknowledged;
    }
  }

  async function countKept(connection: PostgresConnection): Promise<number> {
    const [row] = await query(connection, "select count(distinct n)::int as count from kept");
    return Number(row?.["count"]);
  }

  it("a killed postmaster loses no acknowledged row", async () => {
    const first = await startEmbeddedPostgres({ dataDir });
    running.push(first);
    const acknowledged = await insertUntilKilled(first.connection, () => process.kill(postmasterPid(), "SIGKILL"));
    expect(acknowledged).toBeGreaterThan(10);

    const second = await start();
    expect(await countKept(second.connection)).toBeGreaterThanOrEqual(acknowledged);
  });

  it("a killed postmaster comes back by itself while Latchkey runs", async () => {
    const { connection } = await start();
    process.kill(postmasterPid(), "SIGKILL");
    await expect.poll(() => query(connection, "select 1 as one").catch(() => []), { timeout: 10_000 }).toEqual([{ one: 1 }]);
  });

  it("a killed Latchkey leaves a server that ends by itself or is taken over, and no acknowledged row is gone", async () => {
    const script = `const p = await postgres.startEmbeddedPostgres({ dataDir: ${JSON.stringify(dataDir)} }); console.log(JSON.stringify(p.connection)); setInterval(() => {}, 1000);`;
    const { child, line } = await startNode(script);
    const orphan = postmasterPid();
    const acknowledged = await insertUntilKilled(JSON.parse(line) as PostgresConnection, () => child.kill("SIGKILL"));
    expect(acknowledged).toBeGreaterThan(10);

    const second = await start();
    expect(await countKept(second.connection)).toBeGreaterThanOrEqual(acknowledged);
    expect(second.isAdopted || !isAlive(orphan)).toBe(true);
    await second.stop();
    expect(processes()).toEqual([]);
  });

  it("both killed at once, the next start waits for what is still going down", async () => {
    const script = `const p = await postgres.startEmbeddedPostgres({ dataDir: ${JSON.stringify(dataDir)} }); console.log("up"); setInterval(() => {}, 1000);`;
    const { child } = await startNode(script);
    const orphan = postmasterPid();
    child.kill("SIGKILL");
    process.kill(orphan, "SIGKILL");

    const second = await start();
    expect(await query(second.connection, "select 1 as one")).toEqual([{ one: 1 }]);
  });

  it("a server left running is adopted and can be stopped", async () => {
    const first = await start();
    const second = await start();
    expect(second.isAdopted).toBe(true);
    expect(second.connection).toEqual(first.connection);

    await second.stop();
    expect(processes()).toEqual([]);
  });

  it.runIf(existsSync("/proc/self/cwd"))(
    "a leftover pid file whose number now belongs to another program does not block the start",
    async () => {
      const first = await start();
      const { host, port } = first.connection;
      await first.stop();
      const other = spawn("sleep", ["60"]);
      children.push(other);
      const lines = [other.pid, join(dataDir, "postgres"), 1, port, host, "", "1 1", "ready"];
      writeFileSync(join(dataDir, "postgres/postmaster.pid"), lines.join("\n"));

      const second = await start();
      expect(second.isAdopted).toBe(false);
    },
  );
});

describe("one clear line when it cannot work", () => {
  it("for a folder that may not be read", async () => {
    mkdirSync(dataDir, { mode: 0o700 });
    const copy = join(root, "postgres.mjs");
    copyFileSync(bundle, copy);
    chmodSync(copy, 0o644);
    if (!isRoot) chmodSync(dataDir, 0o000);

    const script = `await postgres.lockDataDir(${JSON.stringify(dataDir)}).catch((error) => console.log(error.message));`;
    const { line } = await startNode(script, isRoot ? { uid: 65534, module: copy } : { module: copy });
    expect(line).toBe(
      `Latchkey may not read and write the data folder ${dataDir}: give this user access to it, or choose another folder with LATCHKEY_DATA_DIR`,
    );
    chmodSync(dataDir, 0o700);
  });

  it("for a data folder that is a file", async () => {
    writeFileSync(dataDir, "");
    await expect(start()).rejects.toThrow(`The data folder ${dataDir} is not a folder: choose another folder with LATCHKEY_DATA_DIR`);
  });

  it("for data of another major version", async () => {
    mkdirSync(join(dataDir, "postgres"), { recursive: true });
    writeFileSync(join(dataDir, "postgres/PG_VERSION"), "17\n");
    await expect(start()).rejects.toThrow(
      `${dataDir}/postgres holds data of PostgreSQL 17, this Latchkey brings 18: start the Latchkey that wrote it, or set DATABASE_URL to a PostgreSQL 17`,
    );
  });
});

describe("a command", () => {
  beforeEach(copyTemplate);

  it("starts PostgreSQL for itself when no server runs, and stops it", async () => {
    const own = await connectOrStart({ dataDir, isDurable: false });
    expect(await query(own.connection, "select 1 as one")).toEqual([{ one: 1 }]);
    expect(existsSync(join(dataDir, "latchkey.lock"))).toBe(true);

    await own.stop();
    expect(processes()).toEqual([]);
    expect(existsSync(join(dataDir, "latchkey.lock"))).toBe(false);
  });

  it("works beside a running server and leaves its PostgreSQL alone", async () => {
    const lock = await lockDataDir(dataDir);
    const server = await start();

    const beside = await connectOrStart({ dataDir });
    expect(beside.connection).toEqual(server.connection);
    await beside.stop();
    expect(await query(server.connection, "select 1 as one")).toEqual([{ one: 1 }]);
    lock.release();
  });
});
