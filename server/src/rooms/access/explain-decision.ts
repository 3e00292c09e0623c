import { catalogueAction, type Explanation, type ResourceType, type SubjectType } from "@latchkey/contract";
import { explain } from "@latchkey/engine";
import { fromStoredTags } from "../../database/tags.ts";
import type { Context } from "../../http/context.ts";
import { httpErrors } from "../../http/http.errors.ts";
import { findProfile } from "../profiles/index.ts";
import { accessErrors } from "./access.errors.ts";
import { countActivePolicies } from "./policies.store.ts";
import type { PolicySets } from "./policy-sets.ts";
import { findTaggedRow } from "./tagged-rows.store.ts";

export interface Question {
  subject: { type: SubjectType; id: string };
  action: string;
  resource: { type: ResourceType; id: string };
}

/** Explains a decision with the same engine that makes it; an account that may not act is refused before any policy. */
export async function explainDecision(ctx: Context, policySets: PolicySets, question: Question): Promise<Explanation> {
  if (!catalogueAction(question.resource.type, question.action)) {
    throw accessErrors.unknown_action({ errors: [{ path: "body.action", message: "is no action of this resource type" }] });
  }
  const [subject, resource, profile] = await Promise.all([
    findTaggedRow(ctx.db, ctx.profileId, question.subject),
    findTaggedRow(ctx.db, ctx.profileId, question.resource),
    findProfile(ctx.db, ctx.profileId),
  ]);
  if (!subject || !resource || !profile) throw httpErrors.not_found();

  const set = await policySets.get(ctx.profileId, profile.access_revision);
  const asked = {
    subject: { type: question.subject.type, id: subject.id, tags: fromStoredTags(subject.tags) },
    resource: { type: question.resource.type, id: resource.id, tags: fromStoredTags(resource.tags) },
  };
  const explained = explain(set, asked.subject, question.action, asked.resource);
  const isActing = subject.status === "active";

  return {
    ...explained,
    decision: isActing ? explained.decision : "deny",
    reason: isActing ? explained.reason : "subject_not_active",
    remedies: isActing ? explained.remedies : [],
    subject: { ...asked.subject, name: subject.name, status: subject.status },
    resource: { ...asked.resource, name: resource.name },
    action: question.action,
    policyCount: await countActivePolicies(ctx.db, ctx.profileId),
    accessRevision: profile.access_revision,
    decidedAt: ctx.platform.clock.now().toISOString(),
  };
}
