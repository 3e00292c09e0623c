import type { SecuritySettings } from "@latchkey/contract";
import type { Connection } from "../../database/database.ts";
import type { HeldRestrictions } from "../../http/principal.ts";
import { readSecurity } from "../security/index.ts";
import { readRestrictions, restrictionsOfProfile } from "./read-restrictions.ts";
import { findRestrictionsOfPerson } from "./restrictions.store.ts";

/** What governs somebody who is about to sign in; rules of roles that they may not hold are still among them. */
export async function findWhatGoverns(
  connection: Connection,
  person: { profileId: string; userId: string },
): Promise<{ security: SecuritySettings; restrictions: readonly HeldRestrictions[] }> {
  const found = await findRestrictionsOfPerson(connection, person);
  const security = readSecurity(person.profileId, found.security);
  return { security, restrictions: [...restrictionsOfProfile(person.profileId, security), ...readRestrictions(found.restrictions)] };
}
