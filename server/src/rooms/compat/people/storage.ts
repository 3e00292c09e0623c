import { transact } from "../../../database/transact.ts";
import { compatErrors } from "../wire/compat.errors.ts";
import { deleteExtras, findExtras, mergeExtras, type ExtraKey } from "../wire/extra-fields.store.ts";
import type { TagoCall, TagoRoute } from "../wire/tago-route.ts";
import { me } from "./self.ts";

const valueLengthMax = 100_000;

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
  await transact(call.ctx.db, (tx) => mergeExtras(tx, keyOf(call), { value }));
  return "Item Successfully Stored";
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
