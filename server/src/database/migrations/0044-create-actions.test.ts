import { sql } from "kysely";
import { afterAll, beforeAll, expect, it } from "vitest";
import { createTestDatabase, type TestDatabase } from "../../../test/test-database.ts";
import { createActions } from "./0044-create-actions.ts";

let database: TestDatabase;
beforeAll(async () => (database = await createTestDatabase()));
afterAll(() => database.drop());

const profileId = "6791456f8b726c0009adcccc";
const told = { subject: "A device", message: "It is new" };
const stored = (id: string, more: object) => ({
  profile_id: profileId,
  type: "action",
  id,
  fields: {
    name: "Tell",
    description: null,
    active: true,
    lock: false,
    tags: ["kind=hook"],
    type: "resource",
    trigger: [{ resource: "device", when: "create" }],
    sealed_headers: null,
    last_triggered: null,
    pace: { minute: 0, count: 0 },
    created_at: "2026-01-02T03:04:05.678+00:00",
    updated_at: "2026-01-03T03:04:05.678+00:00",
    ...more,
  },
});

const before = [
  stored("a1", {
    active: false,
    lock: true,
    description: "For the north",
    trigger: [
      { resource: "bucket", when: "update", tag_key: "site", tag_value: "" },
      { resource: "am", when: "delete", tag_key: "", tag_value: "" },
      { resource: "user", when: "create", tag_key: "level", tag_value: "chief" },
    ],
    action: { type: "post", url: "https://hook.example/a" },
    sealed_headers: "sealed",
    last_triggered: "2026-02-02T03:04:05.678+00:00",
    pace: { minute: 29_000_000, count: 3 },
  }),
  stored("a2", { action: { type: "script", script: ["s1", "s2"] } }),
  stored("a3", { tags: [], action: { type: "notification", ...told } }),
  stored("a4", { action: { type: "notification_run", run_user: "u1", ...told } }),
];

const readStored = async () => {
  const { rows } = await sql`select profile_id, type, id, fields from tagoio_fields where type = 'action' order by id`.execute(database.db);
  return rows;
};

it("moves actions that were stored in TagoIO's words, and back", async () => {
  const { db } = database;
  await sql.raw(createActions.down).execute(db);
  await sql`insert into profiles (id, slug, name, language, time_zone, signup, created_at, updated_at) values (${profileId}, 'moved', 'Moved', 'en', 'UTC', '{}', now(), now())`.execute(
    db,
  );
  for (const { profile_id, type, id, fields } of before)
    await sql`insert into tagoio_fields values (${profile_id}, ${type}, ${id}, ${JSON.stringify(fields)}::jsonb)`.execute(db);

  await sql.raw(createActions.up).execute(db);
  expect(await readStored()).toEqual(before.map((row) => ({ ...row, fields: { trigger: row.fields.trigger } })));
  const { rows } = await sql`select * from actions order by id`.execute(db);
  expect(rows).toMatchObject([
    {
      name: "Tell",
      description: "For the north",
      is_active: false,
      is_locked: true,
      tags: ["kind=hook"],
      triggers: [
        { resource: "device", moment: "update", tagKey: "site", tagValue: null },
        { resource: "policy", moment: "delete", tagKey: null, tagValue: null },
        { resource: "run_user", moment: "create", tagKey: "level", tagValue: "chief" },
      ],
      outcome: { type: "call", url: "https://hook.example/a" },
      sealed_headers: "sealed",
      last_triggered_at: new Date("2026-02-02T03:04:05.678Z"),
      pace_minute: 29_000_000,
      pace_count: 3,
      created_at: new Date("2026-01-02T03:04:05.678Z"),
    },
    { outcome: { type: "run_analyses", analysisIds: ["s1", "s2"] }, description: null, last_triggered_at: null },
    { outcome: { type: "tell_administrators", title: told.subject, message: told.message }, tags: [] },
    { outcome: { type: "tell_user", userId: "u1", title: told.subject, message: told.message } },
  ]);

  await sql.raw(createActions.down).execute(db);
  expect(await readStored()).toEqual(before);
});
