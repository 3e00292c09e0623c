import type { Analysis, Tag } from "@latchkey/contract";
import type { Tx } from "../../database/database.ts";
import { toStoredTags } from "../../database/tags.ts";
import { transact } from "../../database/transact.ts";
import type { Consent } from "../../http/consent.ts";
import type { Context } from "../../http/context.ts";
import { findAllowed, requireRetaggable } from "../../http/find-allowed.ts";
import { requireHeld } from "../../http/require-held.ts";
import { requireConsentToTags } from "../../http/retagging.ts";
import { hashToken, newSecretToken, tokenHint } from "../../platform/secret-tokens.ts";
import { recordAuditEntry } from "../audit/index.ts";
import { requireSettableTags } from "../tag-keys/index.ts";
import { deleteAnalysisRow, findAnalysisForUpdate, updateAnalysisRow, type AnalysisRow } from "./analyses.store.ts";
import { analysisObject, auditedAnalysis, toAnalysis } from "./to-analysis.ts";

export interface AnalysisChanges extends Consent {
  name?: string | undefined;
  description?: string | undefined;
  isActive?: boolean | undefined;
  tags?: Tag[] | undefined;
}

async function getAnalysisFor(tx: Tx, ctx: Context, analysisId: string, action: string): Promise<AnalysisRow> {
  return findAllowed(ctx, { type: "analysis", action }, (filter) => findAnalysisForUpdate(tx, ctx.profileId, analysisId, filter));
}

/** Changes an analysis. An inactive one is refused with its token from the next request on. */
export async function updateAnalysis(ctx: Context, analysisId: string, changes: AnalysisChanges): Promise<Analysis> {
  return transact(ctx.db, async (tx) => {
    const stored = await getAnalysisFor(tx, ctx, analysisId, "edit");
    const tags = changes.tags === undefined ? stored.tags : toStoredTags(changes.tags);
    requireRetaggable(ctx, { type: "analysis", action: "edit", id: analysisId }, { before: stored.tags, after: tags });
    await requireSettableTags(tx, ctx, { before: stored.tags, after: tags });
    const subject = { type: "analysis", id: analysisId } as const;
    await requireHeld(ctx.access.mayGive(tx, subject, { before: { tags: stored.tags }, after: { tags } }));
    const retagging = { id: analysisId, name: stored.name, tags: { before: stored.tags, after: tags }, consent: changes };
    await requireConsentToTags(tx, ctx, { of: "analysis", ...retagging });

    const row = await updateAnalysisRow(tx, ctx.profileId, analysisId, {
      name: changes.name ?? stored.name,
      description: changes.description ?? stored.description,
      is_active: changes.isActive ?? stored.is_active,
      tags,
      updated_at: ctx.platform.clock.now(),
    });
    await recordAuditEntry(tx, ctx, {
      action: "analysis.updated",
      object: analysisObject(row),
      before: auditedAnalysis(stored),
      after: auditedAnalysis(row),
      reason: changes.reason ?? null,
    });
    return toAnalysis(row);
  });
}

export async function deleteAnalysis(ctx: Context, analysisId: string): Promise<null> {
  return transact(ctx.db, async (tx) => {
    const stored = await getAnalysisFor(tx, ctx, analysisId, "delete");
    await deleteAnalysisRow(tx, ctx.profileId, analysisId);
    await recordAuditEntry(tx, ctx, { action: "analysis.deleted", object: analysisObject(stored), before: auditedAnalysis(stored) });
    return null;
  });
}

/** Replaces the analysis token; the old one is refused from now on. Refused where the analysis may do more than the caller. */
export async function renewAnalysisToken(ctx: Context, analysisId: string): Promise<{ token: string }> {
  const token = newSecretToken("analysis");
  return transact(ctx.db, async (tx) => {
    const stored = await getAnalysisFor(tx, ctx, analysisId, "edit");
    await requireHeld(ctx.access.mayActAs(tx, { type: "analysis", id: analysisId }));
    await updateAnalysisRow(tx, ctx.profileId, analysisId, {
      token_hash: hashToken(token),
      token_hint: tokenHint(token),
      updated_at: ctx.platform.clock.now(),
    });
    await recordAuditEntry(tx, ctx, { action: "analysis.token_renewed", object: analysisObject(stored) });
    return { token };
  });
}
