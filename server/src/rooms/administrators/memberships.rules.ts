import { administratorErrors } from "./administrators.errors.ts";
import type { Membership } from "./administrators.store.ts";

export interface MembershipChanges {
  profileIds?: readonly string[] | undefined;
  limitedProfileIds?: readonly string[] | undefined;
}

/**
 * The memberships after a change. A list that is left out changes nothing: whoever is limited in a profile and stays its
 * member stays limited, so that no change of other profiles raises them by accident.
 */
export function membershipsAfter(stored: readonly Membership[], { profileIds, limitedProfileIds }: MembershipChanges): Membership[] {
  const members = new Set(profileIds ?? stored.map((each) => each.profileId));
  const limited = new Set(limitedProfileIds ?? stored.filter((each) => each.isLimited).map((each) => each.profileId));
  const strange = (limitedProfileIds ?? []).filter((profileId) => !members.has(profileId));
  if (strange.length > 0) {
    throw administratorErrors.limited_without_membership({
      errors: [{ path: "body.limitedProfileIds", message: "names a profile that is not among the memberships" }],
    });
  }
  return [...members].map((profileId) => ({ profileId, isLimited: limited.has(profileId) }));
}
