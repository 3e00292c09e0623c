import { findCatalogueAction, type Page, type WhoCanQuestion, type WhoCanRow } from "@latchkey/contract";
import { decideWithTrail, specialiseFor, type Circumstances, type PolicySet, type Resource } from "@latchkey/engine";
import { fromStoredTags } from "../../database/tags.ts";
import type { Context } from "../../http/context.ts";
import { httpErrors } from "../../http/http.errors.ts";
import { requireAllOfAccessManagement } from "../../http/require-all-of-access-management.ts";
import type { CsvDownload } from "../../http/routes.ts";
import { byteOrderMark, csvLine } from "../../platform/csv.ts";
import { recordAuditEntry } from "../audit/index.ts";
import { findProfile } from "../profiles/index.ts";
import { accessErrors } from "./access.errors.ts";
import type { PolicySets } from "./policy-sets.ts";
import { findTaggedRow } from "./tagged-rows.store.ts";
import { listAble, type AbleRow } from "./who-can.store.ts";

interface Asked extends WhoCanQuestion {
  limit: number;
  cursor?: string | undefined;
  countMax?: number | undefined;
}

/**
 * Who can do something to a resource, with the rule that allows it to each. The question is turned around once, into a
 * filter over people: the list costs what any list costs, however many rules and people there are.
 */
export async function listWhoCan(ctx: Context, policySets: PolicySets, asked: Asked): Promise<Page<WhoCanRow>> {
  return listAnswer(ctx, await prepare(ctx, policySets, asked), asked);
}

const batchMax = 1000;

/** Streams the whole list, batch after batch, so that memory stays the same for ten and for a million. */
export async function exportWhoCan(ctx: Context, policySets: PolicySets, asked: WhoCanQuestion): Promise<CsvDownload> {
  const prepared = await prepare(ctx, policySets, asked);
  const { resource, action, subjectType } = asked;
  await recordAuditEntry(ctx.db, ctx, { action: "who_can.exported", after: { resource, action, subjectType } });

  async function* lines(): AsyncIterable<string> {
    yield byteOrderMark;
    yield csvLine(["id", "name", "email", "rule", "rule_id", "rule_name", "through"]);
    let cursor: string | undefined;
    do {
      const { items, nextCursor } = await listAnswer(ctx, prepared, { ...asked, limit: batchMax, cursor, countMax: 0 });
      if (items.length > 0) yield items.map(({ rule, ...who }) => csvLine(cellsOf(who, rule))).join("");
      cursor = nextCursor ?? undefined;
    } while (cursor !== undefined);
  }
  return { fileName: `who-can-${ctx.platform.clock.now().toISOString().slice(0, 10)}.csv`, lines: lines() };
}

function cellsOf({ id, name, email }: Omit<WhoCanRow, "rule">, rule: WhoCanRow["rule"]): string[] {
  return [id, name, email ?? "", rule.source, rule.id, rule.name, rule.path.map((step) => step.name).join(" > ")];
}

interface Prepared {
  set: PolicySet;
  resource: Resource;
  circumstances: Circumstances;
}

async function prepare(ctx: Context, policySets: PolicySets, { resource, action, circumstances }: WhoCanQuestion): Promise<Prepared> {
  requireAllOfAccessManagement(ctx);
  const [row, profile] = await Promise.all([findTaggedRow(ctx.db, ctx.profileId, resource), findProfile(ctx.db, ctx.profileId)]);
  if (!row || !profile || !isKnownTo(ctx, resource, row.tags)) throw httpErrors.not_found();

  const set = await policySets.get(ctx.profileId, profile.access_revision);
  if (!findCatalogueAction(set.catalogue, resource.type, action)) {
    throw accessErrors.unknown_action({ errors: [{ path: "body.action", message: "is no action of this resource type" }] });
  }
  return {
    set,
    resource: { type: resource.type, id: row.id, tags: fromStoredTags(row.tags) },
    circumstances: {
      now: circumstances.at === undefined ? ctx.platform.clock.now().getTime() : Date.parse(circumstances.at),
      address: circumstances.address ?? null,
      isDeviceTrusted: circumstances.isDeviceTrusted,
      hasSecondFactor: circumstances.hasSecondFactor,
    },
  };
}

/** Whoever is limited learns nothing about things that they may not see. */
function isKnownTo({ access }: Context, { type, id }: WhoCanQuestion["resource"], tags: readonly string[]): boolean {
  return access.isUnrestricted || access.allows(type, "access", { id, tags });
}

async function listAnswer(ctx: Context, { set, resource, circumstances }: Prepared, asked: Asked): Promise<Page<WhoCanRow>> {
  const { action, subjectType: type, search, limit, cursor, countMax } = asked;
  const filter = specialiseFor(set, { action, resource, circumstances })[type];
  const reached = { type, filter, circumstances, reach: reachOf(ctx, type) };
  const { rows, nextCursor, total } = await listAble(ctx.db, ctx.profileId, { ...reached, search, limit, cursor, countMax });

  const toRow = (row: AbleRow): WhoCanRow => {
    const subject = { type, id: row.id, tags: fromStoredTags(row.tags), groups: row.group_ids, roles: rolesIn(ctx.profileId, row) };
    const { rules } = decideWithTrail(set, { subject, action, resource, circumstances });
    const rule = rules.find((each) => each.effect === "allow" && each.isMatched);
    if (rule === undefined)
      throw new Error(`no rule allows ${type} ${row.id} to ${action} ${resource.type}, though the filter lets them through`);
    const { source, policyId, policyName, permissionIndex, path } = rule;
    return { id: row.id, name: row.name, email: row.email, rule: { source, id: policyId, name: policyName, permissionIndex, path } };
  };
  return { items: rows.map(toRow), nextCursor, total };
}

/** Administrators are nobody's to see for whoever is limited. */
function reachOf({ access }: Context, type: Asked["subjectType"]) {
  if (type === "administrator") return access.isUnrestricted ? { kind: "all" as const } : { kind: "none" as const };
  return access.filter(type, "access");
}

function rolesIn(profileId: string, { roles }: AbleRow) {
  return roles.filter((role) => role.profileId === profileId);
}
