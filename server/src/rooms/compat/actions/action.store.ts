import { sql } from "kysely";
import type { Connection, Tx } from "../../../database/database.ts";
import { mergeExtras } from "../wire/extra-fields.store.ts";

export const resources = ["device", "bucket", "analysis", "am", "user", "action", "profile"] as const;
export const moments = ["create", "update", "delete"] as const;
export type Moment = (typeof moments)[number];

export interface Trigger {
  resource: (typeof resources)[number];
  when: Moment;
  /** With it, only of what carries this tag; without a value, of what carries the key. */
  tag_key?: string | undefined;
  tag_value?: string | undefined;
}

export type Outcome =
  | { type: "script"; script: string[] }
  | { type: "notification"; subject: string; message: string }
  | { type: "notification_run"; run_user: string; subject: string; message: string }
  | { type: "post"; url: string };

export interface Action {
  id: string;
  name: string;
  description: string | null;
  active: boolean;
  lock: boolean;
  /** As stored: `key=value`. */
  tags: string[];
  type: "resource";
  trigger: Trigger[];
  action: Outcome;
  /** Of a webhook, sealed: they carry what its receiver knows us by. */
  sealed_headers: string | null;
  last_triggered: string | null;
  /** How often it has run in the minute that it last ran in, or is to run in: a circle of programs goes no faster. */
  pace: { minute: number; count: number };
  created_at: string;
  updated_at: string;
}

interface Stored {
  id: string;
  fields: Omit<Action, "id">;
}

const toAction = ({ id, fields }: Stored): Action => ({ ...fields, id });

export async function findAction(connection: Connection, profileId: string, id: string): Promise<Action | undefined> {
  const { rows } = await sql<Stored>`
    select id, fields from tagoio_fields where profile_id = ${profileId} and type = 'action' and id = ${id}`.execute(connection);
  return rows[0] && toAction(rows[0]);
}

/** Those that are on, locked: who counts how often they run waits for whoever counts already. */
export async function listActiveActions(tx: Tx, profileId: string): Promise<Action[]> {
  const { rows } = await sql<Stored>`
    select id, fields from tagoio_fields
    where profile_id = ${profileId} and type = 'action' and fields @> '{"active": true, "lock": false}'
    order by id for update`.execute(tx);
  return rows.map(toAction);
}

/** Only what is given changes: whoever edits an action and whoever counts its runs do not undo each other. */
export async function storeAction(tx: Tx, profileId: string, { id, ...fields }: Partial<Action> & { id: string }): Promise<void> {
  await mergeExtras(tx, { profileId, type: "action", id }, fields);
}

export async function countActions(connection: Connection, profileId: string): Promise<number> {
  const result = await sql<{ n: number }>`
    select count(*)::int as n from tagoio_fields where profile_id = ${profileId} and type = 'action'`.execute(connection);
  return result.rows[0]?.n ?? 0;
}

/** One change at a time in a profile: two at once would both find room. */
export async function lockActions(tx: Tx, profileId: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`actions ${profileId}`}, 0))`.execute(tx);
}
