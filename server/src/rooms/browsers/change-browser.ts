import type { Browser } from "@latchkey/contract";
import type { Updateable } from "kysely";
import type { Tx } from "../../database/database.ts";
import { transact } from "../../database/transact.ts";
import type { Context } from "../../http/context.ts";
import { httpErrors } from "../../http/http.errors.ts";
import { requireHeld } from "../../http/require-held.ts";
import { recordAuditEntry } from "../audit/index.ts";
import { getSecuritySettings } from "../security/index.ts";
import { findBrowserOwner, type OwnerRef } from "./browser-owner.ts";
import { browserErrors } from "./browsers.errors.ts";
import { deleteBrowserRow, findBrowserForUpdate, updateBrowserRow, type BrowserOwner, type BrowserRow } from "./browsers.store.ts";
import type { BrowsersTable } from "./browsers.tables.ts";
import { auditedBrowser, browserObject, toBrowser } from "./to-browser.ts";

export interface BrowserRef {
  ref: OwnerRef;
  browserId: string;
}

export async function renameBrowser(ctx: Context, which: BrowserRef, name: string | null): Promise<Browser> {
  return change(ctx, which, { action: "browser.renamed", decide: async () => ({ name }) });
}

/** Rules may allow more on a trusted device: people trust their own where the profile lets them, administrators anybody's. */
export async function trustBrowserOf(ctx: Context, which: BrowserRef): Promise<Browser> {
  const decide = async (tx: Tx, owner: BrowserOwner) => {
    const { devices } = await getSecuritySettings(tx, owner.profileId);
    await requireMayTrust(tx, ctx, { which, mayTrust: devices.mayTrust });
    return { trusted_until: new Date(ctx.platform.clock.now().getTime() + devices.trustDays * 86_400_000) };
  };
  return change(ctx, which, { action: "browser.trusted", decide });
}

async function requireMayTrust(tx: Tx, ctx: Context, { which, mayTrust }: { which: BrowserRef; mayTrust: boolean }): Promise<void> {
  const { ref } = which;
  if (ref.who === "run_user") await requireHeld(ctx.access.mayActAs(tx, { type: "run_user", id: ref.userId }));
  if (ref.who !== "myself") return;

  // Whoever acts as somebody, for support, sits at a device of their own.
  const isActing = "session" in ctx.principal && ctx.principal.session.actor !== null;
  if (isActing || !mayTrust) throw browserErrors.trust_not_allowed();
}

export async function distrustBrowser(ctx: Context, which: BrowserRef): Promise<Browser> {
  return change(ctx, which, { action: "browser.distrusted", decide: async () => ({ trusted_until: null }) });
}

/** Forgets a device: whoever is signed in with it is refused on the next request, and it is new when it comes back. */
export async function revokeBrowser(ctx: Context, { ref, browserId }: BrowserRef): Promise<null> {
  return transact(ctx.db, async (tx) => {
    const owner = await findBrowserOwner(tx, ctx, { ref, needs: "edit" });
    const row = await findOwn(tx, owner, browserId);
    await deleteBrowserRow(tx, owner.profileId, row.id);
    await recordAuditEntry(tx, ctx, {
      action: "browser.revoked",
      profileId: owner.profileId,
      object: browserObject(row),
      before: auditedBrowser(row),
    });
    return null;
  });
}

interface Change {
  action: string;
  decide(tx: Tx, owner: BrowserOwner): Promise<Updateable<BrowsersTable>>;
}

async function change(ctx: Context, { ref, browserId }: BrowserRef, { action, decide }: Change): Promise<Browser> {
  return transact(ctx.db, async (tx) => {
    const owner = await findBrowserOwner(tx, ctx, { ref, needs: "edit" });
    const stored = await findOwn(tx, owner, browserId);
    const row = await updateBrowserRow(tx, owner.profileId, stored.id, await decide(tx, owner));
    await recordAuditEntry(tx, ctx, {
      action,
      profileId: owner.profileId,
      object: browserObject(row),
      before: auditedBrowser(stored),
      after: auditedBrowser(row),
    });
    return toBrowser(ctx, row);
  });
}

async function findOwn(tx: Tx, { profileId, userId }: BrowserOwner, browserId: string): Promise<BrowserRow> {
  const row = await findBrowserForUpdate(tx, profileId, { browserId, userId });
  if (!row) throw httpErrors.not_found();
  return row;
}
