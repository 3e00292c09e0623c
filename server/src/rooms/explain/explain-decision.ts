import { findCatalogueAction, type Circumstances, type FullExplanation, type RuleTrail, type SubjectType } from "@latchkey/contract";
import { explain, type Circumstances as Judged, type Question } from "@latchkey/engine";
import { fromStoredTags } from "../../database/tags.ts";
import type { Context } from "../../http/context.ts";
import { httpErrors } from "../../http/http.errors.ts";
import { requireAllOfAccessManagement } from "../../http/require-all-of-access-management.ts";
import { accessErrors, countActivePolicies, findTaggedRow, listSubjects, type PolicySets } from "../access/index.ts";
import { findProfile } from "../profiles/index.ts";
import { builtInEngineRoles } from "../roles/index.ts";
import { chainOf } from "./chain.ts";
import { readPast, type AccessState } from "./past-access.ts";
import { reachOfRemedies } from "./remedy-reach.ts";

const builtInIds = new Set(builtInEngineRoles().map((role) => role.id));

export interface Explaining {
  subject: { type: SubjectType; id: string };
  action: string;
  resource: { type: string; id: string };
  circumstances: Circumstances;
  /** A past moment whose rules and tags are judged. */
  asOf?: string | undefined;
}

/** Explains a decision with the same engine that makes it; an account that may not act is refused before any policy. */
export async function explainDecision(ctx: Context, policySets: PolicySets, asked: Explaining): Promise<FullExplanation> {
  requireAllOfAccessManagement(ctx);
  const state = await readState(ctx, policySets, asked);
  const { set, subject, resource, status } = state;
  if (!findCatalogueAction(set.catalogue, resource.type, asked.action)) {
    throw accessErrors.unknown_action({ errors: [{ path: "body.action", message: "is no action of this resource type" }] });
  }

  const circumstances = judged(ctx, asked);
  const { now, ...known } = circumstances;
  const question: Question = { subject, action: asked.action, resource, circumstances };
  const explained = explain(set, question);
  const isActing = status === "active";
  const decision = isActing ? explained.decision : "deny";
  const remedies = isActing ? explained.remedies : [];

  return {
    ...explained,
    rules: explained.rules.filter(isWorthShowing),
    decision,
    reason: isActing ? explained.reason : "subject_not_active",
    remedies,
    remedyReach: await reachOfRemedies(ctx, { set, question, remedies }),
    chain: await chainOf(ctx, { set, question, status, decision: explained.decision }),
    subject: { type: subject.type, id: subject.id, name: state.subjectName, status, tags: [...subject.tags] },
    resource: { type: resource.type, id: asked.resource.id, name: state.resourceName, tags: [...resource.tags] },
    action: asked.action,
    policyCount: await countActivePolicies(ctx.db, ctx.profileId),
    accessRevision: state.accessRevision,
    circumstances: { ...known, at: new Date(now).toISOString() },
    asOf: asked.asOf ?? null,
    decidedAt: ctx.platform.clock.now().toISOString(),
  };
}

/** Every profile has the built-in roles: that somebody does not hold them explains nothing, and remedies name those that help. */
function isWorthShowing({ source, policyId, targetMatches, nearMisses }: RuleTrail): boolean {
  if (source === "policy" || targetMatches || !builtInIds.has(policyId)) return true;
  return nearMisses.some(({ miss }) => miss.kind === "role_not_in_force");
}

async function readState(ctx: Context, policySets: PolicySets, asked: Explaining): Promise<AccessState> {
  const now = ctx.platform.clock.now();
  const [[subject], subjectRow, resourceRow, profile] = await Promise.all([
    listSubjects(ctx.db, ctx.profileId, { type: asked.subject.type, ids: [asked.subject.id], now }),
    findTaggedRow(ctx.db, ctx.profileId, asked.subject),
    findTaggedRow(ctx.db, ctx.profileId, asked.resource),
    findProfile(ctx.db, ctx.profileId),
  ]);
  if (!subjectRow || !resourceRow || !profile || !isKnownTo(ctx, asked, [subjectRow.tags, resourceRow.tags])) {
    throw httpErrors.not_found();
  }

  const state: AccessState = {
    set: await policySets.get(ctx.profileId, profile.access_revision),
    // Whoever was deleted is known until they are purged, and holds nothing any more.
    subject: subject ?? { type: asked.subject.type, id: subjectRow.id, tags: fromStoredTags(subjectRow.tags) },
    subjectName: subjectRow.name,
    resource: { type: asked.resource.type, id: resourceRow.id, tags: fromStoredTags(resourceRow.tags) },
    resourceName: resourceRow.name,
    status: subjectRow.status,
    accessRevision: profile.access_revision,
  };
  return asked.asOf === undefined ? state : readPast(ctx, state, new Date(asked.asOf));
}

/** Whoever is limited learns nothing about people and things that they may not see. */
function isKnownTo({ access }: Context, { subject, resource }: Explaining, [subjectTags, resourceTags]: [string[], string[]]): boolean {
  if (access.isUnrestricted) return true;
  const seesSubject = subject.type !== "administrator" && access.allows(subject.type, "access", { id: subject.id, tags: subjectTags });
  return seesSubject && access.allows(resource.type, "access", { id: resource.id, tags: resourceTags });
}

/** What is asked about a past moment is judged by its clock, unless another is given. */
function judged(ctx: Context, { circumstances, asOf }: Explaining): Judged {
  const at = circumstances.at ?? asOf;
  return {
    now: at === undefined ? ctx.platform.clock.now().getTime() : Date.parse(at),
    address: circumstances.address ?? null,
    isDeviceTrusted: circumstances.isDeviceTrusted,
    hasSecondFactor: circumstances.hasSecondFactor,
  };
}
