import { addJob } from "../../database/jobs.ts";
import type { Context } from "../../http/context.ts";
import { deleteMailsBefore, eraseDeadSecrets, listForgottenMails } from "./mail.store.ts";
import { jobKey } from "./queue-mail.ts";

const forgottenAfterMs = 2 * 60_000;
const batchMax = 500;
const dayMs = 86_400_000;

/** Sends on what a node that died left behind, erases codes and links whose time is over, and forgets old messages. */
export async function tidyMails(ctx: Context): Promise<void> {
  const now = ctx.platform.clock.now();
  await sendForgottenMails(ctx, now);
  await eraseDeadSecrets(ctx.db, now);
  await deleteMailsBefore(ctx.db, new Date(now.getTime() - ctx.platform.settings.mailLogDays * dayMs));
}

async function sendForgottenMails(ctx: Context, now: Date): Promise<void> {
  const forgotten = await listForgottenMails(ctx.db, new Date(now.getTime() - forgottenAfterMs), now, batchMax);
  if (forgotten.length === 0) return;

  await ctx.db.transaction().execute(async (tx) => {
    for (const { profile_id: profileId, id: mailId } of forgotten) {
      await addJob(tx, "mail.send", { profileId, mailId }, { key: jobKey(mailId) });
    }
  });
}
