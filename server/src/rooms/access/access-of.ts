import { catalogue, resourceType, type SubjectType } from "@latchkey/contract";
import { specialise, type Grants, type PolicySet } from "@latchkey/engine";
import { fromStoredTags } from "../../database/tags.ts";
import { noAccess, type Access, type TagChange } from "../../http/access.ts";
import type { AnalysisPrincipal, AnonymousUserPrincipal, Principal, RunUserPrincipal } from "../../http/principal.ts";
import { isCovered } from "./access.rules.ts";
import type { PolicySets } from "./policy-sets.ts";

type Governed = RunUserPrincipal | AnonymousUserPrincipal | AnalysisPrincipal;

/** What a principal that is governed by policies may do, decided by the engine for this one request. */
export async function accessOf(policySets: PolicySets, principal: Principal): Promise<Access> {
  if (principal.kind !== "run_user" && principal.kind !== "anonymous_user" && principal.kind !== "analysis") return noAccess;

  const set = await policySets.get(principal.profileId, principal.accessRevision);
  const grants = specialise(set, { type: subjectTypeOf(principal), id: principal.id, tags: fromStoredTags(principal.tags) });
  return toAccess(set, grants);
}

function subjectTypeOf(principal: Governed): SubjectType {
  return principal.kind === "analysis" ? "analysis" : "run_user";
}

function toAccess(set: PolicySet, grants: Grants): Access {
  return {
    filter: (type, action) => grants.filter(type, action),
    allows: (type, action, { id, tags }) => grants.decide(action, { type, id, tags: fromStoredTags(tags) }) === "allow",
    mayRetag: (subject, tags) => isNothingGained(set, grants, { subject, tags }),
  };
}

interface Retagging {
  subject: { type: SubjectType; id: string | null };
  tags: TagChange;
}

/** Whether each right after the change is one that the subject had before, or that the caller holds. */
function isNothingGained(set: PolicySet, held: Grants, { subject, tags }: Retagging): boolean {
  const grantsWith = (stored: readonly string[]) => specialise(set, { ...subject, id: subject.id ?? "", tags: fromStoredTags(stored) });
  const [before, after] = [grantsWith(tags.before), grantsWith(tags.after)];

  return resourceType.options.every((type) =>
    Object.keys(catalogue[type]).every((action) =>
      isCovered(after.filter(type, action), [before.filter(type, action), held.filter(type, action)]),
    ),
  );
}
