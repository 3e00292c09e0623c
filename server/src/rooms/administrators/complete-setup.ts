import type { Database } from "../../database/database.ts";
import { transact } from "../../database/transact.ts";
import type { Context } from "../../http/context.ts";
import { deploymentId } from "../../platform/ids.ts";
import { hashNewPassword } from "../credentials/index.ts";
import { startSession, type StartedSession } from "../sessions/index.ts";
import { administratorErrors } from "./administrators.errors.ts";
import { hasAdministrator, lockSetup } from "./administrators.store.ts";
import { insertAdministrator } from "./create-administrator.ts";
import type { SetupToken } from "./setup-token.ts";

export interface Setup {
  token: string;
  name: string;
  email: string;
  password: string;
}

/** Creates the first super administrator and signs them in. Refused once there is one. */
export async function completeSetup(ctx: Context, setupToken: SetupToken, input: Setup): Promise<StartedSession> {
  if (!setupToken.matches(input.token)) throw administratorErrors.setup_token_not_valid();
  if (await hasAdministrator(ctx.db)) throw administratorErrors.setup_done();
  const hash = await hashNewPassword(ctx, input.password, { ...input, profileId: deploymentId, userId: null });

  return transact(ctx.db, async (tx) => {
    await lockSetup(tx);
    if (await hasAdministrator(tx)) throw administratorErrors.setup_done();

    const user = await insertAdministrator(tx, ctx, { ...input, isSuper: true, profileIds: [], hash });
    return startSession(tx, ctx, user, { method: "setup" });
  });
}

export async function isSetupNeeded(db: Database): Promise<boolean> {
  return !(await hasAdministrator(db));
}
