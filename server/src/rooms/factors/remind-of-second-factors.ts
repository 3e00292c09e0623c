import type { SecuritySettings } from "@latchkey/contract";
import { transact } from "../../database/transact.ts";
import type { Context } from "../../http/context.ts";
import { noteReminder, queueMail, reminderDaysOf, reminderMs } from "../mail/index.ts";
import { listWhereSecondFactorIsDue } from "../security/index.ts";
import type { UserRow } from "../users/index.ts";
import { findDemand } from "./demand.ts";
import { listUsersWithoutFactor } from "./reminders.store.ts";
import { securityPageOf } from "./tell-owner.ts";

const batchMax = 200;

/**
 * Mails whoever has no second factor that one will be required: once a week before, and once a day before. Whoever comes later,
 * or where the date is set at shorter notice, gets what is left of it. Safe to run on several nodes at once.
 */
export async function remindOfSecondFactors(ctx: Context): Promise<void> {
  const now = ctx.platform.clock.now();
  const until = new Date(now.getTime() + reminderMs);
  for (const { profileId, settings } of await listWhereSecondFactorIsDue(ctx.db, { after: now, until })) {
    const due = findDue(settings, now);
    if (due !== null) await remindAll({ ...ctx, profileId }, due);
  }
}

interface Due {
  dueAt: Date;
  daysBefore: number;
}

function findDue({ secondFactor }: SecuritySettings, now: Date): Due | null {
  const { rule, requiredFrom, requiredRoleIds } = secondFactor;
  const isAnybodyMeant = rule === "required" || (rule === "optional" && requiredRoleIds.length > 0);
  if (!isAnybodyMeant || requiredFrom === null) return null;

  const dueAt = new Date(requiredFrom);
  const daysBefore = reminderDaysOf(dueAt, now);
  return daysBefore === null ? null : { dueAt, daysBefore };
}

async function remindAll(ctx: Context, due: Due): Promise<void> {
  let afterId = "";
  for (;;) {
    const users = await listUsersWithoutFactor(ctx.db, ctx.profileId, { afterId, usersMax: batchMax, ...due });
    for (const user of users) await remind(ctx, user, due);
    if (users.length < batchMax) return;
    afterId = users.at(-1)?.id ?? "";
  }
}

/** Only those for whom it is due: where roles decide, holders alone. */
async function remind(ctx: Context, user: UserRow, due: Due): Promise<void> {
  const { demand } = await findDemand(ctx.db, ctx, user);
  if (demand !== "due" || user.email === null) return;

  const to = { profileId: user.profile_id, userId: user.id, to: user.email, name: user.name };
  await transact(ctx.db, async (tx) => {
    const reminder = { profileId: user.profile_id, kind: "second_factor" as const, subjectId: user.id, ...due };
    if (!(await noteReminder(tx, reminder, ctx.platform.clock.now()))) return;
    const page = await securityPageOf(tx, user.profile_id);
    await queueMail(tx, ctx, { ...to, template: "second_factor_due", data: { dueAt: due.dueAt, page } });
  });
}
