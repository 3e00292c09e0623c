import { consolePlace } from "@latchkey/contract";
import { addJob, type JobMap } from "../../database/jobs.ts";
import { transact } from "../../database/transact.ts";
import type { Context } from "../../http/context.ts";
import { deploymentId } from "../../platform/ids.ts";
import { isSuspiciousAddress } from "../attempts/index.ts";
import { hasMailboxRoom, queueMail } from "../mail/index.ts";
import { createOneTime, isOneTimeFresh } from "../one-time-tokens/index.ts";
import { findProfile } from "../profiles/index.ts";
import type { Place } from "../sessions/index.ts";
import { findUserByEmail, findUserForUpdate } from "../users/index.ts";
import { requireBotCheck } from "./bot-check.ts";
import { signInErrors } from "./sign-in.errors.ts";

export type MailedProof = "sign_in_code" | "password_reset";

const minutes: Readonly<Record<MailedProof, number>> = { sign_in_code: 10, password_reset: 10 };
const secondsBetweenMails = 30;

/**
 * Asks for a mail with a code. The answer and the work for it are the same whoever asks: a job finds out whether there is
 * such a person.
 */
export async function requestMail(
  ctx: Context,
  place: Place,
  asked: { purpose: MailedProof; email: string; botCheck?: string | undefined },
): Promise<{ expiresAt: string }> {
  const { profileId } = place;
  const settings = place.security;
  const isOn = asked.purpose === "sign_in_code" ? settings.signInMethods.emailCode : settings.signInMethods.password;
  if (!isOn) throw signInErrors.method_off();

  const isSuspicious = await isSuspiciousAddress(ctx, profileId);
  await requireBotCheck(ctx, settings.botCheck, { solution: asked.botCheck, isSuspicious });
  const { languages = [] } = ctx.source;
  await transact(ctx.db, (tx) =>
    addJob(tx, "sign_in.mail_proof", { profileId, email: asked.email, purpose: asked.purpose, languages }, { priority: -1 }),
  );
  return { expiresAt: new Date(ctx.platform.clock.now().getTime() + minutes[asked.purpose] * 60_000).toISOString() };
}

/** Mails a code, and a link where there is a page for it, to whoever may sign in; nothing to anybody else. */
export async function mailProof(ctx: Context, asked: JobMap["sign_in.mail_proof"]): Promise<void> {
  const { profileId, purpose, languages = [] } = asked;
  await transact(ctx.db, async (tx) => {
    const found = await findUserByEmail(tx, profileId, asked.email);
    const user = found && (await findUserForUpdate(tx, profileId, found.id, { kind: "all" }));
    if (!user || user.email !== asked.email || !mayAsk(user.status, purpose)) return;
    // One mail at a time: an inbox is not for others to fill, and the code just sent stays good.
    if (await isOneTimeFresh(tx, ctx, { profileId, userId: user.id, purpose, seconds: secondsBetweenMails })) return;
    if (!(await hasMailboxRoom(tx, ctx, { profileId, to: user.email }))) return;

    const made = await createOneTime(tx, ctx, { profileId, userId: user.id, purpose, minutes: minutes[purpose], withCode: true });
    const link = purpose === "password_reset" ? `${await pageOf(ctx, profileId)}/choose-password#reset=${made.token}` : null;
    const mail = { profileId, userId: user.id, to: user.email, name: user.name, languages };
    await queueMail(tx, ctx, { ...mail, template: purpose, data: { code: made.code ?? "", link, expiresAt: made.expiresAt } });
  });
}

// Whoever was invited and lost the invitation may choose a password all the same: they read the address.
function mayAsk(status: string, purpose: MailedProof): boolean {
  return status === "active" || (status === "invited" && purpose === "password_reset");
}

/** The path of the pages of a profile's portal, or of the console. */
export async function pageOf(ctx: Context, profileId: string): Promise<string> {
  if (profileId === deploymentId) return `/${consolePlace}`;
  return `/p/${(await findProfile(ctx.db, profileId))?.slug ?? ""}`;
}
