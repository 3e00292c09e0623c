import type { AccessChange, ImpactItem, Page } from "@latchkey/contract";
import type { ImpactChange, ResourceClass, SubjectClass } from "@latchkey/engine";
import type { Context } from "../../http/context.ts";
import { requireAllOfAccessManagement } from "../../http/require-all-of-access-management.ts";
import type { CsvDownload } from "../../http/routes.ts";
import { byteOrderMark, csvLine } from "../../platform/csv.ts";
import type { PolicySets } from "../access/index.ts";
import { recordAuditEntry } from "../audit/index.ts";
import { computeImpact, type Impact } from "./compute-impact.ts";
import { impactErrors } from "./impact.errors.ts";
import { listMembers, listNames, type MemberRow } from "./names.store.ts";
import { populationOf } from "./preview-impact.ts";
import { readPlan } from "./read-plan.ts";
import { affectedSubjects, bitsOf, changesOfSide, countPairs, type ImpactSide } from "./summarise.ts";

export interface ImpactQuery {
  changes: readonly AccessChange[];
  of: ImpactSide;
  /** Whoever asks has made up ids for what is to be created. */
  hasOwnIds?: boolean;
  search?: string | undefined;
  limit: number;
  cursor?: string | undefined;
}

const samplesMax = 5;

/** Who gains or loses, by name, each with all that changes for them. */
export async function listImpact(ctx: Context, policySets: PolicySets, query: ImpactQuery): Promise<Page<ImpactItem>> {
  const side = await readSide(ctx, policySets, query);
  const { rows, nextCursor, total } = await listMembers(ctx.db, ctx.profileId, { ...query, ids: side.idsByType });
  const rights = rows.map((row) => rightsOf(side, row));
  const sampled = rights.flat().flatMap(({ type, ids }) => ids.slice(0, samplesMax).map((id) => ({ type, id })));
  const names = await listNames({ connection: ctx.db, profileId: ctx.profileId }, sampled);
  return {
    items: rows.map((row, at) => ({ subject: toSubject(row), rights: (rights[at] ?? []).map((right) => toRight(right, names)) })),
    nextCursor,
    total,
  };
}

const rowsMax = 500_000;
const batchSize = 500;

/** One line for each subject and resource. */
export async function exportImpact(
  ctx: Context,
  policySets: PolicySets,
  { changes, of }: Pick<ImpactQuery, "changes" | "of">,
): Promise<CsvDownload> {
  const side = await readSide(ctx, policySets, { changes, of });
  const rows = countPairs(side.changes, of);
  if (rows > rowsMax) throw impactErrors.too_many_rows({ extra: { rows, rowsMax } });
  await recordAuditEntry(ctx.db, ctx, { action: "access_impact.exported", after: { of, rows } });

  const things = [...new Set(side.changes.map((change) => side.impact.resources.get(change.resource)))];
  const named = things.flatMap((each) => each?.ids.map((id) => ({ type: each.type, id })) ?? []);
  const names = await listNames({ connection: ctx.db, profileId: ctx.profileId }, named);
  async function* lines(): AsyncGenerator<string> {
    yield byteOrderMark;
    yield csvLine([
      "subject_type",
      "subject_id",
      "subject_name",
      "resource_type",
      "resource_id",
      "resource_name",
      "actions",
      "conditional",
    ]);
    let cursor: string | undefined;
    do {
      const page = await listMembers(ctx.db, ctx.profileId, { ids: side.idsByType, limit: batchSize, cursor });
      yield page.rows.map((row) => linesOf(row, rightsOf(side, row), names)).join("");
      cursor = page.nextCursor ?? undefined;
    } while (cursor !== undefined);
  }
  return { fileName: `access-${of}-${ctx.platform.clock.now().toISOString().slice(0, 10)}.csv`, lines: lines() };
}

/** One side of an impact with everybody on it, found by id. */
interface ReadSide {
  impact: Impact;
  of: ImpactSide;
  changes: readonly ImpactChange[];
  idsByType: ReadonlyMap<string, string[]>;
  classOf: ReadonlyMap<string, SubjectClass>;
}

async function readSide(
  ctx: Context,
  policySets: PolicySets,
  { changes: planned, of, hasOwnIds = false }: Pick<ImpactQuery, "changes" | "of" | "hasOwnIds">,
): Promise<ReadSide> {
  requireAllOfAccessManagement(ctx);
  const { plan } = await readPlan(ctx, policySets, planned, { hasOwnIds });
  const impact = await computeImpact(populationOf(ctx), plan);
  const changes = changesOfSide(impact, of);

  const idsByType = new Map<string, string[]>();
  const classOf = new Map<string, SubjectClass>();
  for (const each of affectedSubjects(changes, of)) {
    const { type, ids } = impact.subjects.get(each) ?? { type: "", ids: [] };
    const known = idsByType.get(type) ?? [];
    idsByType.set(type, known);
    for (const id of ids) {
      known.push(id);
      classOf.set(`${type} ${id}`, each);
    }
  }
  return { impact, of, changes, idsByType, classOf };
}

interface Right {
  type: string;
  actions: string[];
  /** Resources; none for one that is yet to be created. */
  ids: string[];
  isConditional: boolean;
}

/** What changes for one subject: rights on resources of one type with the same actions are told together. */
function rightsOf({ impact, of, changes, classOf }: ReadSide, { type, id }: MemberRow): Right[] {
  const own = classOf.get(`${type} ${id}`);
  const byResource = new Map<ResourceClass, { actions: string[]; isConditional: boolean }>();
  for (const change of changes) {
    const at = positionOf(change, own);
    if (at === -1 || !bitsOf(change, of).has(at)) continue;
    const known = byResource.get(change.resource) ?? { actions: [], isConditional: true };
    byResource.set(change.resource, {
      actions: [...known.actions, change.action],
      isConditional: known.isConditional && change.sometimes.has(at),
    });
  }

  const rights = new Map<string, Right>();
  for (const [resource, { actions, isConditional }] of byResource) {
    const key = JSON.stringify([resource.before.type, actions, isConditional]);
    const known = rights.get(key) ?? { type: resource.before.type, actions, ids: [], isConditional };
    known.ids.push(...(impact.resources.get(resource)?.ids ?? []));
    rights.set(key, known);
  }
  return [...rights.values()];
}

const positions = new WeakMap<readonly SubjectClass[], Map<SubjectClass, number>>();

function positionOf({ subjects }: ImpactChange, own: SubjectClass | undefined): number {
  const known = positions.get(subjects) ?? new Map(subjects.map((each, at) => [each, at]));
  positions.set(subjects, known);
  return own === undefined ? -1 : (known.get(own) ?? -1);
}

function toSubject({ type, id, name }: MemberRow): ImpactItem["subject"] {
  return { type: type as ImpactItem["subject"]["type"], id, name };
}

function toRight({ type, actions, ids, isConditional }: Right, names: ReadonlyMap<string, string>): ImpactItem["rights"][number] {
  const samples = ids.slice(0, samplesMax).map((id) => ({ id, name: names.get(`${type} ${id}`) ?? "" }));
  return { type, actions, count: ids.length, samples, isConditional };
}

function linesOf({ type, id, name }: MemberRow, rights: readonly Right[], names: ReadonlyMap<string, string>): string {
  return rights
    .flatMap((right) => {
      const ids = right.ids.length === 0 ? [""] : right.ids;
      const end = [right.actions.join(" "), String(right.isConditional)];
      return ids.map((thing) => csvLine([type, id, name, right.type, thing, names.get(`${right.type} ${thing}`) ?? "", ...end]));
    })
    .join("");
}
