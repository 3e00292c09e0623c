import { specialise, type Circumstances, type Subject } from "@latchkey/engine";
import type { Connection } from "../../database/database.ts";
import { fromStoredTags } from "../../database/tags.ts";
import { noAccess, type Access, type DecisionSink, type SubjectRef, type Traits } from "../../http/access.ts";
import type { Principal } from "../../http/principal.ts";
import { isKeyInRules, isNothingGivenToAnybody } from "./given-rules.ts";
import { holdsAll, holdsReplacement, isNothingGained, people, type Holder } from "./held-rights.ts";
import type { PolicySets } from "./policy-sets.ts";
import { isNothingGainedOn } from "./retagging.ts";
import { findTraits } from "./traits.store.ts";

/** Where and when a caller asks. */
export interface AccessQuestion {
  profileId: string;
  /** Milliseconds since 1970. */
  now: number;
  address: string | null;
  /** Where decisions about one resource are noted. */
  decisions?: DecisionSink;
}

/** What a principal that is governed by roles and policies may do in a profile, decided by the engine for this one request. */
export async function accessOf(
  policySets: PolicySets,
  principal: Principal,
  { profileId, now, address, decisions }: AccessQuestion,
): Promise<Access> {
  const governed = governedIn(principal, profileId);
  if (governed === null) return noAccess;

  const set = await policySets.get(profileId, governed.accessRevision);
  const session = "session" in principal ? principal.session : { isDeviceTrusted: false, hasSecondFactor: false };
  const { isDeviceTrusted, hasSecondFactor } = session;
  return createAccess({
    profileId,
    holder: { set, subject: governed.subject, now },
    circumstances: { now, address, isDeviceTrusted, hasSecondFactor },
    ...(decisions ? { decisions } : {}),
  });
}

/** Whom roles and policies of a profile govern, as the engine knows them; null for everybody else. */
export function governedIn(principal: Principal, profileId: string): { subject: Subject; accessRevision: number } | null {
  switch (principal.kind) {
    case "run_user":
    case "anonymous_user": {
      if (principal.profileId !== profileId) return null;
      const { id, tags, groupIds, roles, accessRevision } = principal;
      return { subject: { type: "run_user", id, tags: fromStoredTags(tags), groups: groupIds, roles }, accessRevision };
    }
    case "analysis": {
      if (principal.profileId !== profileId) return null;
      const { id, tags, accessRevision } = principal;
      return { subject: { type: "analysis", id, tags: fromStoredTags(tags) }, accessRevision };
    }
    case "administrator": {
      const limited = principal.limitedProfiles.find((each) => each.profileId === profileId);
      const roles = principal.roles.filter((role) => role.profileId === profileId);
      return limited
        ? { subject: { type: "administrator", id: principal.id, tags: [], roles }, accessRevision: limited.accessRevision }
        : null;
    }
    default:
      return null;
  }
}

interface Governed {
  decisions?: DecisionSink;
  profileId: string;
  holder: Holder;
  circumstances: Circumstances;
}

function createAccess(governed: Governed): Access {
  const { holder, circumstances, profileId } = governed;
  const { set, subject, now } = holder;
  const grants = specialise(set, subject, circumstances);
  const verdict: Access["verdict"] = (type, action, { id, tags }) => grants.verdict(action, { type, id, tags: fromStoredTags(tags) });

  return {
    isUnrestricted: false,
    filter: (type, action) => grants.filter(type, action),
    verdict,
    record: (made) => governed.decisions?.record({ ...made, profileId, subject, circumstances }),
    allows: (type, action, resource) => verdict(type, action, resource) === "allow",
    mayRetag: (resource, tags) => isNothingGainedOn(holder, { resource, tags }),
    mayGrant: (permissions, conditions) => holdsAll(holder, permissions, { to: people, given: conditions }),
    mayReplace: (before, after) => holdsReplacement(holder, before, after),
    mayGiveAnybody: (change) => isNothingGivenToAnybody(holder, change),
    mayOpenKey: (key) => !isKeyInRules(set, key),
    mayGive: async (connection, ref, change) => {
      const stored = await readTraits(connection, { profileId, ref, now });
      const before = ref.id === null ? null : toSubject(ref, { ...stored, ...change.before });
      return isNothingGained(holder, before, toSubject(ref, { ...stored, ...change.after }));
    },
    mayActAs: async (connection, ref) => {
      if (ref.type === subject.type && ref.id === subject.id) return true;
      return isNothingGained(holder, null, toSubject(ref, await readTraits(connection, { profileId, ref, now })));
    },
  };
}

async function readTraits(
  connection: Connection,
  { profileId, ref, now }: { profileId: string; ref: SubjectRef; now: number },
): Promise<Traits> {
  if (ref.id === null) return {};
  return (await findTraits(connection, profileId, { type: ref.type, id: ref.id, now: new Date(now) })) ?? {};
}

function toSubject({ type, id }: SubjectRef, { tags = [], groups = [], roles = [] }: Traits): Subject {
  return { type, id: id ?? "", tags: fromStoredTags(tags), groups, roles };
}
