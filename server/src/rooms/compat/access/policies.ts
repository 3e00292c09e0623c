import { catalogue, text, type PolicySaveBody } from "@latchkey/contract";
import { sql } from "kysely";
import { z } from "zod";
import { resourceFilterToSql } from "../../../database/resource-filter.ts";
import { fromStoredTags } from "../../../database/tags.ts";
import type { Context } from "../../../http/context.ts";
import { findAllowed } from "../../../http/find-allowed.ts";
import { createPolicy, deletePolicy, findPolicy, updatePolicy, type PolicyRow } from "../../access/index.ts";
import { readListQuery, type ListShape } from "../wire/list-query.ts";
import { pick, readBody, readId, tagoTags } from "../wire/read-body.ts";
import { reason } from "../wire/reason.ts";
import { created, type TagoCall, type TagoRoute } from "../wire/tago-route.ts";
import { fromPermission, fromTarget, toPermission, toTarget } from "./tuples.ts";

const shape: ListShape = {
  id: sql`p.id`,
  tags: sql`p.tags`,
  defaultFields: ["id", "name", "tags", "profile"],
  defaultOrder: "name,asc",
  fields: {
    name: { column: sql`p.name`, kind: "text", isSortable: true },
    active: { column: sql`(p.status = 'active')`, kind: "boolean", isSortable: true },
    created_at: { column: sql`p.created_at`, kind: "date", isSortable: true },
    updated_at: { column: sql`p.updated_at`, kind: "date", isSortable: true },
  },
};

const tuple = z.array(z.string()).min(1);
const effects = z.enum(["allow", "deny"]);
const permissionBody = z.object({ effect: effects, action: z.array(z.string()).min(1), resource: tuple });
const change = z.object({
  name: text(100).optional(),
  active: z.boolean().optional(),
  tags: tagoTags.optional(),
  targets: z.array(tuple).min(1).max(200).optional(),
  permissions: z.array(permissionBody).min(1).max(200).optional(),
});
const whole = change.required({ name: true, targets: true, permissions: true });

/** A policy as TagoIO's. Targets that have no form there, roles and groups, are left out. */
export function toTagoPolicy(row: PolicyRow): Record<string, unknown> {
  const permissions = row.permissions.map(fromPermission).toSorted((a, b) => a.effect.localeCompare(b.effect));
  return {
    id: row.id,
    profile: row.profile_id,
    name: row.name,
    active: row.status === "active",
    tags: fromStoredTags(row.tags),
    targets: row.targets.map(fromTarget).filter((each) => each !== null),
    permissions,
    created_at: row.created_at.toISOString(),
    updated_at: row.updated_at.toISOString(),
  };
}

async function list({ ctx, query }: TagoCall): Promise<unknown> {
  const { fields, where, order, limit, offset } = readListQuery(query, shape, ctx.platform.clock.now());
  const isAllowed = resourceFilterToSql(ctx.access.filter("access_management", "access"), { id: sql`p.id`, tags: sql`p.tags` });
  const result = await sql<PolicyRow>`
    select p.* from policies p where p.profile_id = ${ctx.profileId} and ${isAllowed} and ${where}
    order by ${order} limit ${limit} offset ${offset}`.execute(ctx.db);
  return result.rows.map((row) => pick(toTagoPolicy(row), [...fields, "profile"]));
}

async function info({ ctx, params }: TagoCall): Promise<unknown> {
  return toTagoPolicy(await findStored(ctx, readId(params["id"]), "access"));
}

function findStored(ctx: Context, id: string, action: string): Promise<PolicyRow> {
  return findAllowed(ctx, { type: "access_management", action }, (filter) => findPolicy(ctx.db, ctx.profileId, id, filter));
}

type Change = z.output<typeof change>;

/** What is not sent stays; lists are replaced whole. */
function toBody(sent: Change, stored: PolicyRow | null): PolicySaveBody {
  const name = sent.name ?? stored?.name ?? "";
  const wasActive = stored === null || stored.status === "active";
  const inactive = stored?.status === "monitor" ? "monitor" : "draft";
  return {
    name,
    description: stored?.description ?? "",
    status: (sent.active ?? wasActive) ? "active" : inactive,
    targets: sent.targets ? sent.targets.map((each, index) => toTarget(each, `targets.${index}`)) : (stored?.targets ?? []),
    permissions: sent.permissions
      ? sent.permissions.map((each, index) => toPermission(each, `permissions.${index}`))
      : (stored?.permissions ?? []),
    conditions: stored?.conditions ?? {},
    tags: sent.tags ?? (stored ? fromStoredTags(stored.tags) : []),
    overrides: [],
    reason,
    confirmName: name,
  };
}

async function edit(ctx: Context, { id, body }: { id: string; body: unknown }): Promise<string> {
  const stored = await findStored(ctx, id, "edit");
  await updatePolicy(ctx, { policyId: id, version: stored.version, body: toBody(readBody(change, body), stored) });
  return "Access Management Successfully Updated";
}

async function remove(ctx: Context, id: string): Promise<string> {
  const stored = await findStored(ctx, id, "delete");
  await deletePolicy(ctx, { policyId: id, reason, confirmName: stored.name });
  return "Access Management Successfully Deleted";
}

/** The catalogue, so that tools that build policies know what can be said. */
async function settings(): Promise<unknown> {
  const kinds = ["run_user", "analysis"] as const;
  const resources = Object.fromEntries(Object.keys(catalogue).map((type) => [type, { label: words(type) }]));
  const actionsFor = (kind: (typeof kinds)[number]) =>
    Object.fromEntries(
      Object.entries(catalogue)
        .map(
          ([type, actions]) =>
            [type, Object.entries(actions).filter(([, { subjects }]) => (subjects as readonly string[]).includes(kind))] as const,
        )
        .filter(([, actions]) => actions.length > 0)
        .map(([type, actions]) => [
          type,
          actions.map(([value, { matchForms }]) => ({
            label: words(value),
            value,
            description: `${words(value)}: ${words(type)}`,
            match_by: matchForms,
          })),
        ]),
    );
  return { resources, settings: Object.fromEntries(kinds.map((kind) => [kind, actionsFor(kind)])) };
}

function words(name: string): string {
  const text = name.replaceAll("_", " ");
  return text.charAt(0).toUpperCase() + text.slice(1);
}

const tokens = ["profile", "analysis"] as const;

export function policyRoutes(): TagoRoute[] {
  return [
    { method: "GET", path: "/am", tokens, handler: list },
    { method: "GET", path: "/am/settings", tokens, handler: settings },
    { method: "GET", path: "/am/:id", tokens, handler: info },
    {
      method: "POST",
      path: "/am",
      tokens,
      handler: async ({ ctx, body }) => created({ am_id: (await createPolicy(ctx, toBody(readBody(whole, body), null))).id }),
    },
    {
      method: "PUT",
      path: "/am/:id",
      tokens,
      handler: ({ ctx, params, body }) => edit(ctx, { id: readId(params["id"]), body }),
    },
    { method: "DELETE", path: "/am/:id", tokens, handler: ({ ctx, params }) => remove(ctx, readId(params["id"])) },
  ];
}
