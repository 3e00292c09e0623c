import type { Browser } from "@latchkey/contract";
import type { Tx } from "../../database/database.ts";
import { transact } from "../../database/transact.ts";
import type { Context } from "../../http/context.ts";
import { findAllowed } from "../../http/find-allowed.ts";
import { httpErrors } from "../../http/http.errors.ts";
import { deploymentId } from "../../platform/ids.ts";
import { actorOf, recordAuditEntry } from "../audit/index.ts";
import { findUser, type UserRow } from "../users/index.ts";
import { browserErrors } from "./browsers.errors.ts";
import { findBrowserForUpdate, updateBrowserRow, type BrowserRow } from "./browsers.store.ts";
import { tellOfApproval } from "./tell-about-browser.ts";
import { auditedBrowser, browserObject, toBrowser } from "./to-browser.ts";

export interface BrowserDecision {
  browserId: string;
  isApproved: boolean;
  reason: string | undefined;
}

/**
 * Lets a device that waits sign in, or keeps it out. Of two administrators who decide at once the second is told that it waits
 * no more. A rejected device can be approved later on; nobody has to find another one.
 */
export async function decideBrowser(ctx: Context, { browserId, isApproved, reason }: BrowserDecision): Promise<Browser> {
  const { profileId } = ctx;
  return transact(ctx.db, async (tx) => {
    const stored = await findBrowserForUpdate(tx, profileId, { browserId });
    if (!stored) throw httpErrors.not_found();
    const user = await findPerson(tx, ctx, stored);
    if (!isOpen(stored, isApproved)) throw browserErrors.not_pending();

    const row = await updateBrowserRow(tx, profileId, browserId, {
      status: isApproved ? "approved" : "rejected",
      decided_at: ctx.platform.clock.now(),
      decided_by: actorOf(ctx.principal).name,
      ...(isApproved ? {} : { trusted_until: null }),
    });
    await recordAuditEntry(tx, ctx, {
      action: isApproved ? "browser.approved" : "browser.rejected",
      object: browserObject(row),
      before: auditedBrowser(stored),
      after: auditedBrowser(row),
      reason: reason ?? null,
    });
    if (isApproved) await tellOfApproval(tx, ctx, user, row);
    return toBrowser(ctx, row);
  });
}

/** What waits can be decided either way, a decision turned round; the same decision twice is none. */
function isOpen({ status }: BrowserRow, isApproved: boolean): boolean {
  return status !== (isApproved ? "approved" : "rejected");
}

async function findPerson(tx: Tx, ctx: Context, { profile_id, user_id }: BrowserRow): Promise<UserRow> {
  if (profile_id !== deploymentId) {
    return findAllowed(ctx, { type: "run_user", action: "edit" }, (filter) => findUser(tx, profile_id, user_id, filter));
  }
  const user = await findUser(tx, profile_id, user_id, { kind: "all" });
  if (!user) throw httpErrors.not_found();
  return user;
}
