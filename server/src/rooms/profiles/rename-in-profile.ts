import type { SignupField } from "@latchkey/contract";
import { isDeepStrictEqual } from "node:util";
import type { Tx } from "../../database/database.ts";
import { updateProfileRow, type ProfileRow } from "./profiles.store.ts";

/** Stores the sign-up fields under the new name of a tag key; the caller writes the audit entry. */
export async function renameInProfile(tx: Tx, profile: ProfileRow, { fields, at }: { fields: SignupField[]; at: Date }): Promise<void> {
  if (isDeepStrictEqual(fields, profile.signup.fields)) return;
  await updateProfileRow(tx, profile.id, { signup: JSON.stringify({ ...profile.signup, fields }), updated_at: at });
}
