import { effectiveSubject, type Circumstances, type Subject } from "@latchkey/engine";
import type { Events } from "../../database/events.ts";
import { fromStoredTags } from "../../database/tags.ts";
import type { Principal } from "../../http/principal.ts";
import { findProfile } from "../profiles/index.ts";
import { governedIn } from "./access-of.ts";
import { loadPolicySet } from "./load-policy-set.ts";
import type { PolicySets } from "./policy-sets.ts";
import { findTraits } from "./traits.store.ts";

interface RolesQuestion {
  profileId: string;
  address: string | null;
  /** Milliseconds since 1970. */
  now: number;
}

/** The roles that a caller holds in a profile now: their own, those of their groups, and what these include. */
export async function rolesOf(
  policySets: PolicySets,
  principal: Principal,
  { profileId, address, now }: RolesQuestion,
): Promise<readonly string[]> {
  const governed = governedIn(principal, profileId);
  if (governed === null) return [];

  const set = await policySets.get(profileId, governed.accessRevision);
  const session = "session" in principal ? principal.session : { isDeviceTrusted: false, hasSecondFactor: false };
  const { isDeviceTrusted, hasSecondFactor } = session;
  return effectiveSubject(set, governed.subject, { now, address, isDeviceTrusted, hasSecondFactor }).roleIds;
}

/**
 * The same for a run user who is about to sign in and has no session yet. Roles that ask for a trusted device or a second
 * factor count: what limits their holders must not be escaped by signing in without.
 */
export function listenToSessions(events: Events, policySets: PolicySets): void {
  events.on("session.roles_asked", async (tx, { profileId, userId, address, now, roleIds }) => {
    const traits = await findTraits(tx, profileId, { type: "run_user", id: userId, now });
    const profile = await findProfile(tx, profileId);
    if (traits === undefined || profile === undefined) return;

    const { groups, roles } = traits;
    const subject: Subject = { type: "run_user", id: userId, tags: fromStoredTags(traits.tags), groups, roles };
    const circumstances: Circumstances = { now: now.getTime(), address, isDeviceTrusted: true, hasSecondFactor: true };
    const set = policySets.peek(profileId, profile.access_revision) ?? (await loadPolicySet(tx, profileId));
    for (const roleId of effectiveSubject(set, subject, circumstances).roleIds) roleIds.add(roleId);
  });
}
