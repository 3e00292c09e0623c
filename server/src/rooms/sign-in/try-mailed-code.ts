import type { SecuritySettings } from "@latchkey/contract";
import type { Context } from "../../http/context.ts";
import { countSuccess, countTry, takeBackTry } from "../attempts/index.ts";
import { tryOneTimeCode, type OneTime } from "../one-time-tokens/index.ts";
import { findUserByEmail, type UserRow } from "../users/index.ts";
import { requireBotCheck } from "./bot-check.ts";
import { noticeLock } from "./notice-lock.ts";
import { recordRefusal } from "./refusals.ts";
import type { MailedProof } from "./request-mail.ts";
import { signInErrors } from "./sign-in.errors.ts";

export interface MailedCode {
  email: string;
  code: string;
  botCheck?: string | undefined;
}

interface Tried {
  profileId: string;
  purpose: MailedProof | "verify_email";
  settings: SecuritySettings;
  given: MailedCode;
  /** What else has to be right besides the code. */
  isRight?: (found: OneTime) => boolean;
}

/** Counts and checks a typed code; answers what it was for, not yet used up. The same work and refusal for unknown people. */
export async function tryMailedCode(ctx: Context, input: Tried): Promise<{ oneTime: OneTime; user: UserRow }> {
  const { profileId, purpose, settings, given } = input;
  const tried = { profileId, kind: "code", identifier: given.email, rules: settings.lockout } as const;
  const counted = await countTry(ctx, tried);
  try {
    await requireBotCheck(ctx, settings.botCheck, { solution: given.botCheck, isSuspicious: counted.isSuspicious });
  } catch (error) {
    await takeBackTry(ctx, tried);
    throw error;
  }

  const user = (await findUserByEmail(ctx.db, profileId, given.email)) ?? null;
  const oneTime = await tryOneTimeCode(ctx, { profileId, userId: user?.id ?? null, purpose, code: given.code });
  if (user && oneTime && input.isRight?.(oneTime) !== false) {
    await countSuccess(ctx, tried);
    return { oneTime, user };
  }

  await recordRefusal(ctx, { profileId, email: given.email, user, reason: user ? "wrong_code" : "unknown_identifier" });
  await noticeLock(ctx, counted, tried);
  throw signInErrors.wrong_code({ extra: { triesLeft: counted.triesLeft } });
}
