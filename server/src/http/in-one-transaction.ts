import type { Tx } from "../database/database.ts";
import { transact } from "../database/transact.ts";
import type { Context } from "./context.ts";

/** Lets verbs that each transact happen together or not at all: they are given a context whose database is the transaction. */
export async function inOneTransaction<T>(ctx: Context, work: (ctx: Context, tx: Tx) => Promise<T>): Promise<T> {
  return transact(ctx.db, (tx) => work({ ...ctx, db: tx }, tx));
}
