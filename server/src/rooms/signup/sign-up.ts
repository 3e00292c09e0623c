import type { PortalInfo, Tag, VisibleSignupField } from "@latchkey/contract";
import { toStoredTags } from "../../database/tags.ts";
import { transact } from "../../database/transact.ts";
import type { Context } from "../../http/context.ts";
import { httpErrors } from "../../http/http.errors.ts";
import { hashNewPassword, storePassword } from "../credentials/index.ts";
import { getPortalProfile, startSession, type StartedSession } from "../sessions/index.ts";
import { createUser } from "../users/index.ts";
import { requireSettableTags } from "../tag-keys/index.ts";
import { signupErrors } from "./signup.errors.ts";
import { answersToTags } from "./signup.rules.ts";

export interface SignUp {
  name: string;
  email: string;
  password: string;
  answers: Record<string, string>;
}

/** Registers a run user and signs them in. Answers of the profile's own fields become tags. */
export async function signUp(ctx: Context, slug: string, input: SignUp): Promise<StartedSession> {
  const profile = await getPortalProfile(ctx, slug);
  if (!profile.signup.isEnabled) throw signupErrors.closed();

  const { tags, errors } = answersToTags(profile.signup.fields, input.answers);
  if (errors.length > 0) throw httpErrors.bad_request({ errors });
  const hash = await hashNewPassword(ctx, input.password, input);

  const inProfile: Context = { ...ctx, profileId: profile.id };
  return transact(ctx.db, async (tx) => {
    const setting = { before: [], after: toStoredTags(tags), pathOf: ({ key }: Tag) => `body.answers.${key}` };
    await requireSettableTags(tx, inProfile, setting);
    const user = await createUser(tx, inProfile, { name: input.name, email: input.email, tags, status: "active", source: "sign_up" });
    await storePassword(tx, inProfile, { user, hash, action: null });
    return startSession(tx, inProfile, user);
  });
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
    signup: { isEnabled: profile.signup.isEnabled, fields: profile.signup.isEnabled ? fields : [] },
  };
}
