import { signupSettings, type Profile } from "@latchkey/contract";
import { brokenConstraint, transact } from "../../database/transact.ts";
import type { Context } from "../../http/context.ts";
import { newId } from "../../platform/ids.ts";
import { recordAuditEntry } from "../audit/index.ts";
import { profileErrors } from "./profiles.errors.ts";
import { insertProfile } from "./profiles.store.ts";
import { toProfile } from "./to-profile.ts";

export interface NewProfile {
  name: string;
  slug: string;
  timeZone: string;
  language: string;
}

/** Creates a profile with sign-up closed. Refuses a portal address that another profile has. */
export async function createProfile(ctx: Context, input: NewProfile): Promise<Profile> {
  const id = newId(ctx.platform.clock);
  const now = ctx.platform.clock.now();
  const signup = JSON.stringify(signupSettings.parse({}));

  return transact(ctx.db, async (tx) => {
    const row = await insertProfile(tx, {
      id,
      name: input.name,
      slug: input.slug,
      time_zone: input.timeZone,
      language: input.language,
      signup,
      created_at: now,
      updated_at: now,
    });
    await recordAuditEntry(tx, ctx, { action: "profile.created", object: { type: "profile", id, name: input.name }, after: { ...input } });
    return toProfile(row);
  }).catch(explainTakenSlug);
}

/** Names the conflict that the unique index found, so that two people at once get a clear answer too. */
export function explainTakenSlug(error: unknown): never {
  if (brokenConstraint(error) === "profiles_slug_key") {
    throw profileErrors.slug_taken({ errors: [{ path: "body.slug", message: "is used by another profile" }] });
  }
  throw error;
}
