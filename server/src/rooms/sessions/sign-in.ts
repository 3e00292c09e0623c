import { transact } from "../../database/transact.ts";
import type { Context } from "../../http/context.ts";
import { recordAuditEntry } from "../audit/index.ts";
import { checkPassword } from "../credentials/index.ts";
import { userObject, type UserRow } from "../users/index.ts";
import { sessionErrors } from "./sessions.errors.ts";
import { startSession, type StartedSession } from "./start-session.ts";

export interface SignIn {
  profileId: string;
  email: string;
  password: string;
}

/**
 * Signs a person in with a password. One refusal for unknown people and wrong passwords alike;
 * that an account is not active is told only to whoever has proved to own it. Every try is audited.
 */
export async function signIn(ctx: Context, given: SignIn): Promise<StartedSession> {
  const check = await checkPassword(ctx, given.profileId, given);
  if (!check.isRight) {
    await recordRefusal(ctx, given, check.user, check.reason);
    throw sessionErrors.sign_in_failed();
  }
  if (check.user.status !== "active") {
    await recordRefusal(ctx, given, check.user, `status_${check.user.status}`);
    throw sessionErrors.account_not_active();
  }
  return transact(ctx.db, (tx) => startSession(tx, ctx, check.user));
}

async function recordRefusal(ctx: Context, given: SignIn, user: UserRow | null, reason: string): Promise<void> {
  const name = user?.email ?? given.email;
  await recordAuditEntry(ctx.db, ctx, {
    action: "session.started",
    result: "refused",
    reason,
    profileId: given.profileId,
    actor: { type: "nobody", id: user?.id ?? null, name },
    object: user ? userObject(user) : { type: "run_user", id: null, name },
  });
}
