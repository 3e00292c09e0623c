import { transact } from "../../database/transact.ts";
import type { Tx } from "../../database/database.ts";
import { accountOf } from "../../http/account.ts";
import type { Context } from "../../http/context.ts";
import { httpErrors } from "../../http/http.errors.ts";
import { pageOfPlace } from "../../http/page-of-place.ts";
import { recordAuditEntry } from "../audit/index.ts";
import { hasMailboxRoom, queueMail } from "../mail/index.ts";
import { createOneTime, findOneTime, takeOneTime, tryOneTimeCode, type OneTime } from "../one-time-tokens/index.ts";
import { findUser, findUserByEmail, findUserForUpdate, updateUserRow, userObject, type UserRow } from "../users/index.ts";
import { accountErrors } from "./accounts.errors.ts";
import { requireOwnSettings } from "./own-settings.ts";

const codeMinutes = 30;
const undoDays = 7;

/** Sends a code to the new address. Somebody who has it already is told instead, and the caller learns nothing. */
export async function requestEmailChange(ctx: Context, place: string, email: string): Promise<{ expiresAt: string }> {
  const { profileId, userId } = accountOf(ctx);
  requireOwnSettings(ctx);

  return transact(ctx.db, async (tx) => {
    const user = await findUserForUpdate(tx, profileId, userId, { kind: "all" });
    if (!user) throw httpErrors.not_signed_in();
    if (user.email === email) throw accountErrors.same_email();

    await recordAuditEntry(tx, ctx, { action: "user.email_change_requested", object: userObject(user), profileId, after: { email } });
    // The same answer: that somebody is written to by others as well would tell that they are somebody.
    const isQuiet = !(await hasMailboxRoom(tx, ctx, { profileId, to: email }));
    if (isQuiet) return { expiresAt: new Date(ctx.platform.clock.now().getTime() + codeMinutes * 60_000).toISOString() };

    const made = await createOneTime(tx, ctx, {
      profileId,
      userId,
      purpose: "email_change",
      minutes: codeMinutes,
      withCode: true,
      data: { email },
    });
    const taken = await findUserByEmail(tx, profileId, email);
    if (taken) await tellHolder(tx, ctx, { place, taken });
    else await sendCode(tx, ctx, { place, user, email, made });
    return { expiresAt: made.expiresAt.toISOString() };
  });
}

async function tellHolder(tx: Tx, ctx: Context, { place, taken }: { place: string; taken: UserRow }): Promise<void> {
  const data = { page: pageOfPlace(place, "sign-in") };
  await queueMail(tx, ctx, { ...recipientOf(taken, taken.email ?? ""), template: "already_have_account", data });
}

interface CodeMail {
  place: string;
  user: UserRow;
  email: string;
  made: { token: string; code: string | null; expiresAt: Date };
}

async function sendCode(tx: Tx, ctx: Context, { place, user, email, made }: CodeMail): Promise<void> {
  await queueMail(tx, ctx, {
    ...recipientOf(user, email),
    template: "email_change",
    data: {
      code: made.code,
      link: `${pageOfPlace(place, "email-change")}#token=${made.token}`,
      expiresAt: made.expiresAt,
      newEmail: email,
    },
  });
}

/** Uses the new address, with the code that was sent to it. */
export async function confirmEmailChange(ctx: Context, place: string, code: string): Promise<{ email: string }> {
  const { profileId, userId } = accountOf(ctx);
  requireOwnSettings(ctx);
  const found = await tryOneTimeCode(ctx, { profileId, userId, purpose: "email_change", code });
  if (!found) throw accountErrors.wrong_code();
  return { email: await useNewAddress(ctx, place, found) };
}

/** The same with the link, wherever it is opened. */
export async function redeemEmailChange(ctx: Context, place: { name: string; profileId: string }, token: string): Promise<null> {
  const found = await findOneTime(ctx.db, ctx, { profileId: place.profileId, purpose: "email_change", token });
  if (!found) throw accountErrors.link_not_valid();
  await useNewAddress(ctx, place.name, found);
  return null;
}

async function useNewAddress(ctx: Context, place: string, found: OneTime): Promise<string> {
  const { profileId, userId } = found;
  const email = String(found.data["email"]);

  return transact(ctx.db, async (tx) => {
    const user = await findUserForUpdate(tx, profileId, userId, { kind: "all" });
    if (!(await takeOneTime(tx, ctx, found)) || user?.status !== "active") throw accountErrors.link_not_valid();
    if (await findUserByEmail(tx, profileId, email)) throw accountErrors.email_not_free();

    const changed = await store(tx, ctx, { user, email, action: "user.email_changed" });
    if (user.email !== null) await offerUndo(tx, ctx, { place, user, email });
    return changed.email ?? email;
  });
}

/** The old address may still belong to the person, when somebody else changed it. */
async function offerUndo(tx: Tx, ctx: Context, { place, user, email }: { place: string; user: UserRow; email: string }): Promise<void> {
  const { profile_id: profileId, id: userId } = user;
  const data = { email: user.email };
  // By its old address: of several changes in a row each can be undone.
  const undo = await createOneTime(tx, ctx, {
    profileId,
    userId,
    purpose: "email_change_undo",
    subject: user.email ?? "",
    minutes: undoDays * 24 * 60,
    data,
  });
  await queueMail(tx, ctx, {
    ...recipientOf(user, user.email ?? ""),
    template: "email_change_notice",
    data: { newEmail: email, link: `${pageOfPlace(place, "email-change-undo")}#token=${undo.token}`, expiresAt: undo.expiresAt },
  });
}

/** Goes back to the old address: whoever changed it is signed out everywhere. */
export async function undoEmailChange(ctx: Context, place: { profileId: string }, token: string): Promise<null> {
  const { profileId } = place;
  const found = await findOneTime(ctx.db, ctx, { profileId, purpose: "email_change_undo", token });
  const known = found && (await findUser(ctx.db, profileId, found.userId, { kind: "all" }));
  if (!found || !known) throw accountErrors.link_not_valid();
  const email = String(found.data["email"]);

  return transact(ctx.db, async (tx) => {
    const user = await findUserForUpdate(tx, profileId, found.userId, { kind: "all" });
    if (!(await takeOneTime(tx, ctx, found)) || !user) throw accountErrors.link_not_valid();
    const holder = await findUserByEmail(tx, profileId, email);
    if (holder && holder.id !== user.id) throw accountErrors.email_not_free();

    await store(tx, ctx, { user, email, action: "user.email_change_undone" });
    await ctx.events.emit(tx, "user.password_changed", { profileId, userId: user.id, keptSessionId: null, notice: null });
    return null;
  });
}

async function store(tx: Tx, ctx: Context, { user, email, action }: { user: UserRow; email: string; action: string }): Promise<UserRow> {
  const { profile_id: profileId, id: userId } = user;
  const row = await updateUserRow(tx, profileId, userId, { email, updated_at: ctx.platform.clock.now() });
  await recordAuditEntry(tx, ctx, { action, object: userObject(row), profileId, before: { email: user.email }, after: { email } });
  await ctx.events.emit(tx, "user.email_changed", { profileId, userId });
  return row;
}

function recipientOf(user: UserRow, to: string) {
  return { profileId: user.profile_id, userId: user.id, to, name: user.name };
}
