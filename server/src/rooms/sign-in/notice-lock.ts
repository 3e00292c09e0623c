import { addJob } from "../../database/jobs.ts";
import { transact } from "../../database/transact.ts";
import type { JobMap } from "../../database/jobs.ts";
import type { Context } from "../../http/context.ts";
import { recordAuditEntry } from "../audit/index.ts";
import type { CountedTry, Try } from "../attempts/index.ts";
import { queueMail } from "../mail/index.ts";
import { findUserByEmail, userObject } from "../users/index.ts";

/**
 * Has the owner of an account told that it has to wait after failed tries: once for a row of them, so that whoever guesses
 * cannot fill an inbox. A job finds out whether there is an owner: the work of this call is the same for all.
 */
export async function noticeLock(ctx: Context, counted: CountedTry, { profileId, identifier }: Try): Promise<void> {
  const { lockedUntil, failures } = counted;
  if (!counted.isFirstLock || lockedUntil === null) return;

  const job = { profileId, email: identifier, failures, until: lockedUntil.toISOString(), address: ctx.source.ip };
  await transact(ctx.db, (tx) => addJob(tx, "sign_in.tell_lock", job));
}

/** Writes the lock down and tells the owner by mail, if there is one. */
export async function tellLock(ctx: Context, { profileId, email, failures, until, address }: JobMap["sign_in.tell_lock"]): Promise<void> {
  await transact(ctx.db, async (tx) => {
    const user = await findUserByEmail(tx, profileId, email);
    if (!user) return;

    await recordAuditEntry(tx, ctx, {
      action: "user.locked_out",
      profileId,
      object: userObject(user),
      actor: { type: "nobody", id: null, name: "Somebody" },
      before: {},
      after: { failures, until, address },
    });
    if (user.status !== "active") return;
    const data = { at: ctx.platform.clock.now(), until: new Date(until), address };
    await queueMail(tx, ctx, { profileId, userId: user.id, to: email, name: user.name, template: "account_locked", data });
  });
}
