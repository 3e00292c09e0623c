import { sql } from "kysely";
import type { Tx } from "../../../database/database.ts";
import { transact } from "../../../database/transact.ts";
import { compatErrors } from "../wire/compat.errors.ts";
import { deleteExtras, findExtras, mergeExtras, type ExtraKey } from "../wire/extra-fields.store.ts";
import type { TagoCall, TagoRoute } from "../wire/tago-route.ts";
import { me } from "./self.ts";

const valueLengthMax = 100_000;
const keyLengthMax = 200;
const keysOfUserMax = 100;

/** TagoIO's key-value store of each run user: nobody else reads it. */
function keyOf({ ctx, params }: TagoCall): ExtraKey {
  return { profileId: ctx.profileId, type: "storage", id: `sdb ${me(ctx).id} ${params["key"] ?? ""}` };
}

async function read(call: TagoCall): Promise<unknown> {
  return (await findExtras(call.ctx.db, keyOf(call)))["value"] ?? null;
}

async function write(call: TagoCall): Promise<unknown> {
  const value = typeof call.body === "string" ? call.body : JSON.stringify(call.body ?? null);
  if (value.length > valueLengthMax) throw compatErrors.not_valid({ detail: `The value must have at most ${valueLengthMax} characters.` });
  if ((call.params["key"] ?? "").length > keyLengthMax)
    throw compatErrors.not_valid({ detail: `The key must have at most ${keyLengthMax} characters.` });
  await transact(call.ctx.db, async (tx) => {
    // One at a time for each user: two new keys at once would both see room for one.
    await sql`select 1 from users where profile_id = ${call.ctx.profileId} and id = ${me(call.ctx).id} for update`.execute(tx);
    const others = await countOthers(tx, call);
    if (others >= keysOfUserMax) throw compatErrors.not_valid({ detail: `There is room for ${keysOfUserMax} keys: remove one first.` });
    await mergeExtras(tx, keyOf(call), { value });
  });
  return "Item Successfully Stored";
}

async function countOthers(tx: Tx, call: TagoCall): Promise<number> {
  const { id } = keyOf(call);
  const result = await sql<{ n: number }>`
    select count(*)::int as n from tagoio_fields
    where profile_id = ${call.ctx.profileId} and type = 'storage' and starts_with(id, ${`sdb ${me(call.ctx).id} `}) and id <> ${id}`.execute(
    tx,
  );
  return result.rows[0]?.n ?? 0;
}

async function remove(call: TagoCall): Promise<unknown> {
  await transact(call.ctx.db, (tx) => deleteExtras(tx, keyOf(call)));
  return "Item Successfully Removed";
}

const own = { path: "/run/:url/sdb/:key", tokens: ["run_user"] } as const;

export const storageRoutes: TagoRoute[] = [
  { method: "GET", ...own, handler: read },
  { method: "POST", ...own, handler: write },
  { method: "DELETE", ...own, handler: remove },
];
