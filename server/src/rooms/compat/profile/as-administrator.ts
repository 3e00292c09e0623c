import type { Context } from "../../../http/context.ts";
import type { GuardServices } from "../../../http/guard.ts";
import { deploymentId } from "../../../platform/ids.ts";
import { endSession, findPlace } from "../../sessions/index.ts";
import { signInLikeTago, type Credentials } from "../people/sign-in.ts";
import { compatErrors } from "../wire/compat.errors.ts";

export type Authenticate = GuardServices["authenticate"];

/** An administrator who proved who they are, for one call: the session ends with it. */
export async function asAdministrator<T>(
  call: { ctx: Context; given: Credentials; authenticate: Authenticate },
  work: (within: Context) => Promise<T>,
): Promise<T> {
  const { ctx, given, authenticate } = call;
  const { token } = await signInLikeTago(ctx, await findPlace(ctx.db, "console"), given);
  const principal = await authenticate(token, { address: ctx.source.ip });
  if (principal?.kind !== "administrator") throw compatErrors.authorization_denied();

  const within: Context = { ...ctx, principal, profileId: deploymentId };
  try {
    return await work(within);
  } finally {
    await endSession(within);
  }
}
