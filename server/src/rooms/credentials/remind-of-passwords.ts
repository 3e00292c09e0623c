import { transact } from "../../database/transact.ts";
import type { Context } from "../../http/context.ts";
import { deploymentId } from "../../platform/ids.ts";
import { noteReminder, queueMail, reminderDaysOf, reminderMs } from "../mail/index.ts";
import { findProfile } from "../profiles/index.ts";
import { listPasswordAges } from "../security/index.ts";
import { listPasswordsChangedBetween, type AgeingPassword } from "./credentials.store.ts";

const dayMs = 86_400_000;
const batchMax = 200;

/** Mails people whose password ends soon, where a profile lets them expire: a week before and a day before, once each. */
export async function remindOfPasswords(ctx: Context): Promise<void> {
  for (const { profileId, ageDaysMax } of await listPasswordAges(ctx.db)) await remindProfile(ctx, profileId, ageDaysMax);
}

async function remindProfile(ctx: Context, profileId: string, ageDaysMax: number): Promise<void> {
  const oldest = new Date(ctx.platform.clock.now().getTime() - ageDaysMax * dayMs);
  const within = { profileId, after: oldest, until: new Date(oldest.getTime() + reminderMs) };
  let afterId = "";
  for (;;) {
    const found = await listPasswordsChangedBetween(ctx.db, within, { afterId, rowsMax: batchMax });
    for (const each of found) await remind(ctx, profileId, { each, dueAt: new Date(each.changed_at.getTime() + ageDaysMax * dayMs) });
    if (found.length < batchMax) return;
    afterId = found.at(-1)?.user_id ?? "";
  }
}

async function remind(ctx: Context, profileId: string, { each, dueAt }: { each: AgeingPassword; dueAt: Date }): Promise<void> {
  const now = ctx.platform.clock.now();
  const daysBefore = reminderDaysOf(dueAt, now, each.changed_at);
  if (daysBefore === null) return;

  await transact(ctx.db, async (tx) => {
    const reminder = { profileId, kind: "password" as const, subjectId: each.user_id, dueAt, daysBefore };
    if (!(await noteReminder(tx, reminder, now))) return;
    const profile = profileId === deploymentId ? undefined : await findProfile(tx, profileId);
    const page = profile ? `/p/${profile.slug}/account/security` : "/console/account/security";
    const to = { profileId, userId: each.user_id, to: each.email, name: each.name };
    await queueMail(tx, ctx, { ...to, template: "password_expiring", data: { dueAt, page } });
  });
}
