import type { SubjectType } from "@latchkey/contract";
import { specialise, type Grants } from "@latchkey/engine";
import { fromStoredTags } from "../../database/tags.ts";
import { noAccess, type Access } from "../../http/access.ts";
import type { AnalysisPrincipal, AnonymousUserPrincipal, Principal, RunUserPrincipal } from "../../http/principal.ts";
import type { PolicySets } from "./policy-sets.ts";

type Governed = RunUserPrincipal | AnonymousUserPrincipal | AnalysisPrincipal;

/** What a principal that is governed by policies may do, decided by the engine for this one request. */
export async function accessOf(policySets: PolicySets, principal: Principal): Promise<Access> {
  if (principal.kind !== "run_user" && principal.kind !== "anonymous_user" && principal.kind !== "analysis") return noAccess;

  const set = await policySets.get(principal.profileId, principal.accessRevision);
  const grants = specialise(set, { type: subjectTypeOf(principal), id: principal.id, tags: fromStoredTags(principal.tags) });
  return toAccess(grants);
}

function subjectTypeOf(principal: Governed): SubjectType {
  return principal.kind === "analysis" ? "analysis" : "run_user";
}

function toAccess(grants: Grants): Access {
  return {
    filter: (type, action) => grants.filter(type, action),
    allows: (type, action, { id, tags }) => grants.decide(action, { type, id, tags: fromStoredTags(tags) }) === "allow",
  };
}
