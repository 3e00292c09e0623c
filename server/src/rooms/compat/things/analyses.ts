import { text } from "@latchkey/contract";
import { sql } from "kysely";
import { z } from "zod";
import { fromStoredTags } from "../../../database/tags.ts";
import { transact } from "../../../database/transact.ts";
import type { Context } from "../../../http/context.ts";
import { findAllowed } from "../../../http/find-allowed.ts";
import { inOneTransaction } from "../../../http/in-one-transaction.ts";
import {
  createAnalysis,
  deleteAnalysis,
  findAnalysis,
  renewAnalysisToken,
  updateAnalysis,
  type AnalysisRow,
} from "../../analyses/index.ts";
import { recordAuditEntry } from "../../audit/index.ts";
import { getVisibleWidget } from "../../dashboards/index.ts";
import { liveBytesMax, publishLive } from "../../live/index.ts";
import { asRecord } from "../people/run-users.ts";
import { compatErrors } from "../wire/compat.errors.ts";
import { deleteExtras, findExtras, mergeExtras, type ExtraKey, type Extras } from "../wire/extra-fields.store.ts";
import type { ListShape } from "../wire/list-query.ts";
import { pick, readBody, readId, tagoTags } from "../wire/read-body.ts";
import { reason } from "../wire/reason.ts";
import { created, type TagoCall, type TagoRoute } from "../wire/tago-route.ts";
import { listThings } from "./list-things.ts";
import { analysesNamed } from "./widget-rights.ts";

const extraNames = ["runtime", "run_on", "interval", "variables", "file_name"];
const defaults: Extras = {
  runtime: "other",
  run_on: "external",
  interval: "never",
  variables: [],
  version: "1",
  versions: {},
  console: [],
  locked_at: null,
};

const shape: ListShape = {
  id: sql`thing.id`,
  tags: sql`thing.tags`,
  defaultFields: ["id", "name"],
  defaultOrder: "name,asc",
  fields: {
    name: { column: sql`thing.name`, kind: "text", isSortable: true },
    active: { column: sql`thing.is_active`, kind: "boolean", isSortable: true },
    run_on: { column: sql`coalesce(x.fields ->> 'run_on', 'external')`, kind: "text", isSortable: true },
    last_run: { column: sql`thing.last_used_at`, kind: "date", isSortable: true },
    created_at: { column: sql`thing.created_at`, kind: "date", isSortable: true },
    updated_at: { column: sql`thing.updated_at`, kind: "date", isSortable: true },
  },
};

const keyOf = ({ profileId }: Context, id: string): ExtraKey => ({ profileId, type: "analysis", id });

export function toTagoAnalysis(row: AnalysisRow, extras: Extras): Record<string, unknown> {
  return {
    ...defaults,
    ...extras,
    id: row.id,
    profile: row.profile_id,
    name: row.name,
    description: row.description,
    active: row.is_active,
    token: row.token_hint,
    tags: fromStoredTags(row.tags),
    last_run: row.last_used_at?.toISOString() ?? "never",
    created_at: row.created_at.toISOString(),
    updated_at: row.updated_at.toISOString(),
  };
}

const list = listThings({ type: "analysis", shape, toTago: toTagoAnalysis });

function findFor(ctx: Context, id: string | undefined, action: string): Promise<AnalysisRow> {
  return findAllowed(ctx, { type: "analysis", action }, (filter) => findAnalysis(ctx.db, ctx.profileId, readId(id), filter));
}

async function info({ ctx, params }: TagoCall): Promise<unknown> {
  const row = await findFor(ctx, params["id"], "access");
  return toTagoAnalysis(row, await findExtras(ctx.db, keyOf(ctx, row.id)));
}

const whole = z.object({
  name: text(100),
  description: text(2000, 0).nullish(),
  active: z.boolean().optional(),
  tags: tagoTags.optional(),
});

/** Registers one as it is sent, under the id it had elsewhere if one is given. */
export async function addAnalysis(ctx: Context, body: unknown, givenId?: string): Promise<{ id: string; token: string }> {
  const { name, description, active, tags = [] } = readBody(whole, body);
  return inOneTransaction(ctx, async (within, tx) => {
    const made = await createAnalysis(within, { id: givenId, name, description: description ?? "", tags });
    if (active === false) await updateAnalysis(within, made.id, { isActive: false, reason, confirmName: name });
    await mergeExtras(tx, keyOf(ctx, made.id), pick(asRecord(body), extraNames));
    return made;
  });
}

async function create({ ctx, body }: TagoCall): Promise<unknown> {
  const { id, token } = await addAnalysis(ctx, body);
  return created({ id, token });
}

async function edit({ ctx, params, body }: TagoCall): Promise<unknown> {
  const stored = await findFor(ctx, params["id"], "edit");
  const { name, description, active, tags } = readBody(whole.partial(), body);
  await inOneTransaction(ctx, async (within, tx) => {
    await updateAnalysis(within, stored.id, {
      name,
      description: description ?? undefined,
      isActive: active,
      tags,
      reason,
      confirmName: stored.name,
    });
    await mergeExtras(tx, keyOf(ctx, stored.id), pick(asRecord(body), extraNames));
  });
  return "Successfully Updated";
}

async function remove({ ctx, params }: TagoCall): Promise<unknown> {
  const id = readId(params["id"]);
  await inOneTransaction(ctx, async (within, tx) => {
    await deleteAnalysis(within, id);
    await deleteExtras(tx, keyOf(ctx, id));
  });
  return "Successfully Removed";
}

interface Trigger {
  data: unknown[];
  environment: Record<string, string>;
}

/** Runs an analysis that is connected; one that is not misses it, as at TagoIO. */
export async function triggerAnalysis(ctx: Context, analysisId: string, { data, environment }: Trigger): Promise<void> {
  const analysis = await findAnalysis(ctx.db, ctx.profileId, analysisId, { kind: "all" });
  if (!analysis?.is_active) throw compatErrors.not_valid({ detail: "The analysis does not exist or is not active." });
  const { variables } = await findExtras(ctx.db, keyOf(ctx, analysisId));
  const own = z
    .array(z.object({ key: z.string(), value: z.string() }))
    .catch([])
    .parse(variables ?? []);
  const who = ctx.principal.kind === "run_user" ? { _user_id: ctx.principal.id } : {};
  const given = Object.entries({ ...environment, ...who }).map(([key, value]) => ({ key, value }));

  await transact(ctx.db, async (tx) => {
    const payload = { analysis_id: analysisId, environment: [...own, ...given], data };
    const isTold = await publishLive(tx, ctx, { profileId: ctx.profileId, channel: `analysis_trigger.${analysisId}`, payload });
    if (!isTold) throw compatErrors.not_valid({ detail: `data: an analysis is given at most ${liveBytesMax} bytes` });
    await recordAuditEntry(tx, ctx, { action: "analysis.run", object: { type: "analysis", id: analysisId, name: analysis.name } });
  });
}

/** A list of records; the SDK's own examples send one object. */
const scope = z.object({
  scope: z.union([z.array(z.unknown()).max(1000), z.record(z.string(), z.unknown()).transform((one) => [one])]).default([]),
});

async function run({ ctx, params, body }: TagoCall): Promise<unknown> {
  const row = await findFor(ctx, params["id"], "run_analysis");
  await triggerAnalysis(ctx, row.id, { data: readBody(scope, body).scope, environment: {} });
  return { analysis_token: row.token_hint };
}

/** From a widget's header button: whoever sees the widget that names the analysis may run it. */
async function runFromWidget({ ctx, params, body }: TagoCall): Promise<unknown> {
  const analysisId = readId(params["id"]);
  const { widget } = await getVisibleWidget(ctx, { dashboardId: readId(params["dashboard"]), widgetId: readId(params["widget"]) });
  const extras = await findExtras(ctx.db, { profileId: ctx.profileId, type: "widget", id: widget.id });
  const { onSend, byButton } = analysesNamed(extras);
  if (onSend !== analysisId && !byButton.includes(analysisId)) throw compatErrors.authorization_denied();
  await triggerAnalysis(ctx, analysisId, { data: readBody(scope, body).scope, environment: { _widget_exec: "header_button" } });
  return "Analysis is running";
}

const line = z.object({ message: z.string().max(10_000), timestamp: z.union([z.string().max(50), z.number()]).optional() });

/** What a running analysis prints: for whoever watches its console. */
async function consoleLine({ ctx, body }: TagoCall): Promise<unknown> {
  const { principal } = ctx;
  if (principal.kind !== "analysis") throw compatErrors.authorization_denied();
  const { message, timestamp } = readBody(line, body);
  const payload = { message, timestamp: timestamp ?? ctx.platform.clock.now().toISOString() };
  await transact(ctx.db, (tx) => publishLive(tx, ctx, { profileId: ctx.profileId, channel: `analysis_console.${principal.id}`, payload }));
  return "Console message sent";
}

const tokens = ["profile", "analysis"] as const;

export const analysisRoutes: TagoRoute[] = [
  { method: "GET", path: "/analysis", tokens, handler: list },
  { method: "POST", path: "/analysis", tokens, handler: create },
  { method: "GET", path: "/analysis/:id", tokens, handler: info },
  { method: "PUT", path: "/analysis/:id", tokens, handler: edit },
  { method: "DELETE", path: "/analysis/:id", tokens, handler: remove },
  { method: "POST", path: "/analysis/:id/run", tokens, handler: run },
  { method: "POST", path: "/analysis/:id/run/:dashboard/:widget", tokens: [...tokens, "run_user"], handler: runFromWidget },
  {
    method: "GET",
    path: "/analysis/:id/token",
    writes: true,
    tokens,
    handler: async ({ ctx, params }) => ({ analysis_token: (await renewAnalysisToken(ctx, readId(params["id"]))).token }),
  },
  { method: "POST", path: "/analysis/services/console/send", tokens: ["analysis"], handler: consoleLine },
];
