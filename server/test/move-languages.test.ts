/** Languages that TagoIO's API was told before they had a place of their own are those that mails come in afterwards. */
import { sql } from "kysely";
import { afterAll, beforeAll, expect, test } from "vitest";
import { migrations } from "../src/database/migrations/index.ts";
import { createTestDatabase, type TestDatabase } from "./test-database.ts";

const here = "a".repeat(24);
let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase({ isEmpty: true });
  await sql`create extension if not exists pg_trgm`.execute(database.db);
  for (const [name, { up }] of Object.entries(migrations)) {
    if (name === "0049-move-languages") break;
    await sql.raw(up).execute(database.db);
  }
}, 60_000);
afterAll(() => database.drop());

const run = async (way: "up" | "down") => sql.raw(migrations["0049-move-languages"]?.[way] ?? "").execute(database.db);

test("0049-move-languages moves what names a language, in whatever form, forgets the rest, and goes back", async () => {
  const { db } = database;
  await sql`insert into profiles (id, name, slug, time_zone, language, signup, created_at, updated_at)
    values (${here}, 'Here', 'here', 'UTC', 'en', '{}', now(), now())`.execute(db);
  const told: Record<string, unknown> = { plain: "de", region: "pt_br", exact: "es-MX", word: "German", none: null, silent: undefined };
  for (const [id, language] of Object.entries(told)) {
    await sql`insert into users (profile_id, id, name, email, status, source, created_at, updated_at) values (${here}, ${id}, ${id}, ${`${id}@latchkey.test`}, 'active', 'api', now(), now())`.execute(
      db,
    );
    const fields = JSON.stringify({ company: "Acme", language });
    await sql`insert into tagoio_fields (profile_id, type, id, fields) values (${here}, 'run_user', ${id}, ${fields})`.execute(db);
  }
  await sql`insert into tagoio_fields (profile_id, type, id, fields) values (${here}, 'analysis', 'script', '{"language": "node"}')`.execute(
    db,
  );

  const languages = async () =>
    Object.fromEntries(
      (await sql<{ id: string; language: string | null }>`select id, language from users`.execute(db)).rows.map((row) => [
        row.id,
        row.language,
      ]),
    );
  const fieldsOf = async (id: string) =>
    (await sql<{ fields: object }>`select fields from tagoio_fields where id = ${id}`.execute(db)).rows[0]?.fields;
  await run("up");
  expect(await languages()).toEqual({ plain: "de", region: "pt-BR", exact: "es-MX", word: null, none: null, silent: null });
  for (const id of Object.keys(told)) expect(await fieldsOf(id)).toEqual({ company: "Acme" });
  expect(await fieldsOf("script")).toEqual({ language: "node" });

  await run("down");
  expect(await fieldsOf("region")).toEqual({ company: "Acme", language: "pt-BR" });
  expect(await fieldsOf("word")).toEqual({ company: "Acme" });
});
