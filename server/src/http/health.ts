import type { FastifyInstance } from "fastify";
import { sql } from "kysely";
import type { Database } from "../database/database.ts";
import { listPendingMigrations } from "../database/migrate.ts";

/** `/livez`: the process answers. `/readyz`: the database does too and its schema is up to date. */
export async function registerHealth(app: FastifyInstance, db: Database): Promise<void> {
  app.get("/livez", { schema: { hide: true } }, async () => ({ status: "ok" }));

  app.get("/readyz", { schema: { hide: true } }, async (_request, reply) => {
    const isReady = await checkDatabase(db);
    return reply.code(isReady ? 200 : 503).send({ status: isReady ? "ok" : "not ready" });
  });
}

async function checkDatabase(db: Database): Promise<boolean> {
  try {
    await sql`select 1`.execute(db);
    return (await listPendingMigrations(db)).length === 0;
  } catch {
    return false;
  }
}
