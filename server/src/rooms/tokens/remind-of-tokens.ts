import { transact } from "../../database/transact.ts";
import type { Context } from "../../http/context.ts";
import { listAdministratorAddresses } from "../administrators/index.ts";
import { noteReminder, queueMail, reminderDaysOf, reminderMs } from "../mail/index.ts";
import { listTokensEndingBetween } from "./tokens.store.ts";

/** A token that ends, whoever bears it. */
export interface EndingToken {
  profileId: string;
  kind: "api_token" | "device_token";
  id: string;
  name: string;
  createdAt: Date;
  expiresAt: Date;
  /** Where it is looked after. */
  page: string;
}

/** Mails the administrators of a profile whose API token ends soon: a week before and a day before, once each. */
export async function remindOfTokens(ctx: Context): Promise<void> {
  const now = ctx.platform.clock.now();
  const rows = await listTokensEndingBetween(ctx.db, { after: now, until: new Date(now.getTime() + reminderMs) });
  for (const { profile_id: profileId, id, name, created_at: createdAt, expires_at: expiresAt } of rows) {
    if (expiresAt === null) continue;
    const page = `/console/profiles/${profileId}/settings?tab=tokens`;
    await tellOfEndingToken(ctx, { profileId, kind: "api_token", id, name, createdAt, expiresAt, page });
  }
}

/** The same for any token; whoever makes one for some days only needs no word that it ends. */
export async function tellOfEndingToken(ctx: Context, token: EndingToken): Promise<void> {
  const { profileId, kind, id, name, createdAt, expiresAt: dueAt, page } = token;
  const now = ctx.platform.clock.now();
  const daysBefore = reminderDaysOf(dueAt, now, createdAt);
  if (daysBefore === null) return;

  await transact(ctx.db, async (tx) => {
    if (!(await noteReminder(tx, { profileId, kind, subjectId: id, dueAt, daysBefore }, now))) return;
    for (const to of await listAdministratorAddresses(tx, profileId)) {
      await queueMail(tx, ctx, { profileId, userId: null, to, template: "token_expiring", data: { token: name, dueAt, page } });
    }
  });
}
