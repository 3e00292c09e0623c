import type { PortalInfo, SignupSettings, Tag, VisibleSignupField } from "@latchkey/contract";
import { addJob } from "../../database/jobs.ts";
import { toStoredTags } from "../../database/tags.ts";
import { transact } from "../../database/transact.ts";
import type { Context } from "../../http/context.ts";
import { httpErrors } from "../../http/http.errors.ts";
import { LatchkeyError } from "../../platform/errors.ts";
import { hashToken, newSecretToken } from "../../platform/secret-tokens.ts";
import { isSuspiciousAddress } from "../attempts/index.ts";
import { hashNewPassword } from "../credentials/index.ts";
import type { ProfileRow } from "../profiles/index.ts";
import { getSecuritySettings } from "../security/index.ts";
import { getPortalProfile } from "../sessions/index.ts";
import { requireBotCheck } from "../sign-in/index.ts";
import { requireSettableTags } from "../tag-keys/index.ts";
import { addRegistered, sealRegistration, verificationMinutes, type Registration } from "./register.ts";
import { signupErrors } from "./signup.errors.ts";
import { answersToTags } from "./signup.rules.ts";

export interface SignUp {
  name: string;
  email: string;
  password: string;
  answers: Record<string, string>;
  /** Of the page, or as the person said. */
  language?: string | undefined;
  botCheck?: string | undefined;
}

const outcomes = { none: "sign_in", email: "check_mail", administrator: "wait_for_approval" } as const;

/**
 * Registers a run user; answers of the profile's own fields become tags. Nobody is signed in by it, and the answer depends on
 * the profile's settings alone, so that it does not tell who has an account already. `createdUserId` is for callers within: the id
 * of an account that this very call made, and nobody else's.
 */
export async function signUp(ctx: Context, slug: string, input: SignUp) {
  const profile = await getPortalProfile(ctx, slug);
  if (!profile.signup.isEnabled) throw signupErrors.closed();
  const inProfile: Context = { ...ctx, profileId: profile.id };
  const security = await getSecuritySettings(ctx.db, profile.id);
  await requireBotCheck(inProfile, security.botCheck, {
    solution: input.botCheck,
    isSuspicious: await isSuspiciousAddress(inProfile, profile.id),
  });

  const tags = await toTags(inProfile, profile, input);
  const owner = { profileId: profile.id, userId: null, name: input.name, email: input.email };
  const hash = await hashNewPassword(inProfile, input.password, owner);
  const reference = newSecretToken("ticket");
  const verification = verificationOf(profile);
  const { name, email, language = null } = input;
  const registration = { name, email, language, hash, tags, verification, reference: hashToken(reference).toString("hex") };
  const createdUserId = await register(inProfile, registration);

  const expiresAt = new Date(ctx.platform.clock.now().getTime() + verificationMinutes * 60_000).toISOString();
  return { outcome: outcomes[verification], reference, expiresAt, createdUserId };
}

async function toTags(ctx: Context, profile: ProfileRow, input: SignUp): Promise<Tag[]> {
  const { tags, errors } = answersToTags(profile.signup.fields, input.answers);
  if (errors.length > 0) throw httpErrors.bad_request({ errors });
  await requireSettableTags(ctx.db, ctx, { before: [], after: toStoredTags(tags), pathOf: ({ key }) => `body.answers.${key}` });
  return tags;
}

/**
 * Whoever waits is registered by a job, which finds out whether the address is known: the work of the call is the same. Where
 * nothing is waited for, a sign-in that works or not tells it anyway, and the account is there at once.
 */
async function register(ctx: Context, registration: Registration): Promise<string | null> {
  if (registration.verification === "none") {
    try {
      return await transact(ctx.db, (tx) => addRegistered(tx, ctx, registration));
    } catch (error) {
      if (!(error instanceof LatchkeyError) || error.code !== "users.email_taken") throw error;
    }
  }
  const payload = { profileId: ctx.profileId, sealed: sealRegistration(ctx, registration), source: ctx.source };
  await transact(ctx.db, (tx) => addJob(tx, "sign_up.register", payload));
  return null;
}

function verificationOf({ signup }: ProfileRow): SignupSettings["verification"] {
  return signup.verification ?? "none";
}

/** What the portal's front page shows to anybody. */
export async function getPortal(ctx: Context, slug: string): Promise<PortalInfo> {
  const profile = await getPortalProfile(ctx, slug);
  const fields = profile.signup.fields.flatMap((field): VisibleSignupField[] =>
    field.type === "hidden" ? [] : [{ type: field.type, name: field.name, label: field.label, isRequired: field.isRequired }],
  );
  return {
    name: profile.name,
    slug: profile.slug,
    language: profile.language,
    timeZone: profile.time_zone,
    signup: {
      isEnabled: profile.signup.isEnabled,
      verification: verificationOf(profile),
      fields: profile.signup.isEnabled ? fields : [],
    },
  };
}
