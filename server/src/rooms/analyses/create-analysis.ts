import type { Analysis, Tag } from "@latchkey/contract";
import { toStoredTags } from "../../database/tags.ts";
import { transact } from "../../database/transact.ts";
import type { Context } from "../../http/context.ts";
import { requireCreatable } from "../../http/find-allowed.ts";
import { givenOrNewId } from "../../http/given-id.ts";
import { requireHeld } from "../../http/require-held.ts";
import { hashToken, newSecretToken, tokenHint } from "../../platform/secret-tokens.ts";
import { recordAuditEntry } from "../audit/index.ts";
import { requireSettableTags } from "../tag-keys/index.ts";
import { insertAnalysis } from "./analyses.store.ts";
import { analysisObject, auditedAnalysis, toAnalysis } from "./to-analysis.ts";

export interface NewAnalysis {
  /** The one it had elsewhere, from callers whom no rule governs. */
  id?: string | undefined;
  name: string;
  description: string;
  tags: Tag[];
}

/** Registers an analysis; it may do what policies say, and no more than the caller. The token is in the answer only. */
export async function createAnalysis(ctx: Context, input: NewAnalysis): Promise<Analysis & { token: string }> {
  const tags = toStoredTags(input.tags);
  requireCreatable(ctx, "analysis", tags);
  await requireHeld(ctx.access.mayGive(ctx.db, { type: "analysis", id: null }, { before: {}, after: { tags } }));
  const token = newSecretToken("analysis");
  const now = ctx.platform.clock.now();

  return transact(ctx.db, async (tx) => {
    await requireSettableTags(tx, ctx, { before: [], after: tags });
    const row = await insertAnalysis(tx, {
      profile_id: ctx.profileId,
      id: givenOrNewId(ctx, input.id),
      name: input.name,
      description: input.description,
      is_active: true,
      tags,
      token_hash: hashToken(token),
      token_hint: tokenHint(token),
      last_used_at: null,
      created_at: now,
      updated_at: now,
    });
    await recordAuditEntry(tx, ctx, { action: "analysis.created", object: analysisObject(row), after: auditedAnalysis(row) });
    return { ...toAnalysis(row), token };
  });
}
