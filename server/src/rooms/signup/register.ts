import type { SignupSettings, Tag } from "@latchkey/contract";
import type { Tx } from "../../database/database.ts";
import type { JobMap } from "../../database/jobs.ts";
import { toStoredTags } from "../../database/tags.ts";
import { transact } from "../../database/transact.ts";
import type { Context } from "../../http/context.ts";
import { recordAuditEntry } from "../audit/index.ts";
import { storePassword } from "../credentials/index.ts";
import { hasMailboxRoom, queueMail } from "../mail/index.ts";
import { createOneTime, isOneTimeFresh } from "../one-time-tokens/index.ts";
import { pageOf } from "../sign-in/index.ts";
import { createUser, findUserByEmail, findUserForUpdate, updateUserRow, userObject, type UserRow } from "../users/index.ts";

export interface Registration {
  name: string;
  email: string;
  language: string | null;
  hash: string;
  tags: Tag[];
  verification: SignupSettings["verification"];
  /** Digest of what the tab keeps that registered. */
  reference: string;
}

const sealPurpose = "registration";
export const verificationMinutes = 24 * 60;

export function sealRegistration(ctx: Context, registration: Registration): string {
  return ctx.platform.secrets.seal(JSON.stringify(registration), sealPurpose);
}

/** Registers somebody who waits, or tells the owner of an address that is known; safe to repeat. */
export async function registerSealed(ctx: Context, { profileId, sealed, source }: JobMap["sign_up.register"]): Promise<void> {
  const registration = JSON.parse(ctx.platform.secrets.open(sealed, sealPurpose)) as Registration;
  const asThem: Context = { ...ctx, profileId, principal: { kind: "nobody" }, source };

  await transact(ctx.db, async (tx) => {
    const found = await findUserByEmail(tx, profileId, registration.email);
    const known = found && (await findUserForUpdate(tx, profileId, found.id, { kind: "all" }));
    // Whoever reads the address has been written to often enough today, and the latest of these messages still works.
    const isMailed = known !== undefined || registration.verification === "email";
    if (isMailed && !(await hasMailboxRoom(tx, asThem, { profileId, to: registration.email }))) return;
    if (!known) return void (await addRegistered(tx, asThem, registration));
    if (known.pending_for === "verification") return startAnew(tx, asThem, { user: known, registration });
    if (known.pending_for === null) await tellOwner(tx, asThem, known);
  });
}

/** Creates the account, and mails what confirms the address where that is waited for. Answers whose it is. */
export async function addRegistered(tx: Tx, ctx: Context, registration: Registration): Promise<string> {
  const { name, email, language, hash, tags, verification } = registration;
  const pendingFor = { none: undefined, email: "verification", administrator: "approval" } as const;
  const waitsFor = pendingFor[verification];
  const user = await createUser(tx, ctx, {
    name,
    email,
    language,
    tags,
    status: waitsFor === undefined ? "active" : "pending",
    ...(waitsFor === undefined ? {} : { pendingFor: waitsFor }),
    source: "sign_up",
  });
  await storePassword(tx, ctx, { user, hash, action: null });
  if (waitsFor === "verification") await mailVerification(tx, ctx, { user, registration });
  return user.id;
}

interface Registering {
  user: UserRow;
  registration: Registration;
  /** Somebody registered the address before: one of the two may be a stranger. */
  isAnew?: boolean;
}

/**
 * The latest registration of an address that nobody has confirmed counts: INVARIANT: whoever registered somebody else's
 * address before its owner did has nothing of it once the owner registers and confirms.
 */
async function startAnew(tx: Tx, ctx: Context, { user, registration }: Registering): Promise<void> {
  const { name, language, tags } = registration;
  const changes = { name, language, tags: toStoredTags(tags), updated_at: ctx.platform.clock.now() };
  const changed = await updateUserRow(tx, user.profile_id, user.id, changes);
  await recordAuditEntry(tx, ctx, { action: "user.signed_up_again", object: userObject(changed) });
  await storePassword(tx, ctx, { user: changed, hash: registration.hash, action: null });
  await mailVerification(tx, ctx, { user: changed, registration, isAnew: true });
}

async function mailVerification(tx: Tx, ctx: Context, { user, registration, isAnew = false }: Registering): Promise<void> {
  const { token, code, expiresAt } = await createOneTime(tx, ctx, {
    profileId: user.profile_id,
    userId: user.id,
    purpose: "verify_email",
    minutes: verificationMinutes,
    withCode: true,
    data: { reference: registration.reference, isAnew },
  });
  await queueMail(tx, ctx, {
    profileId: user.profile_id,
    userId: user.id,
    to: registration.email,
    name: user.name,
    template: "verify_address",
    data: { code, link: `${await pageOf(ctx, user.profile_id)}/confirm#token=${token}`, expiresAt },
  });
}

const minutesBetweenMails = 10;

/** Somebody who has an account is told that it was tried again; not too often, since anybody can try. */
async function tellOwner(tx: Tx, ctx: Context, user: UserRow): Promise<void> {
  const { profile_id: profileId, id: userId, email, name, status } = user;
  if (email === null || (status !== "active" && status !== "invited")) return;
  if (await isOneTimeFresh(tx, ctx, { profileId, userId, purpose: "verify_email", seconds: minutesBetweenMails * 60 })) return;

  // Nobody is given this one: it only remembers when the owner was told.
  await createOneTime(tx, ctx, { profileId, userId, purpose: "verify_email", minutes: minutesBetweenMails });
  await queueMail(tx, ctx, {
    profileId,
    userId,
    to: email,
    name,
    template: "already_have_account",
    data: { page: `${await pageOf(ctx, profileId)}/sign-in` },
  });
}
