import type { ActionSearchRequest, FoundActions, FoundEntities, ResourceSearchRequest, SubjectSearchRequest } from "@latchkey/contract";
import { decide, specialise, specialiseFor } from "@latchkey/engine";
import type { Context } from "../../http/context.ts";
import type { PolicySets } from "../access/index.ts";
import { prepareResource, prepareSubject, readSubjects, readThings } from "./judge.ts";
import { overlayResourceFilter, overlaySubjectFilter, toOverlay } from "./overlay.rules.ts";
import { readPageToken, toPageToken } from "./page-token.rules.ts";
import { policySetOf, toBadRequest } from "./policy-set-of.ts";
import { FaultyQuestionError, toActions, toCircumstances, toResourceType, toSubjectType, toTags } from "./question.rules.ts";
import { searchThings } from "./resources.store.ts";
import { searchSubjectRows } from "./subjects.store.ts";

const limitDefault = 100;

/** Everybody of a kind who may do this, by one query: whoever is found is allowed, and whoever is allowed is found. */
export async function searchSubjects(ctx: Context, policySets: PolicySets, asked: SubjectSearchRequest): Promise<FoundEntities> {
  const set = await policySetOf(ctx, policySets);
  const page = pageOf(ctx, "subject", asked);
  const overlay = toOverlay(refuseFaults(() => toTags(asked.subject.properties, "subject.properties")));
  const things = await readThings(ctx, set, [asked.resource]);
  const resource = refuseFaults(() => prepareResource(set, { things }, asked));
  const type = toSubjectType(asked.subject.type);
  if (resource === null || type === undefined) return page.answer([], String);

  // The address of a question is that of one subject, and here it is that of whoever might ask.
  const circumstances = toCircumstances(asked, ctx.platform.clock.now());
  const filters = toActions(set.catalogue, resource.type, asked.action).map((action) =>
    overlaySubjectFilter(specialiseFor(set, { action, resource, circumstances })[type], overlay),
  );
  const rows = await searchSubjectRows(ctx.db, ctx.profileId, { ...page, type, filters, circumstances });
  return page.answer(
    rows.map((row) => ({ ...row, result: { type: asked.subject.type, id: row.externalName } })),
    (row) => row.id,
  );
}

/** All stored resources of a type on which this subject may do this, by one query. */
export async function searchResources(ctx: Context, policySets: PolicySets, asked: ResourceSearchRequest): Promise<FoundEntities> {
  const set = await policySetOf(ctx, policySets);
  const page = pageOf(ctx, "resource", asked);
  const overlay = toOverlay(refuseFaults(() => toTags(asked.resource.properties, "resource.properties")));
  const subjects = await readSubjects(ctx, [asked]);
  const circumstances = toCircumstances(asked, ctx.platform.clock.now());
  const subject = refuseFaults(() => prepareSubject({ subjects }, asked.subject, circumstances));
  const type = toResourceType(set.catalogue, asked.resource.type);
  if (subject === null || !Object.hasOwn(set.catalogue, type)) return page.answer([], String);

  const grants = specialise(set, subject, circumstances);
  const filters = toActions(set.catalogue, type, asked.action).map((action) => overlayResourceFilter(grants.filter(type, action), overlay));
  const ids = await searchThings(ctx.db, ctx.profileId, { ...page, type, filters });
  return page.answer(
    ids.map((id) => ({ id, result: { type: asked.resource.type, id } })),
    (row) => row.id,
  );
}

/** Every action of the resource's type that this subject may do with it. */
export async function searchActions(ctx: Context, policySets: PolicySets, asked: ActionSearchRequest): Promise<FoundActions> {
  const set = await policySetOf(ctx, policySets);
  const page = pageOf(ctx, "action", asked);
  const [subjects, things] = [await readSubjects(ctx, [asked]), await readThings(ctx, set, [asked.resource])];
  const circumstances = toCircumstances(asked, ctx.platform.clock.now());
  const subject = refuseFaults(() => prepareSubject({ subjects }, asked.subject, circumstances));

  const names = Object.keys(set.catalogue[toResourceType(set.catalogue, asked.resource.type)] ?? {}).filter((name) => {
    const resource = refuseFaults(() => prepareResource(set, { things }, { ...asked, action: { name } }));
    return subject !== null && resource !== null && decide(set, { subject, action: name, resource, circumstances }) === "allow";
  });
  const after = names.slice(Number(page.after) || 0, (Number(page.after) || 0) + page.limit + 1);
  return page.answer(
    after.map((name) => ({ name, result: { name } })),
    ({ name }) => String(names.indexOf(name) + 1),
  );
}

type Asked = { page?: { token?: string | undefined; next_token?: string | undefined; limit?: number | undefined } | undefined };

interface Page {
  after: string;
  limit: number;
  /** Takes one row more than the page has, where there are more. */
  answer<Row extends { result: unknown }, Result extends Row["result"]>(
    rows: readonly (Row & { result: Result })[],
    afterOf: (row: Row) => string,
  ): { results: Result[]; page: { next_token: string; count: number } };
}

/** Which page of a search is wanted. A token is good for the very search that gave it; only the length of pages may change. */
function pageOf(ctx: Context, kind: string, { page, ...question }: Asked): Page {
  const asked = [kind, ctx.profileId, question];
  const limit = page?.limit ?? limitDefault;
  const token = page?.token ?? page?.next_token ?? "";
  const after = token === "" ? "" : readPageToken(asked, token);
  if (after === null) throw toBadRequest({ path: "page.token", message: "does not belong to this search" });

  return {
    after,
    limit,
    answer: (rows, afterOf) => {
      const shown = rows.slice(0, limit);
      const last = shown.at(-1);
      const nextToken = rows.length > limit && last !== undefined ? toPageToken(asked, afterOf(last)) : "";
      return { results: shown.map((row) => row.result), page: { next_token: nextToken, count: shown.length } };
    },
  };
}

function refuseFaults<T>(prepare: () => T): T {
  try {
    return prepare();
  } catch (error) {
    if (error instanceof FaultyQuestionError) throw toBadRequest(error);
    throw error;
  }
}
