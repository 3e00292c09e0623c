import { text } from "@latchkey/contract";
import { sql } from "kysely";
import { z } from "zod";
import { fromStoredTags, toStoredTags } from "../../../database/tags.ts";
import { transact } from "../../../database/transact.ts";
import type { Tx } from "../../../database/database.ts";
import type { Context } from "../../../http/context.ts";
import { newId } from "../../../platform/ids.ts";
import { findAnalysis } from "../../analyses/index.ts";
import { recordAuditEntry } from "../../audit/index.ts";
import { findUser } from "../../users/index.ts";
import { compatErrors } from "../wire/compat.errors.ts";
import { deleteExtras } from "../wire/extra-fields.store.ts";
import { readListQuery, type ListShape } from "../wire/list-query.ts";
import { pick, readBody, readId, tagoTags } from "../wire/read-body.ts";
import { created, type TagoCall, type TagoRoute } from "../wire/tago-route.ts";
import { countActions, findAction, lockActions, moments, resources, storeAction, type Action } from "./action.store.ts";

const actionsMax = 200;

const shape: ListShape = {
  id: sql`id`,
  tags: sql`array(select jsonb_array_elements_text(fields -> 'tags'))`,
  defaultFields: ["id", "name"],
  defaultOrder: "name,asc",
  fields: {
    name: { column: sql`(fields ->> 'name')`, kind: "text", isSortable: true },
    active: { column: sql`(fields ->> 'active')::boolean`, kind: "boolean", isSortable: true },
    type: { column: sql`(fields ->> 'type')`, kind: "text" },
    last_triggered: { column: sql`(fields ->> 'last_triggered')::timestamptz`, kind: "date", isSortable: true },
    created_at: { column: sql`(fields ->> 'created_at')::timestamptz`, kind: "date", isSortable: true },
    updated_at: { column: sql`(fields ->> 'updated_at')::timestamptz`, kind: "date", isSortable: true },
  },
};

const trigger = z
  .object({
    resource: z.enum(resources),
    when: z.enum(moments),
    tag_key: z.string().max(100).optional(),
    tag_value: z.string().max(200).optional(),
  })
  .refine(({ tag_key: key, tag_value: value }) => !value || key, "has the value of a tag without its key");

const id = z.string().regex(/^[0-9a-f]{24}$/, "must be an id");
const told = { subject: text(200), message: text(4000) };
/** Those that the call itself is made of. */
const ownHeaders = ["host", "connection", "content-length", "content-type", "transfer-encoding", "user-agent", "upgrade", "expect", "te"];
const headers = z
  .record(z.string().regex(/^[A-Za-z0-9-]{1,100}$/), z.union([z.string(), z.number(), z.boolean()]).transform(String))
  .refine((sent) => Object.keys(sent).length <= 20, "has more than 20 headers")
  .refine((sent) => Object.values(sent).every((value) => /^[\x20-\x7e]{0,2000}$/.test(value)), "has a value that is no header's")
  .refine((sent) => !Object.keys(sent).some((name) => ownHeaders.includes(name.toLowerCase())), "has a header that is not yours to set");

const outcome = z.discriminatedUnion(
  "type",
  [
    z.object({ type: z.literal("script"), script: z.array(id).min(1).max(20) }),
    z.object({ type: z.literal("notification"), ...told }),
    z.object({ type: z.literal("notification_run"), run_user: id, ...told }),
    z.object({ type: z.literal("post"), url: z.url({ protocol: /^https?$/ }).max(2000), headers: headers.default({}) }),
  ],
  {
    error:
      "is none that Latchkey does: script, notification, notification_run or post. It mails no texts from outside: let a script or the receiver of a post do that",
  },
);

const whole = z.object({
  name: text(100),
  description: text(2000, 0).nullish(),
  active: z.boolean().default(true),
  lock: z.boolean().default(false),
  tags: tagoTags.default([]),
  type: z.literal("resource", {
    error: "must be resource: Latchkey has actions for resources only, a program of your own does the others",
  }),
  trigger: z.array(trigger).min(1).max(20),
  action: outcome,
});
const change = z
  .object({
    ...whole.shape,
    active: z.boolean(),
    lock: z.boolean(),
    tags: tagoTags,
  })
  .partial();

const sealedFor = "tagoio action headers";

export function headersOf(ctx: Context, { sealed_headers: sealed }: Action): Record<string, string> {
  return sealed === null ? {} : (JSON.parse(ctx.platform.secrets.open(sealed, sealedFor)) as Record<string, string>);
}

/** As TagoIO's. Headers of a webhook are among it for tokens that may do everything: they are what its receiver trusts. */
export function toTagoAction(ctx: Context, action: Action): Record<string, unknown> {
  const { sealed_headers: _headers, pace: _pace, ...shown } = action;
  const { principal } = ctx;
  const mayManage = principal.kind === "api_token" && principal.permission === "full";
  return {
    ...shown,
    profile: ctx.profileId,
    tags: fromStoredTags(action.tags),
    action: action.action.type === "post" ? { ...action.action, headers: mayManage ? headersOf(ctx, action) : {} } : action.action,
    last_triggered: action.last_triggered ?? "never",
  };
}

async function list({ ctx, query }: TagoCall): Promise<unknown> {
  const { fields, where, order, limit, offset } = readListQuery(query, shape, ctx.platform.clock.now());
  const result = await sql<{ id: string; fields: Omit<Action, "id"> }>`
    select id, fields from tagoio_fields where profile_id = ${ctx.profileId} and type = 'action' and ${where}
    order by ${order} limit ${limit} offset ${offset}`.execute(ctx.db);
  return result.rows.map((row) => pick(toTagoAction(ctx, { ...row.fields, id: row.id }), fields));
}

const notFound = () => compatErrors.not_found({ detail: "Action Not Found" });

async function info({ ctx, params }: TagoCall): Promise<unknown> {
  const action = await findAction(ctx.db, ctx.profileId, readId(params["id"]));
  if (!action) throw notFound();
  return toTagoAction(ctx, action);
}

/** An action hands on what policies may hide, so that only who may read and write everything makes one. */
function requireFull({ principal }: Context): void {
  if (principal.kind === "api_token" && principal.permission === "full") return;
  throw compatErrors.authorization_denied({ detail: "Authorization Denied: only a token that may do everything changes actions." });
}

/** Refuses what names somebody or something that is not there. */
async function requireThere(tx: Tx, ctx: Context, { action }: Pick<Action, "action">): Promise<void> {
  const all = { kind: "all" } as const;
  if (action.type === "script") {
    for (const script of action.script) {
      if (await findAnalysis(tx, ctx.profileId, script, all)) continue;
      throw compatErrors.not_valid({ detail: `action.script: there is no analysis ${script}` });
    }
  }
  if (action.type === "notification_run" && !(await findUser(tx, ctx.profileId, action.run_user, all))) {
    throw compatErrors.not_valid({ detail: `action.run_user: there is no run user ${action.run_user}` });
  }
}

type Sent = z.output<typeof change>;

/** What is stored of an outcome, and its headers apart from it. */
function outcomeIn(ctx: Context, sent: NonNullable<Sent["action"]>): Pick<Action, "action" | "sealed_headers"> {
  if (sent.type !== "post") return { action: sent, sealed_headers: null };
  const lower = Object.fromEntries(Object.entries(sent.headers).map(([name, value]) => [name.toLowerCase(), value]));
  return { action: { type: "post", url: sent.url }, sealed_headers: ctx.platform.secrets.seal(JSON.stringify(lower), sealedFor) };
}

const audited = ({ name, description, active, lock, tags, trigger: triggers, action }: Action) => ({
  name,
  description,
  active,
  lock,
  tags,
  trigger: triggers,
  action,
});
const objectOf = (action: Action) => ({ type: "action", id: action.id, name: action.name });

async function create({ ctx, body }: TagoCall): Promise<unknown> {
  requireFull(ctx);
  const { tags, action: sent, description, ...rest } = readBody(whole, body);
  const now = ctx.platform.clock.now().toISOString();
  const action: Action = {
    ...rest,
    ...outcomeIn(ctx, sent),
    id: newId(ctx.platform.clock),
    description: description ?? null,
    tags: toStoredTags(tags),
    last_triggered: null,
    pace: { minute: 0, count: 0 },
    created_at: now,
    updated_at: now,
  };
  await transact(ctx.db, async (tx) => {
    await lockActions(tx, ctx.profileId);
    if ((await countActions(tx, ctx.profileId)) >= actionsMax) {
      throw compatErrors.not_valid({ detail: `A profile has at most ${actionsMax} actions: delete one first.` });
    }
    await requireThere(tx, ctx, action);
    await storeAction(tx, ctx.profileId, action);
    await recordAuditEntry(tx, ctx, { action: "action.created", object: objectOf(action), after: audited(action) });
  });
  return created({ action: action.id });
}

async function edit({ ctx, params, body }: TagoCall): Promise<unknown> {
  requireFull(ctx);
  const { tags, action: sent, ...rest } = readBody(change, body);
  await transact(ctx.db, async (tx) => {
    await lockActions(tx, ctx.profileId);
    const stored = await findAction(tx, ctx.profileId, readId(params["id"]));
    if (!stored) throw notFound();
    const given = Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== undefined));
    const changed: Partial<Action> = {
      ...given,
      ...(sent === undefined ? {} : outcomeIn(ctx, sent)),
      ...(tags === undefined ? {} : { tags: toStoredTags(tags) }),
      updated_at: ctx.platform.clock.now().toISOString(),
    };
    const action = { ...stored, ...changed };
    await requireThere(tx, ctx, action);
    await storeAction(tx, ctx.profileId, { ...changed, id: stored.id });
    await recordAuditEntry(tx, ctx, {
      action: "action.updated",
      object: objectOf(action),
      before: audited(stored),
      after: audited(action),
    });
  });
  return "Action Successfully Updated";
}

async function remove({ ctx, params }: TagoCall): Promise<unknown> {
  requireFull(ctx);
  await transact(ctx.db, async (tx) => {
    await lockActions(tx, ctx.profileId);
    const stored = await findAction(tx, ctx.profileId, readId(params["id"]));
    if (!stored) throw notFound();
    await deleteExtras(tx, { profileId: ctx.profileId, type: "action", id: stored.id });
    await recordAuditEntry(tx, ctx, { action: "action.deleted", object: objectOf(stored), before: audited(stored) });
  });
  return "Successfully Removed";
}

const tokens = ["profile"] as const;
const limited = { tokens, requestsPerMinuteMax: 1000 };

export const actionRoutes: TagoRoute[] = [
  { method: "GET", path: "/action", tokens, handler: list },
  { method: "POST", path: "/action", ...limited, handler: create },
  { method: "GET", path: "/action/:id", tokens, handler: info },
  { method: "PUT", path: "/action/:id", ...limited, handler: edit },
  { method: "DELETE", path: "/action/:id", ...limited, handler: remove },
];
