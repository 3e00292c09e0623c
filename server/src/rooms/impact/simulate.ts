import { findCatalogueAction, type Circumstances, type Explanation, type RouteInput, type apiRoutes } from "@latchkey/contract";
import { explain, type Circumstances as Judged } from "@latchkey/engine";
import { fromStoredTags, toStoredTags } from "../../database/tags.ts";
import type { Context } from "../../http/context.ts";
import { httpErrors } from "../../http/http.errors.ts";
import { requireAllOfAccessManagement } from "../../http/require-all-of-access-management.ts";
import { accessErrors, findTaggedRow, listSubjects, type PolicySets } from "../access/index.ts";
import { readDrafted, type Drafted } from "./drafted.ts";
import { tagsByPlan, withGroupsAndRoles } from "./plan.ts";

type Simulation = RouteInput<typeof apiRoutes.simulator.simulate>["body"];

/** Somebody and something thought up have an id that nothing has. */
const nobodysId = "0".repeat(24);

/** Decides and explains for whoever and whatever is described, with the engine that decides about everybody. */
export async function simulate(ctx: Context, policySets: PolicySets, asked: Simulation): Promise<Explanation> {
  requireAllOfAccessManagement(ctx);
  const drafted = await readDrafted(ctx, policySets, asked.changes);
  if (!findCatalogueAction(drafted.drafted.catalogue, asked.resource.type, asked.action)) {
    throw accessErrors.unknown_action({ errors: [{ path: "body.action", message: "is no action of this resource type" }] });
  }

  const subject = await simulatedSubject(ctx, drafted, asked.subject);
  const resource = await simulatedResource(ctx, drafted, asked);
  const question = { subject, action: asked.action, resource, circumstances: judged(ctx, asked.circumstances) };
  const explained = explain(drafted.drafted, question);
  const isActing = subject.status === "active";
  return {
    ...explained,
    decision: isActing ? explained.decision : "deny",
    reason: isActing ? explained.reason : "subject_not_active",
    remedies: isActing ? explained.remedies : [],
    subject: { type: subject.type, id: subject.id, name: subject.name, status: subject.status, tags: subject.tags },
    resource: { type: resource.type, id: resource.id ?? nobodysId, name: resource.name, tags: resource.tags },
    action: asked.action,
    policyCount: drafted.drafted.policyCount,
    accessRevision: drafted.accessRevision,
    decidedAt: ctx.platform.clock.now().toISOString(),
  };
}

/** What is not known counts as not given. */
export function judged(ctx: Context, { at, address, isDeviceTrusted, hasSecondFactor }: Circumstances): Judged {
  const now = at === undefined ? ctx.platform.clock.now().getTime() : Date.parse(at);
  return { now, address: address ?? null, isDeviceTrusted, hasSecondFactor };
}

async function simulatedSubject(ctx: Context, { plan }: Drafted, { type, id, tags, groups, roles }: Simulation["subject"]) {
  if (id === undefined) return { type, id: nobodysId, name: "", status: "active", tags, groups, roles };

  const [[stored], row] = await Promise.all([
    listSubjects(ctx.db, ctx.profileId, { type, ids: [id], now: ctx.platform.clock.now() }),
    findTaggedRow(ctx.db, ctx.profileId, { type, id }),
  ]);
  if (!stored || !row || !isVisible(ctx, { type, id, tags: row.tags })) throw httpErrors.not_found();

  const changed = plan.traits.reduce(withGroupsAndRoles, {
    ...stored,
    groups: stored.groups ?? [],
    roles: stored.roles ?? [],
    tags: tagsByPlan(plan, stored),
  });
  return {
    ...changed,
    status: row.status,
    tags: joined(changed.tags, tags),
    groups: [...changed.groups, ...groups],
    roles: [...changed.roles, ...roles],
  };
}

async function simulatedResource(ctx: Context, { plan }: Drafted, { action, resource: { type, id, tags } }: Simulation) {
  if (id === undefined) return { type, id: action === "create" ? null : nobodysId, name: "", tags };

  const row = await findTaggedRow(ctx.db, ctx.profileId, { type, id });
  if (!row || !isVisible(ctx, { type, id, tags: row.tags })) throw httpErrors.not_found();
  const own = tagsByPlan(plan, { type, id, tags: fromStoredTags(row.tags) });
  return { type, id: action === "create" ? null : id, name: row.name, tags: joined(own, tags) };
}

/** Whoever is limited learns nothing about people and things that they may not see. */
export function isVisible({ access }: Context, { type, id, tags }: { type: string; id: string; tags: readonly string[] }): boolean {
  return access.isUnrestricted || (type !== "administrator" && access.allows(type, "access", { id, tags }));
}

function joined(own: Explanation["subject"]["tags"], added: Explanation["subject"]["tags"]): Explanation["subject"]["tags"] {
  return fromStoredTags([...new Set([...toStoredTags(own), ...toStoredTags(added)])]);
}
