import type { JobMap } from "../../database/jobs.ts";
import { transact } from "../../database/transact.ts";
import type { Context } from "../../http/context.ts";
import { securityPageOf } from "../factors/index.ts";
import { queueMail } from "../mail/index.ts";
import { findUser } from "../users/index.ts";

/** Mails the owner of an account that its password is another: it may have been somebody else (ASVS 6.3.7). */
export async function tellPassword(ctx: Context, job: JobMap["sign_in.tell_password"]): Promise<void> {
  const { profileId, userId, at, address } = job;
  await transact(ctx.db, async (tx) => {
    const user = await findUser(tx, profileId, userId, { kind: "all" });
    if (user?.status !== "active" || user.email === null) return;

    const data = { at: new Date(at), device: null, address, page: await securityPageOf(tx, profileId) };
    await queueMail(tx, ctx, { profileId, userId, to: user.email, name: user.name, template: "password_changed", data });
  });
}
