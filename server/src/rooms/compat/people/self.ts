import { apiRoutes, text } from "@latchkey/contract";
import { z } from "zod";
import { transact } from "../../../database/transact.ts";
import type { Context } from "../../../http/context.ts";
import { httpErrors } from "../../../http/http.errors.ts";
import type { RunUserPrincipal } from "../../../http/principal.ts";
import { newId } from "../../../platform/ids.ts";
import { requestDeletion, setOwnLanguage } from "../../accounts/index.ts";
import { listOwnFactors } from "../../factors/index.ts";
import { findPlace, renameMyself, type Place } from "../../sessions/index.ts";
import { requestMail, resetPassword } from "../../sign-in/index.ts";
import { confirmSignUp, signUp } from "../../signup/index.ts";
import { findProfile } from "../../profiles/index.ts";
import { findUser } from "../../users/index.ts";
import { findExtras, mergeExtras } from "../wire/extra-fields.store.ts";
import { slugOf } from "../wire/guard-call.ts";
import { credentials, readBody } from "../wire/read-body.ts";
import type { TagoCall, TagoRoute } from "../wire/tago-route.ts";
import { asRecord, languageOf } from "./run-users.ts";
import { requestPinCode, signInLikeTago } from "./sign-in.ts";
import { readRunUserExtras, readRunUserLanguage, runUserExtras, toRunUser } from "./to-run-user.ts";

/** The portal that `:url` names. */
export async function placeOf(ctx: Context, url: string | undefined): Promise<Place> {
  return findPlace(ctx.db, `portal-${slugOf(url ?? "")}`);
}

export function me({ principal }: Context): RunUserPrincipal {
  if (principal.kind !== "run_user") throw httpErrors.not_signed_in();
  return principal;
}

async function info({ ctx }: TagoCall): Promise<unknown> {
  const { id, profileId } = me(ctx);
  const [user, profile] = await Promise.all([findUser(ctx.db, profileId, id, { kind: "all" }), findProfile(ctx.db, profileId)]);
  if (!user || !profile) throw httpErrors.not_signed_in();
  const [extras, { items }] = await Promise.all([findExtras(ctx.db, { profileId, type: "run_user", id }), listOwnFactors(ctx)]);
  const has = (kind: string) => items.some((factor) => factor.kind === kind);
  return {
    ...toRunUser(user, extras, profile.language),
    otp: { authenticator: has("totp"), sms: has("sms_code"), email: has("email_code") },
  };
}

/** Tags are not among it: whoever may set their own could let themselves in. */
async function edit({ ctx, body }: TagoCall): Promise<unknown> {
  const { id, profileId } = me(ctx);
  const { name } = readBody(z.object({ name: text(100).optional() }), body);
  const language = await languageOf(ctx, asRecord(body)["language"], await findUser(ctx.db, profileId, id, { kind: "all" }));
  if (name !== undefined) await renameMyself(ctx, name);
  if (language !== undefined) await setOwnLanguage(ctx, language);
  await transact(ctx.db, (tx) => mergeExtras(tx, { profileId, type: "run_user", id }, readRunUserExtras(asRecord(body))));
  return "User Successfully Updated";
}

/** What a sign-up sends besides the answers to the portal's own questions. */
const ownFields = new Set<string>(["name", "email", "password", "active", "tags", "language", ...runUserExtras]);

/** Whether and how somebody may sign up is the portal's setting; `active` is not theirs to say, and tags are answers or nothing. */
async function create({ ctx, params, body }: TagoCall): Promise<unknown> {
  const { name, email, password } = asRecord(body);
  const language = readRunUserLanguage(asRecord(body)["language"]) ?? undefined;
  const wanted = readBody(apiRoutes.portal.signUp.body, { name, email, password, language, answers: answersIn(asRecord(body)) });
  const { slug } = await placeOf(ctx, params["url"]);
  const { createdUserId } = await signUp(ctx, slug ?? "", wanted);
  // Of an address that is known the answer tells nothing: neither that it is, nor whose it is.
  return { user: createdUserId ?? newId(ctx.platform.clock) };
}

function answersIn(body: Record<string, unknown>): Record<string, string> {
  const tags = z.array(z.object({ key: z.string(), value: z.coerce.string() })).safeParse(body["tags"]);
  const fromTags = tags.success ? tags.data.map(({ key, value }) => [key, value]) : [];
  const fromFields = Object.entries(body).filter(([key, value]) => !ownFields.has(key) && ["string", "number"].includes(typeof value));
  return Object.fromEntries([...fromTags, ...fromFields.map(([key, value]) => [key, String(value)])]) as Record<string, string>;
}

async function login({ ctx, params, body }: TagoCall): Promise<unknown> {
  const { token, expiresAt } = await signInLikeTago(ctx, await placeOf(ctx, params["url"]), readBody(credentials, body));
  return { token, expire_date: expiresAt.toISOString() };
}

async function confirm({ ctx, params }: TagoCall): Promise<unknown> {
  const { slug } = await placeOf(ctx, params["url"]);
  await confirmSignUp(ctx, slug ?? "", { token: params["token"] ?? "", keepsPassword: true });
  return "User Successfully Confirmed";
}

async function recoverPassword({ ctx, params }: TagoCall): Promise<unknown> {
  const place = await placeOf(ctx, params["url"]);
  const { email } = readBody(credentials.pick({ email: true }), { email: params["email"] });
  await requestMail(ctx, place, { email, purpose: "password_reset" });
  return "E-mail sent with instructions";
}

async function changePassword({ ctx, params, body }: TagoCall, token: string): Promise<unknown> {
  const place = await placeOf(ctx, params["url"]);
  const { password } = readBody(credentials.pick({ password: true }), body);
  await resetPassword(ctx, place, { token, password });
  return "Password Successfully Changed";
}

/** What follows is the portal's setting. */
async function remove({ ctx }: TagoCall): Promise<unknown> {
  const { profileSlug } = me(ctx);
  await requestDeletion(ctx, `portal-${profileSlug}`, "Asked for by the TagoIO API");
  return "Account deletion requested";
}

const strangers = { tokens: ["none"] as const, requestsPerMinuteMax: 30 };
const own = { tokens: ["run_user"] as const };

export const selfRoutes: TagoRoute[] = [
  { method: "POST", path: "/run/:url/signup", ...strangers, handler: create },
  { method: "POST", path: "/run/:url/login", ...strangers, handler: login },
  {
    method: "POST",
    path: "/run/:url/login/otp",
    ...strangers,
    handler: async ({ ctx, params, body }) => requestPinCode(ctx, await placeOf(ctx, params["url"]), readBody(credentials, body)),
  },
  { method: "GET", path: "/run/:url/confirm/:token", ...strangers, handler: confirm },
  { method: "GET", path: "/run/:url/passwordreset/:email", ...strangers, handler: recoverPassword },
  { method: "POST", path: "/run/:url/passwordreset", ...strangers, handler: (call) => changePassword(call, call.token ?? "") },
  { method: "GET", path: "/run/:url/info", ...own, handler: info },
  { method: "PUT", path: "/run/:url/info", ...own, handler: edit },
  { method: "DELETE", path: "/run/:url/delete", ...own, isOwnAccount: true, proof: "recent", handler: remove },
];
