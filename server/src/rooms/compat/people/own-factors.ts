import { z } from "zod";
import { transact } from "../../../database/transact.ts";
import type { Context } from "../../../http/context.ts";
import { countSuccess, countTry } from "../../attempts/index.ts";
import { isOwnPassword } from "../../credentials/index.ts";
import { confirmOwnFactor, listOwnFactors, removeOwnFactor, startOwnFactor } from "../../factors/index.ts";
import { getSecuritySettings } from "../../security/index.ts";
import { noticeLock, recordRefusal } from "../../sign-in/index.ts";
import { findUserByEmail } from "../../users/index.ts";
import { compatErrors } from "../wire/compat.errors.ts";
import { deleteExtras, findExtras, mergeExtras, type ExtraKey } from "../wire/extra-fields.store.ts";
import { credentials, readBody } from "../wire/read-body.ts";
import type { TagoCall, TagoRoute } from "../wire/tago-route.ts";
import { me } from "./self.ts";

const types = { authenticator: "totp", sms: "sms_code", email: "email_code" } as const;

function kindOf(type: string | undefined): (typeof types)[keyof typeof types] {
  if (type !== undefined && Object.hasOwn(types, type)) return types[type as keyof typeof types];
  throw compatErrors.not_valid({ detail: "type: must be authenticator, sms or email" });
}

/** Whoever finds an open session must not take the account over with a factor of their own: the password is asked for. */
async function requirePassword(ctx: Context, body: unknown): Promise<void> {
  const { email, password } = readBody(credentials, body);
  const { id, profileId, email: own } = me(ctx);
  const { lockout: rules } = await getSecuritySettings(ctx.db, profileId);
  const tried = { profileId, kind: "password", identifier: own, rules } as const;
  const counted = await countTry(ctx, tried);
  if (email === own && (await isOwnPassword(ctx, { profile_id: profileId, id }, password))) return countSuccess(ctx, tried);

  const user = own === null ? undefined : await findUserByEmail(ctx.db, profileId, own);
  await recordRefusal(ctx, { profileId, email: own ?? email, user: user ?? null, reason: "wrong_password" });
  await noticeLock(ctx, counted, tried);
  throw compatErrors.authorization_denied({ detail: "Authorization Denied: that e-mail and password don't match." });
}

const begun = (ctx: Context, kind: string): ExtraKey => ({ profileId: ctx.profileId, type: "storage", id: `factor ${me(ctx).id} ${kind}` });

/** Answers the address for an authenticator app; a code is on its way for the others. */
async function enable({ ctx, params, body }: TagoCall): Promise<unknown> {
  const kind = kindOf(params["type"]);
  await requirePassword(ctx, body);
  const enrolment = await startOwnFactor(ctx, kind === "sms_code" ? { kind, phoneNumber: await phoneOf(ctx) } : { kind });
  await transact(ctx.db, (tx) => mergeExtras(tx, begun(ctx, kind), { factorId: enrolment.factorId }));
  return enrolment.kind === "totp" ? enrolment.uri : "PIN code sent";
}

async function phoneOf(ctx: Context): Promise<string> {
  const { phone } = await findExtras(ctx.db, { profileId: ctx.profileId, type: "run_user", id: me(ctx).id });
  if (typeof phone === "string" && phone !== "") return phone;
  throw compatErrors.not_valid({ detail: "phone: set your telephone number first" });
}

async function confirm({ ctx, params, body }: TagoCall): Promise<unknown> {
  const kind = kindOf(params["type"]);
  const { pin_code: code } = readBody(z.object({ pin_code: z.coerce.string().min(6).max(10) }), body);
  const { factorId } = await findExtras(ctx.db, begun(ctx, kind));
  if (typeof factorId !== "string") throw compatErrors.not_valid({ detail: "Enable this type first." });
  await confirmOwnFactor(ctx, factorId, { code });
  await transact(ctx.db, (tx) => deleteExtras(tx, begun(ctx, kind)));
  return "OTP Successfully Confirmed";
}

async function disable({ ctx, params, body }: TagoCall): Promise<unknown> {
  const kind = kindOf(params["type"]);
  if (!me(ctx).session.hasSecondFactor) {
    throw compatErrors.authorization_denied({ detail: "Authorization Denied: sign in with your second factor first." });
  }
  await requirePassword(ctx, body);
  const { items } = await listOwnFactors(ctx);
  for (const { id } of items.filter((factor) => factor.kind === kind)) await removeOwnFactor(ctx, id);
  return "OTP Successfully Disabled";
}

const own = { tokens: ["run_user"] as const, requestsPerMinuteMax: 30, isOwnAccount: true } as const;

export const ownFactorRoutes: TagoRoute[] = [
  { method: "POST", path: "/run/:url/otp/:type/enable", ...own, handler: enable },
  { method: "POST", path: "/run/:url/otp/:type/confirm", ...own, handler: confirm },
  { method: "POST", path: "/run/:url/otp/:type/disable", ...own, handler: disable },
];
