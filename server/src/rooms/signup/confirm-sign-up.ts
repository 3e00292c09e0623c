import { portalPlace } from "@latchkey/contract";
import { transact } from "../../database/transact.ts";
import type { Context } from "../../http/context.ts";
import { hashToken } from "../../platform/secret-tokens.ts";
import { recordAuditEntry } from "../audit/index.ts";
import { credentialErrors, hashNewPassword, ownerOf, storePassword } from "../credentials/index.ts";
import { findOneTime, takeOneTime, type OneTime } from "../one-time-tokens/index.ts";
import { getSecuritySettings } from "../security/index.ts";
import { findPlace } from "../sessions/index.ts";
import { nextStep, settle, tryMailedCode } from "../sign-in/index.ts";
import { findUser, findUserForUpdate, updateUserRow, userObject } from "../users/index.ts";
import { signupErrors } from "./signup.errors.ts";

export type Confirmation =
  | { email: string; code: string; reference: string }
  | { token: string; reference?: string | undefined; password?: string | undefined }
  /** A program that read the mail and vouches for whoever registered; no page of ours does. */
  | { token: string; keepsPassword: true };

/**
 * Confirms the address of somebody who registered, and signs them in. INVARIANT: a password that was typed before counts only
 * for the tab that registered; anywhere else a new one takes its place, or whoever registers a stranger's address would hold
 * the password of the account that the stranger then confirms (account pre-hijacking).
 */
export async function confirmSignUp(ctx: Context, slug: string, given: Confirmation) {
  const place = await findPlace(ctx.db, portalPlace(slug));
  const { profileId } = place;
  const found = await findProof(ctx, profileId, given);
  const user = found && (await findUser(ctx.db, profileId, found.userId, { kind: "all" }));
  if (!found || user?.pending_for !== "verification") throw credentialErrors.link_not_valid();

  const newHash = isKept(found, given) ? null : await hashInstead(ctx, given, ownerOf(user));
  const outcome = await transact(ctx.db, async (tx) => {
    const locked = await findUserForUpdate(tx, profileId, user.id, { kind: "all" });
    const taken = await takeOneTime(tx, ctx, found);
    if (!taken || locked?.pending_for !== "verification") throw credentialErrors.link_not_valid();

    const now = ctx.platform.clock.now();
    const status = locked.status === "pending" ? "active" : locked.status;
    const confirmed = await updateUserRow(tx, profileId, user.id, { status, pending_for: null, updated_at: now });
    await recordAuditEntry(tx, ctx, {
      action: "user.verified",
      profileId,
      object: userObject(confirmed),
      actor: { type: "run_user", id: confirmed.id, name: confirmed.name },
    });
    if (newHash !== null) await storePassword(tx, ctx, { user: confirmed, hash: newHash, action: "user.password_chosen", isFirst: true });

    const proved = { method: "sign_up", hasSecondFactor: false, mustChangePassword: null, trustThisDevice: false } as const;
    return nextStep(tx, ctx, { place, user: confirmed, proved });
  });
  return { place, ...(await settle(ctx, outcome, { user })) };
}

async function findProof(ctx: Context, profileId: string, given: Confirmation): Promise<OneTime | null> {
  if ("token" in given) return findOneTime(ctx.db, ctx, { profileId, purpose: "verify_email", token: given.token });

  const settings = await getSecuritySettings(ctx.db, profileId);
  const isRight = (found: OneTime) => isSameTab(found, given.reference);
  const { oneTime } = await tryMailedCode(ctx, { profileId, purpose: "verify_email", settings, given, isRight });
  return oneTime;
}

function isKept(found: OneTime, given: Confirmation): boolean {
  if ("keepsPassword" in given) return found.data["isAnew"] !== true;
  return isSameTab(found, given.reference);
}

function isSameTab(found: OneTime, reference: string | undefined): boolean {
  return reference !== undefined && found.data["reference"] === hashToken(reference).toString("hex");
}

async function hashInstead(ctx: Context, given: Confirmation, owner: ReturnType<typeof ownerOf>): Promise<string> {
  const password = "password" in given ? given.password : undefined;
  if (password === undefined) {
    throw signupErrors.password_needed({ errors: [{ path: "body.password", message: "is required in another browser" }] });
  }
  return hashNewPassword(ctx, password, owner);
}
