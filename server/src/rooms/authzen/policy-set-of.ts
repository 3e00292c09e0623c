import type { PolicySet } from "@latchkey/engine";
import type { Context } from "../../http/context.ts";
import { httpErrors } from "../../http/http.errors.ts";
import type { DecisionSink } from "../../http/access.ts";
import { requireAllOfAccessManagement } from "../../http/require-all-of-access-management.ts";
import type { PolicySets } from "../access/index.ts";
import { findProfile } from "../profiles/index.ts";

/** What questions are decided by, and where it is noted that they were. */
export interface DecisionPoint {
  policySets: PolicySets;
  decisionLog: DecisionSink;
}

/**
 * The rules of the profile as they are now. Whoever may ask about anybody and anything learns all that is decided here, so
 * a caller whom rules govern must be allowed to see all of Access Management and not just a part.
 */
export async function policySetOf(ctx: Context, policySets: PolicySets): Promise<PolicySet> {
  requireAllOfAccessManagement(ctx);

  const profile = await findProfile(ctx.db, ctx.profileId);
  if (!profile) throw httpErrors.not_found();
  return policySets.get(ctx.profileId, profile.access_revision);
}

/** What a faulty question is to a caller who asked nothing else. */
export function toBadRequest({ path, message }: { path: string; message: string }) {
  return httpErrors.bad_request({ detail: `${path} ${message}.`, errors: [{ path: `body.${path}`, message }] });
}
