import { transact } from "../../database/transact.ts";
import type { Context } from "../../http/context.ts";
import { recordAuditEntry } from "../audit/index.ts";
import { checkPassword, lockCheckedUser } from "../credentials/index.ts";
import { userKind, userObject, type UserRow } from "../users/index.ts";
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

  const { user, started } = await transact(ctx.db, async (tx) => {
    const locked = await lockCheckedUser(tx, check);
    return { user: locked, started: locked?.status === "active" ? await startSession(tx, ctx, locked) : null };
  });
  if (started) return started;

  if (!user) {
    await recordRefusal(ctx, given, check.user, "wrong_password");
    throw sessionErrors.sign_in_failed();
  }
  await recordRefusal(ctx, given, user, `status_${user.status}`);
  throw sessionErrors.account_not_active();
}

async function recordRefusal(ctx: Context, given: SignIn, user: UserRow | null, reason: string): Promise<void> {
  const name = user?.email ?? given.email;
  await recordAuditEntry(ctx.db, ctx, {
    action: "session.started",
    result: "refused",
    reason,
    profileId: given.profileId,
    actor: { type: "nobody", id: user?.id ?? null, name },
    object: user ? userObject(user) : { type: userKind(given.profileId), id: null, name },
  });
}
