import { apiRoutes } from "@latchkey/contract";
import { forLookups } from "../../database/database.ts";
import type { Context } from "../../http/context.ts";
import { onJob } from "../../http/jobs.ts";
import { on, type ReplyTools } from "../../http/routes.ts";
import { findPlace, type Place } from "../sessions/index.ts";
import { createBotChallenge } from "./bot-check.ts";
import { confirmEnrolmentAtSignIn, startEnrolmentAtSignIn } from "./enrol-second-factor.ts";
import { getSignInOptions } from "./get-sign-in-options.ts";
import type { Outcome } from "./outcome.ts";
import { tellLock } from "./notice-lock.ts";
import { tellPassword } from "./notice-password.ts";
import { proveSecondFactor, sendSecondFactorCode, startSecondFactorPasskey } from "./prove-second-factor.ts";
import { mailProof, requestMail } from "./request-mail.ts";
import { resetPassword } from "./reset-password.ts";
import { signInWithCode } from "./sign-in-with-code.ts";
import { signInWithNewPassword } from "./sign-in-with-new-password.ts";
import { signInWithPasskey, startPasskeySignIn } from "./sign-in-with-passkey.ts";
import { signInWithPassword } from "./sign-in-with-password.ts";

const { signIn } = apiRoutes;

type Settled = Outcome & { isRefused: false };

/** Every verb here speaks about the place of the path. */
const at = async (ctx: Context, { place }: { place: string }) => findPlace(forLookups(ctx.db), place);

/** The cookie is the only thing that a session leaves in the browser: no script ever sees its token. */
export function enter<Done extends Settled>(reply: ReplyTools, { slug }: Pick<Place, "slug">, done: Done): Done {
  const { started, browserToken } = done;
  if (started) reply.startSession({ ...started.cookies, slug: slug ?? undefined });
  else if (browserToken !== null) reply.rememberBrowser({ browserToken, slug: slug ?? undefined });
  return done;
}

export const signInRoutes = [
  on(signIn.getSignInOptions, async (ctx, { params }) => getSignInOptions(ctx, await at(ctx, params))),
  on(signIn.signInWithPassword, async (ctx, { params, body }, reply) => {
    const place = await at(ctx, params);
    return enter(reply, place, await signInWithPassword(ctx, place, body)).step;
  }),
  on(signIn.requestSignInCode, async (ctx, { params, body }) =>
    requestMail(ctx, await at(ctx, params), { ...body, purpose: "sign_in_code" }),
  ),
  on(signIn.signInWithCode, async (ctx, { params, body }, reply) => {
    const place = await at(ctx, params);
    return enter(reply, place, await signInWithCode(ctx, place, body)).step;
  }),
  on(signIn.startPasskeySignIn, async (ctx, { params }) => startPasskeySignIn(ctx, await at(ctx, params))),
  on(signIn.signInWithPasskey, async (ctx, { params, body }, reply) => {
    const place = await at(ctx, params);
    return enter(reply, place, await signInWithPasskey(ctx, place, body)).step;
  }),
  on(signIn.sendSecondFactorCode, async (ctx, { params, body }) => sendSecondFactorCode(ctx, await at(ctx, params), body)),
  on(signIn.startSecondFactorPasskey, async (ctx, { params, body }) => startSecondFactorPasskey(ctx, await at(ctx, params), body)),
  on(signIn.proveSecondFactor, async (ctx, { params, body }, reply) => {
    const place = await at(ctx, params);
    return enter(reply, place, await proveSecondFactor(ctx, place, body)).step;
  }),
  on(signIn.startEnrolment, async (ctx, { params, body }) => startEnrolmentAtSignIn(ctx, await at(ctx, params), body)),
  on(signIn.confirmEnrolment, async (ctx, { params, body }, reply) => {
    const place = await at(ctx, params);
    const { step, recoveryCodes } = enter(reply, place, await confirmEnrolmentAtSignIn(ctx, place, body));
    return { next: step, recoveryCodes };
  }),
  on(signIn.signInWithNewPassword, async (ctx, { params, body }, reply) => {
    const place = await at(ctx, params);
    return enter(reply, place, await signInWithNewPassword(ctx, place, body)).step;
  }),
  on(signIn.requestPasswordReset, async (ctx, { params, body }) =>
    requestMail(ctx, await at(ctx, params), { ...body, purpose: "password_reset" }),
  ),
  on(signIn.resetPassword, async (ctx, { params, body }) => resetPassword(ctx, await at(ctx, params), body)),
  on(signIn.getBotCheck, async (ctx, { params }) => {
    await at(ctx, params);
    return createBotChallenge(ctx);
  }),
];

export const signInJobs = [
  onJob("sign_in.mail_proof", mailProof),
  onJob("sign_in.tell_lock", tellLock),
  onJob("sign_in.tell_password", tellPassword),
];
