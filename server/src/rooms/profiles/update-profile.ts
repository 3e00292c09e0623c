import type { Profile, SignupSettings } from "@latchkey/contract";
import type { Tx } from "../../database/database.ts";
import { transact } from "../../database/transact.ts";
import type { Context } from "../../http/context.ts";
import { httpErrors } from "../../http/http.errors.ts";
import { requireHeld } from "../../http/require-held.ts";
import { recordAuditEntry } from "../audit/index.ts";
import { explainTakenSlug } from "./create-profile.ts";
import { findProfileForUpdate, updateProfileRow } from "./profiles.store.ts";
import { toProfile } from "./to-profile.ts";

export interface ProfileChanges {
  name?: string | undefined;
  slug?: string | undefined;
  timeZone?: string | undefined;
  language?: string | undefined;
  signup?: SignupSettings | undefined;
}

/**
 * Changes a profile's settings. Refuses a portal address that another profile has, and a sign-up form that would let
 * strangers do what the caller may not.
 */
export async function updateProfile(ctx: Context, changes: ProfileChanges): Promise<Profile> {
  return transact(ctx.db, async (tx) => {
    const stored = await findProfileForUpdate(tx, ctx.profileId);
    if (!stored) throw httpErrors.not_found();
    if (changes.signup) await requireSignupHeld(tx, ctx, { before: stored.signup, after: changes.signup });

    const row = await updateProfileRow(tx, ctx.profileId, {
      name: changes.name ?? stored.name,
      slug: changes.slug ?? stored.slug,
      time_zone: changes.timeZone ?? stored.time_zone,
      language: changes.language ?? stored.language,
      signup: JSON.stringify(changes.signup ?? stored.signup),
      updated_at: ctx.platform.clock.now(),
    });
    const [before, after] = [toProfile(stored), toProfile(row)];
    await recordAuditEntry(tx, ctx, {
      action: "profile.updated",
      object: { type: "profile", id: row.id, name: row.name },
      before: { ...before, updatedAt: null },
      after: { ...after, updatedAt: null },
    });
    return after;
  }).catch(explainTakenSlug);
}

/** Whoever signs up gets the tags of the hidden fields, and chooses the values of all others. */
async function requireSignupHeld(
  tx: Tx,
  ctx: Context,
  { before, after }: { before: SignupSettings; after: SignupSettings },
): Promise<void> {
  const known = before.isEnabled ? givenBySignup(before) : { tags: [], keys: [] };
  const given = givenBySignup(after);
  const isNothingNew = given.tags.every((tag) => known.tags.includes(tag)) && known.tags.every((tag) => given.tags.includes(tag));

  const opened = given.keys.filter((key) => !known.keys.includes(key));
  await requireHeld(opened.every((key) => ctx.access.mayOpenKey(key)));
  if (!isNothingNew) await requireHeld(ctx.access.mayGive(tx, { type: "run_user", id: null }, { before: {}, after: { tags: given.tags } }));
}

function givenBySignup({ fields }: SignupSettings): { tags: string[]; keys: string[] } {
  return {
    tags: fields.flatMap((field) => (field.type === "hidden" ? [`${field.name}=${field.value}`] : [])),
    keys: fields.flatMap((field) => (field.type === "hidden" ? [] : [field.name])),
  };
}
