import { emailAddress, text } from "@latchkey/contract";
import { sql } from "kysely";
import { z } from "zod";
import { inOneTransaction } from "../../../http/in-one-transaction.ts";
import { LatchkeyError } from "../../../platform/errors.ts";
import {
  createAction,
  deleteAction,
  findAction,
  moments,
  updateAction,
  webhookHeaders,
  webhookUrl,
  type ActionChanges,
  type ActionRow,
} from "../../actions/index.ts";
import { compatErrors } from "../wire/compat.errors.ts";
import { deleteExtras, findExtras, joinExtras, mergeExtras, type Extras } from "../wire/extra-fields.store.ts";
import { readListQuery, type ListShape } from "../wire/list-query.ts";
import { pick, readBody, readId, tagoTags } from "../wire/read-body.ts";
import { created, type TagoCall, type TagoRoute } from "../wire/tago-route.ts";
import { keyOfAction, resourcesOf, toOutcome, toTagoAction, toTrigger, type TagoResource } from "./to-action.ts";

const shape: ListShape = {
  id: sql`thing.id`,
  tags: sql`thing.tags`,
  defaultFields: ["id", "name"],
  defaultOrder: "name,asc",
  fields: {
    name: { column: sql`thing.name`, kind: "text", isSortable: true },
    active: { column: sql`thing.is_active`, kind: "boolean", isSortable: true },
    type: { column: sql`'resource'`, kind: "text" },
    last_triggered: { column: sql`thing.last_triggered_at`, kind: "date", isSortable: true },
    created_at: { column: sql`thing.created_at`, kind: "date", isSortable: true },
    updated_at: { column: sql`thing.updated_at`, kind: "date", isSortable: true },
  },
};

const trigger = z
  .object({
    resource: z.enum(Object.keys(resourcesOf) as [TagoResource, ...TagoResource[]]),
    when: z.enum(moments),
    tag_key: z.string().max(100).optional(),
    tag_value: z.string().max(200).optional(),
  })
  .refine(({ tag_key: key, tag_value: value }) => !value || key, "has the value of a tag without its key");

const id = z.string().regex(/^[0-9a-f]{24}$/, "must be an id");
const told = { subject: text(200), message: text(4000) };

const outcome = z.discriminatedUnion(
  "type",
  [
    z.object({ type: z.literal("script"), script: z.array(id).min(1).max(20) }),
    z.object({ type: z.literal("notification"), ...told }),
    z.object({ type: z.literal("notification_run"), run_user: id, ...told }),
    z.object({ type: z.literal("email"), to: emailAddress, ...told }),
    z.object({ type: z.literal("post"), url: webhookUrl, headers: webhookHeaders.default({}) }),
  ],
  { error: "is none that Latchkey does: script, notification, notification_run, email or post" },
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

async function list({ ctx, query }: TagoCall): Promise<unknown> {
  const { fields, where, order, limit, offset } = readListQuery(query, shape, ctx.platform.clock.now());
  const result = await sql<ActionRow & { extras: Extras | null }>`
    select thing.*, x.fields as extras from actions thing ${joinExtras("thing", "action")}
    where thing.profile_id = ${ctx.profileId} and ${where} order by ${order} limit ${limit} offset ${offset}`.execute(ctx.db);
  return result.rows.map((row) => pick(toTagoAction(ctx, row, row.extras ?? {}), fields));
}

const notFound = () => compatErrors.not_found({ detail: "Action Not Found" });

/** What is not there has TagoIO's name. */
async function named<T>(work: Promise<T>): Promise<T> {
  return work.catch((thrown: unknown) => {
    throw thrown instanceof LatchkeyError && thrown.code === "http.not_found" ? notFound() : thrown;
  });
}

async function info({ ctx, params }: TagoCall): Promise<unknown> {
  const row = await findAction(ctx.db, ctx.profileId, readId(params["id"]));
  if (!row) throw notFound();
  return toTagoAction(ctx, row, await findExtras(ctx.db, keyOfAction(ctx, row.id)));
}

async function create({ ctx, body }: TagoCall): Promise<unknown> {
  const { name, description, active, lock, tags, trigger: triggers, action } = readBody(whole, body);
  const madeId = await inOneTransaction(ctx, async (within, tx) => {
    const { id: actionId } = await createAction(within, {
      name,
      description: description ?? null,
      isActive: active,
      isLocked: lock,
      tags,
      triggers: triggers.map(toTrigger),
      outcome: toOutcome(action),
    });
    await mergeExtras(tx, keyOfAction(ctx, actionId), { trigger: triggers });
    return actionId;
  });
  return created({ action: madeId });
}

function toChanges(sent: z.output<typeof change>): ActionChanges {
  return {
    name: sent.name,
    description: sent.description,
    isActive: sent.active,
    isLocked: sent.lock,
    tags: sent.tags,
    triggers: sent.trigger?.map(toTrigger),
    outcome: sent.action && toOutcome(sent.action),
  };
}

async function edit({ ctx, params, body }: TagoCall): Promise<unknown> {
  const sent = readBody(change, body);
  const actionId = readId(params["id"]);
  const work = inOneTransaction(ctx, async (within, tx) => {
    await updateAction(within, actionId, toChanges(sent));
    await mergeExtras(tx, keyOfAction(ctx, actionId), pick(sent, ["trigger"]));
  });
  await named(work);
  return "Action Successfully Updated";
}

async function remove({ ctx, params }: TagoCall): Promise<unknown> {
  const actionId = readId(params["id"]);
  const work = inOneTransaction(ctx, async (within, tx) => {
    await deleteAction(within, actionId);
    await deleteExtras(tx, keyOfAction(ctx, actionId));
  });
  await named(work);
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
