import type { HeldRestrictions, Principal } from "../../http/principal.ts";

/** Which roles a caller holds in a profile, directly or by inheritance; `app.ts` hands the answer in, because a later room knows it. */
export type RolesOf = (principal: Principal, from: { profileId: string; address: string | null }) => Promise<readonly string[]>;

/** Of all rules that were read for a caller, those that speak about them: rules of a role count for its holders only. */
export async function restrictionsFor<P extends Principal>(
  principal: P,
  read: readonly HeldRestrictions[],
  { rolesOf, address }: { rolesOf: RolesOf; address: string | null },
): Promise<readonly HeldRestrictions[]> {
  const ofRoles = read.filter(({ ownerType }) => ownerType === "role");
  if (ofRoles.length === 0) return read;

  const held = new Set<string>();
  for (const profileId of new Set(ofRoles.map((each) => each.profileId))) {
    for (const roleId of await rolesOf(principal, { profileId, address })) held.add(roleId);
  }
  return read.filter(({ ownerType, ownerId }) => ownerType !== "role" || held.has(ownerId));
}
