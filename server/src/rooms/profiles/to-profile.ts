import type { Profile } from "@latchkey/contract";
import type { ProfileRow } from "./profiles.store.ts";

export function toProfile(row: ProfileRow): Profile {
  return {
    id: row.id,
    name: row.name,
    slug: row.slug,
    timeZone: row.time_zone,
    language: row.language,
    // Stored before there was a choice, it waits for nothing.
    signup: { ...row.signup, verification: row.signup.verification ?? "none" },
    createdAt: row.created_at.toISOString(),
    updatedAt: row.updated_at.toISOString(),
  };
}
