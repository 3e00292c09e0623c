import { findCatalogueAction, type AccessMatrix, type MatrixCell, type RouteInput, type apiRoutes } from "@latchkey/contract";
import { impactOf, specialise, type DiffRules, type PolicySet, type Resource, type Subject } from "@latchkey/engine";
import { fromStoredTags } from "../../database/tags.ts";
import type { Context } from "../../http/context.ts";
import { requireAllOfAccessManagement } from "../../http/require-all-of-access-management.ts";
import { accessErrors, listSubjects, type PolicySets } from "../access/index.ts";
import { scenariosOfConditions } from "./compute-impact.ts";
import { readDrafted, type Drafted } from "./drafted.ts";
import { listChosen } from "./matrix.store.ts";
import { tagsByPlan, withGroupsAndRoles } from "./plan.ts";
import { judged } from "./simulate.ts";

type MatrixQuery = RouteInput<typeof apiRoutes.simulator.getMatrix>["body"];

const rowsMax = 200;

/** Who may do one thing with what. */
export async function getMatrix(ctx: Context, policySets: PolicySets, query: MatrixQuery): Promise<AccessMatrix> {
  requireAllOfAccessManagement(ctx);
  const drafted = await readDrafted(ctx, policySets, query.changes);
  if (!findCatalogueAction(drafted.current.catalogue, query.resourceType, query.action)) {
    throw accessErrors.unknown_action({ errors: [{ path: "body.action", message: "is no action of this resource type" }] });
  }
  const subjects = await chosenSubjects(ctx, query);
  const resources = await chosenResources(ctx, query);
  const { plan } = drafted;

  const changedSubjects = subjects.map((each) => plan.traits.reduce(withGroupsAndRoles, { ...each, tags: tagsByPlan(plan, each) }));
  const changedResources = resources.map((each) => ({ ...each, tags: tagsByPlan(plan, each) }));
  const after = { set: drafted.drafted, rules: plan.after, subjects: changedSubjects, resources: changedResources };
  const before = { set: drafted.current, rules: plan.before, subjects, resources };
  return {
    subjects: subjects.map(({ id, name }) => ({ id, name })),
    resources: resources.map(({ id, name }) => ({ id, name })),
    cells: cellsOf(ctx, query, { ...after, drafted }),
    before: query.changes === undefined ? null : cellsOf(ctx, query, { ...before, drafted }),
  };
}

async function chosenSubjects(ctx: Context, { subjects, subjectType: type }: MatrixQuery) {
  const rows = await listChosen(ctx.db, ctx.profileId, { type, chosen: subjects, filter: ctx.access.filter(type, "access"), rowsMax });
  const stored = await listSubjects(ctx.db, ctx.profileId, { type, ids: rows.map((row) => row.id), now: ctx.platform.clock.now() });
  const byId = new Map(stored.map((each) => [each.id, each]));
  return rows.flatMap((row) => {
    const subject = byId.get(row.id);
    return subject === undefined ? [] : [{ ...subject, groups: subject.groups ?? [], roles: subject.roles ?? [] }];
  });
}

async function chosenResources(ctx: Context, { resources, resourceType: type }: MatrixQuery) {
  const rows = await listChosen(ctx.db, ctx.profileId, { type, chosen: resources, filter: ctx.access.filter(type, "access"), rowsMax });
  return rows.map(({ id, name, tags }) => ({ type, id, name, tags: fromStoredTags(tags) }));
}

interface Side {
  set: PolicySet;
  rules: DiffRules;
  subjects: readonly Subject[];
  resources: readonly (Resource & { id: string })[];
  drafted: Drafted;
}

function cellsOf(ctx: Context, query: MatrixQuery, side: Side): MatrixCell[][] {
  const asked = { ...side, resources: side.resources.map((each) => (query.action === "create" ? { ...each, id: null } : each)) };
  if (query.circumstances === undefined) return cellsOfAnyMoment(ctx, query, asked);

  const circumstances = judged(ctx, query.circumstances);
  return asked.subjects.map((subject) => {
    const grants = specialise(asked.set, subject, circumstances);
    return asked.resources.map((resource) => grants.decide(query.action, resource));
  });
}

const noRules: DiffRules = { policies: [], groups: [], roles: [] };

/** Against no rules at all everything that is allowed is gained: always, or only under some conditions. */
function cellsOfAnyMoment(
  ctx: Context,
  { action, resourceType }: MatrixQuery,
  { rules, subjects, resources, drafted }: Omit<Side, "resources"> & { resources: readonly Resource[] },
): MatrixCell[][] {
  const things = resources.map((resource) => ({ before: resource, after: resource, count: 1 }));
  const people = subjects.map((subject) => ({ before: subject, after: subject, count: 1 }));
  const changes = impactOf({
    before: noRules,
    after: rules,
    catalogue: drafted.plan.catalogue,
    subjects: people,
    resources: things,
    actions: new Map([[resourceType, [action]]]),
    scenarios: scenariosOfConditions([rules]).scenarios,
    now: ctx.platform.clock.now().getTime(),
  });

  const rows = new Map(people.map((each): [unknown, MatrixCell[]] => [each, things.map(() => "deny")]));
  const places = new Map(things.map((each, at) => [each as unknown, at]));
  for (const { subjects: asked, resource, gained, sometimes } of changes) {
    const place = places.get(resource) ?? 0;
    for (const at of gained) {
      const row = rows.get(asked[at]);
      if (row) row[place] = sometimes.has(at) ? "conditional" : "allow";
    }
  }
  return [...rows.values()];
}
