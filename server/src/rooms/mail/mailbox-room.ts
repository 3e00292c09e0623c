import { sql } from "kysely";
import type { Tx } from "../../database/database.ts";
import type { Context } from "../../http/context.ts";
import { waitForRoom } from "./mail.rules.ts";
import type { MailTemplate, SmsTemplate } from "./templates/template-list.ts";

/** Messages that anybody can have sent who types an address, whether it is theirs or not. */
const askedByAnybody: readonly MailTemplate[] = [
  "sign_in_code",
  "password_reset",
  "verify_address",
  "already_have_account",
  "email_change",
];

const dayMs = 86_400_000;

interface Asked {
  profileId: string;
  /** An address, or a telephone number. */
  to: string;
  /** What is counted; everything that strangers can ask for where nothing is said. */
  templates?: readonly (MailTemplate | SmsTemplate)[];
}

/**
 * How many seconds a reader is to be left alone; 0 when one more message may go. Ask before making the code of the message, which
 * would end the one before. INVARIANT: whoever asks for one reader waits for whoever asked before, so that of many at once no more
 * are sent than may be.
 */
export async function secondsUntilRoom(tx: Tx, ctx: Pick<Context, "platform">, asked: Asked): Promise<number> {
  const { profileId, to, templates = askedByAnybody } = asked;
  const now = ctx.platform.clock.now();
  await sql`select pg_advisory_xact_lock(hashtextextended(${`mailbox ${profileId} ${to}`}, 0))`.execute(tx);
  const sent = await tx
    .selectFrom("mails")
    .select(({ fn }) => [fn.countAll<number>().as("count"), fn.max("created_at").as("latest")])
    .where("profile_id", "=", profileId)
    .where("recipient", "=", to)
    .where("created_at", ">", new Date(now.getTime() - dayMs))
    .where("template", "in", [...templates])
    .executeTakeFirstOrThrow();
  return waitForRoom({ count: sent.count, latest: sent.latest }, now);
}

/** Whether one more message may go. */
export async function hasMailboxRoom(tx: Tx, ctx: Pick<Context, "platform">, asked: Asked): Promise<boolean> {
  return (await secondsUntilRoom(tx, ctx, asked)) === 0;
}
