import type { AccessReplay, LoggedDecision, ReplayedDecision, RouteInput, SubjectType, apiRoutes } from "@latchkey/contract";
import { compilePolicies, decide, type Circumstances, type DiffRules, type PolicySet, type Resource, type Subject } from "@latchkey/engine";
import { fromStoredTags } from "../../database/tags.ts";
import type { Context } from "../../http/context.ts";
import { requireAllOfAccessManagement } from "../../http/require-all-of-access-management.ts";
import { InvalidCursorError } from "../../database/paging.ts";
import { groupBy } from "../../platform/group-by.ts";
import { listSubjects, listTaggedRows, type PolicySets } from "../access/index.ts";
import { readDecisions } from "../decision-log/index.ts";
import { readDrafted, type Drafted } from "./drafted.ts";
import { tagsByPlan, withGroupsAndRoles, type Plan } from "./plan.ts";
import { isVisible } from "./simulate.ts";

type ReplayQuery = RouteInput<typeof apiRoutes.simulator.replayDecisions>["body"];

const dayMs = 86_400_000;
/** More turned decisions than these are counted and not listed. */
const itemsMax = 5000;

/** Asks the rules as they would be about the decisions of the last days, and lists those that turn. */
export async function replayDecisions(ctx: Context, policySets: PolicySets, query: ReplayQuery): Promise<AccessReplay> {
  requireAllOfAccessManagement(ctx);
  const drafted = await readDrafted(ctx, policySets, query.changes);
  const variants = variantsOf(drafted);
  const now = ctx.platform.clock.now().getTime();
  const days = { from: isoDay(now - (query.days - 1) * dayMs), to: isoDay(now) };

  const replay = { decisions: 0, replayed: 0, newlyAllowed: 0, newlyDenied: 0 };
  let turned: ReplayedDecision[] = [];
  for await (const decisions of readDecisions(ctx, days)) {
    const world = await readWorld(ctx, drafted.plan, decisions);
    for (const logged of decisions) {
      replay.decisions += logged.count;
      const outcome = replayOne(variants, world, logged);
      if (outcome === null) continue;

      replay.replayed += logged.count;
      if (outcome.wouldBe === logged.decision) continue;
      if (outcome.wouldBe === "allow") replay.newlyAllowed += logged.count;
      else replay.newlyDenied += logged.count;
      turned.push(outcome);
    }
    if (turned.length > itemsMax) turned = latestOf(turned);
  }
  return { ...replay, ...pageOf(latestOf(turned), query) };
}

/** Cut while reading, so that memory stays the same for a quiet week and a busy month. */
export function latestOf(turned: readonly ReplayedDecision[]): ReplayedDecision[] {
  return turned.toSorted((one, other) => other.at.localeCompare(one.at)).slice(0, itemsMax);
}

function pageOf(latestFirst: readonly ReplayedDecision[], { limit, cursor }: ReplayQuery): Pick<AccessReplay, "items" | "nextCursor"> {
  const start = cursor === undefined ? 0 : Number(cursor);
  if (!Number.isInteger(start) || start < 0 || start > itemsMax) throw new InvalidCursorError();
  const next = start + limit;
  return { items: latestFirst.slice(start, next), nextCursor: next < latestFirst.length ? String(next) : null };
}

function isoDay(at: number): string {
  return new Date(at).toISOString().slice(0, 10);
}

/** Rules before and after the change, and what was known about the caller. */
interface Variant {
  current: PolicySet;
  drafted: PolicySet;
  isKnown: boolean;
}

/**
 * The log does not say from where and on which device somebody asked. A decision that was made is repeated with nothing
 * known, or else with everything met: whichever gives the answer that was given then.
 */
function variantsOf({ plan, current, drafted }: Drafted): Variant[] {
  const met = (rules: DiffRules) => compilePolicies({ ...withoutSurroundings(rules), catalogue: plan.catalogue });
  return [
    { current, drafted, isKnown: false },
    { current: met(plan.before), drafted: met(plan.after), isKnown: true },
  ];
}

function withoutSurroundings({ policies, groups, roles }: DiffRules): DiffRules {
  const timeAlone = <Thing extends Pick<DiffRules["policies"][number], "conditions">>(thing: Thing): Thing => {
    const { addresses: _addresses, trustedDevice: _device, secondFactor: _factor, ...others } = thing.conditions ?? {};
    return { ...thing, conditions: others };
  };
  return {
    policies: policies.map(timeAlone),
    roles: roles.map(timeAlone),
    groups: groups.map((group) => ({ ...group, roles: group.roles.map(timeAlone) })),
  };
}

interface World {
  subjects: ReadonlyMap<string, { before: Subject; after: Subject; name: string }>;
  resources: ReadonlyMap<string, { before: Resource; after: Resource; name: string }>;
}

/** Null for a decision about somebody or something gone, or that today's rules and tags would not give any more. */
function replayOne(variants: readonly Variant[], world: World, logged: LoggedDecision): ReplayedDecision | null {
  const subject = world.subjects.get(`${logged.subject.type} ${logged.subject.id}`);
  const resource = world.resources.get(`${logged.resource.type} ${logged.resource.id ?? ""}`);
  if (!subject || !resource) return null;

  const { action } = logged;
  for (const { current, drafted, isKnown } of variants) {
    const circumstances: Circumstances = {
      now: Date.parse(logged.lastAt),
      address: null,
      isDeviceTrusted: isKnown,
      hasSecondFactor: isKnown,
    };
    const before = decide(current, { subject: subject.before, action, resource: resource.before, circumstances });
    if (before !== logged.decision) continue;

    return {
      at: logged.lastAt,
      subject: { ...logged.subject, name: subject.name },
      action,
      resource: { type: resource.before.type, id: resource.before.id ?? "", name: resource.name },
      was: logged.decision,
      wouldBe: decide(drafted, { subject: subject.after, action, resource: resource.after, circumstances }),
      count: logged.count,
    };
  }
  return null;
}

async function readWorld(ctx: Context, plan: Plan, decisions: readonly LoggedDecision[]): Promise<World> {
  const now = ctx.platform.clock.now();
  const subjects: [string, { before: Subject; after: Subject; name: string }][] = [];
  for (const [type, group] of groupBy(decisions, (each): SubjectType => each.subject.type)) {
    const ids = [...new Set(group.map((each) => each.subject.id))];
    for (const stored of await listSubjects(ctx.db, ctx.profileId, { type, ids, now })) {
      const before = { ...stored, groups: stored.groups ?? [], roles: stored.roles ?? [] };
      if (!isVisible(ctx, { type, id: stored.id, tags: stored.tags.map(({ key, value }) => `${key}=${value}`) })) continue;
      const after = plan.traits.reduce(withGroupsAndRoles, { ...before, tags: tagsByPlan(plan, before) });
      subjects.push([`${type} ${stored.id}`, { before, after, name: stored.name }]);
    }
  }

  const resources: [string, { before: Resource; after: Resource; name: string }][] = [];
  for (const [type, group] of groupBy(decisions, (each) => each.resource.type)) {
    const ids = [...new Set(group.flatMap((each) => (each.resource.id === null ? [] : [each.resource.id])))];
    for (const row of await listTaggedRows(ctx.db, ctx.profileId, { type, ids })) {
      if (!isVisible(ctx, { type, id: row.id, tags: row.tags })) continue;
      const before = { type, id: row.id, tags: fromStoredTags(row.tags) };
      resources.push([`${type} ${row.id}`, { before, after: { ...before, tags: tagsByPlan(plan, before) }, name: row.name }]);
    }
  }
  return { subjects: new Map(subjects), resources: new Map(resources) };
}
