import { transact } from "../../database/transact.ts";
import { accountOf } from "../../http/account.ts";
import type { Context } from "../../http/context.ts";
import { httpErrors } from "../../http/http.errors.ts";
import { recordAuditEntry } from "../audit/index.ts";
import { findUserForUpdate, updateUserRow, userKind, userObject } from "../users/index.ts";
import { requireOwnSettings } from "./own-settings.ts";

/** Says which language the caller reads, in mails and on devices that know nothing of them. The same again leaves no trace. */
export async function setOwnLanguage(ctx: Context, language: string | null): Promise<null> {
  requireOwnSettings(ctx);
  const { profileId, userId } = accountOf(ctx);

  return transact(ctx.db, async (tx) => {
    const stored = await findUserForUpdate(tx, profileId, userId, { kind: "all" });
    if (!stored) throw httpErrors.not_signed_in();
    if (stored.language === language) return null;

    const row = await updateUserRow(tx, profileId, userId, { language, updated_at: ctx.platform.clock.now() });
    const action = userKind(profileId) === "administrator" ? "administrator.updated" : "user.updated";
    const change = { before: { language: stored.language }, after: { language } };
    await recordAuditEntry(tx, ctx, { action, profileId, object: userObject(row), ...change });
    return null;
  });
}
