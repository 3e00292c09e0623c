import type { Tag } from "@latchkey/contract";
import { toStoredTags } from "../../database/tags.ts";
import type { Tx } from "../../database/database.ts";
import { transact } from "../../database/transact.ts";
import type { Context } from "../../http/context.ts";
import { httpErrors } from "../../http/http.errors.ts";
import { newId } from "../../platform/ids.ts";
import { findAnalysis } from "../analyses/index.ts";
import { recordAuditEntry } from "../audit/index.ts";
import { findUser } from "../users/index.ts";
import { actionsMax } from "./actions.rules.ts";
import { countActions, deleteActionRow, findAction, insertAction, lockActions, updateActionRow, type ActionRow } from "./actions.store.ts";
import type { Outcome, Trigger } from "./actions.tables.ts";
import { mayChangeActions, sealHeaders } from "./webhook-headers.ts";

/** What an action does, as it is said; headers are sealed before they are stored. */
export type GivenOutcome = Exclude<Outcome, { type: "call" }> | { type: "call"; url: string; headers: Record<string, string> };

export interface NewAction {
  name: string;
  description: string | null;
  isActive: boolean;
  isLocked: boolean;
  tags: Tag[];
  triggers: Trigger[];
  outcome: GivenOutcome;
}

export type ActionChanges = { [Name in keyof NewAction]?: NewAction[Name] | undefined };

export async function createAction(ctx: Context, { outcome, tags, ...input }: NewAction): Promise<{ id: string }> {
  requireMayChange(ctx);
  const now = ctx.platform.clock.now();
  const row: ActionRow = {
    profile_id: ctx.profileId,
    id: newId(ctx.platform.clock),
    name: input.name,
    description: input.description,
    is_active: input.isActive,
    is_locked: input.isLocked,
    tags: toStoredTags(tags),
    triggers: input.triggers,
    ...outcomeColumns(ctx, outcome),
    last_triggered_at: null,
    pace_minute: 0,
    pace_count: 0,
    created_at: now,
    updated_at: now,
  };
  await transact(ctx.db, async (tx) => {
    await lockActions(tx, ctx.profileId);
    if ((await countActions(tx, ctx.profileId)) >= actionsMax) {
      throw httpErrors.bad_request({ detail: `A profile has at most ${actionsMax} actions: delete one first.` });
    }
    await requireThere(tx, ctx, row.outcome);
    await insertAction(tx, row);
    await recordAuditEntry(tx, ctx, { action: "action.created", object: objectOf(row), after: audited(row) });
  });
  return { id: row.id };
}

/** Only what is given changes. */
export async function updateAction(ctx: Context, id: string, { outcome, tags, triggers, ...changes }: ActionChanges): Promise<void> {
  requireMayChange(ctx);
  await transact(ctx.db, async (tx) => {
    const stored = await findForChange(tx, ctx, id);
    const columns = outcome === undefined ? null : outcomeColumns(ctx, outcome);
    await requireThere(tx, ctx, columns?.outcome ?? stored.outcome);
    const changed = await updateActionRow(
      tx,
      { profileId: ctx.profileId, id },
      {
        name: changes.name,
        description: changes.description,
        is_active: changes.isActive,
        is_locked: changes.isLocked,
        tags: tags && toStoredTags(tags),
        triggers: triggers && JSON.stringify(triggers),
        ...(columns === null ? {} : { ...columns, outcome: JSON.stringify(columns.outcome) }),
        updated_at: ctx.platform.clock.now(),
      },
    );
    const facts = { object: objectOf(changed), before: audited(stored), after: audited(changed) };
    await recordAuditEntry(tx, ctx, { action: "action.updated", ...facts });
  });
}

export async function deleteAction(ctx: Context, id: string): Promise<void> {
  requireMayChange(ctx);
  await transact(ctx.db, async (tx) => {
    const stored = await findForChange(tx, ctx, id);
    await deleteActionRow(tx, ctx.profileId, id);
    await recordAuditEntry(tx, ctx, { action: "action.deleted", object: objectOf(stored), before: audited(stored) });
  });
}

function requireMayChange(ctx: Context): void {
  if (!mayChangeActions(ctx)) throw httpErrors.not_allowed({ detail: "only a token that may do everything changes actions." });
}

async function findForChange(tx: Tx, ctx: Context, id: string): Promise<ActionRow> {
  await lockActions(tx, ctx.profileId);
  const stored = await findAction(tx, ctx.profileId, id);
  if (!stored) throw httpErrors.not_found();
  return stored;
}

function outcomeColumns(ctx: Context, given: GivenOutcome): Pick<ActionRow, "outcome" | "sealed_headers"> {
  if (given.type !== "call") return { outcome: given, sealed_headers: null };
  return { outcome: { type: "call", url: given.url }, sealed_headers: sealHeaders(ctx, given.headers) };
}

/** Refuses what names somebody or something that is not there. */
async function requireThere(tx: Tx, ctx: Context, outcome: Outcome): Promise<void> {
  const all = { kind: "all" } as const;
  if (outcome.type === "run_analyses") {
    for (const id of outcome.analysisIds) {
      if (await findAnalysis(tx, ctx.profileId, id, all)) continue;
      throw httpErrors.bad_request({ detail: `there is no analysis ${id}` });
    }
  }
  if (outcome.type === "tell_user" && !(await findUser(tx, ctx.profileId, outcome.userId, all))) {
    throw httpErrors.bad_request({ detail: `there is no run user ${outcome.userId}` });
  }
}

const objectOf = ({ id, name }: ActionRow) => ({ type: "action", id, name });

const audited = (row: ActionRow) => ({
  name: row.name,
  description: row.description,
  isActive: row.is_active,
  isLocked: row.is_locked,
  tags: row.tags,
  triggers: row.triggers,
  outcome: row.outcome,
});
