import type { Context } from "../../http/context.ts";
import { transact } from "../../database/transact.ts";
import { publishLive } from "../live/index.ts";
import { getSecuritySettings } from "../security/index.ts";
import { findUser } from "../users/index.ts";
import { findDeletionRequest, type DeletionRequestRow } from "./accounts.store.ts";

/**
 * Tells a webhook or an analysis that somebody asks to be deleted; they decide by the API. Tried again until they take it. What was
 * settled meanwhile is told to nobody.
 */
export async function handOverDeletion(ctx: Context, { requestId }: { requestId: string }): Promise<void> {
  const row = await findDeletionRequest(ctx.db, ctx.profileId, requestId);
  const user = row && (await findUser(ctx.db, ctx.profileId, row.user_id, { kind: "all" }));
  if (!row || !user) return;

  const { accounts } = await getSecuritySettings(ctx.db, ctx.profileId);
  const message = messageOf(row, { id: user.id, name: user.name, email: user.email });
  if (row.mode === "webhook" && accounts.deletionWebhookUrl !== null) {
    await ctx.platform.outbound.postJson(accounts.deletionWebhookUrl, message, {
      "x-latchkey-event": message.event,
      "x-latchkey-delivery": row.id,
    });
  }
  if (row.mode === "analysis" && accounts.deletionAnalysisId !== null) await runAnalysis(ctx, accounts.deletionAnalysisId, message);
}

function messageOf(row: DeletionRequestRow, user: { id: string; name: string; email: string | null }) {
  return {
    event: "user.deletion_requested" as const,
    requestId: row.id,
    profileId: row.profile_id,
    user,
    reason: row.reason,
    requestedAt: row.requested_at.toISOString(),
  };
}

async function runAnalysis(ctx: Context, analysisId: string, message: ReturnType<typeof messageOf>): Promise<void> {
  await transact(ctx.db, (tx) =>
    publishLive(tx, ctx, {
      profileId: ctx.profileId,
      channel: `analysis_trigger.${analysisId}`,
      payload: { data: [message], environment: [] },
    }),
  );
}
