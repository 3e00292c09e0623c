import type { Analysis, Page } from "@latchkey/contract";
import type { Context } from "../../http/context.ts";
import { findAllowed } from "../../http/find-allowed.ts";
import { findAnalysis, listAnalysisRows, type AnalysisListQuery } from "./analyses.store.ts";
import { toAnalysis } from "./to-analysis.ts";

export async function getAnalysis(ctx: Context, analysisId: string): Promise<Analysis> {
  const row = await findAllowed(ctx, { type: "analysis", action: "access" }, (filter) =>
    findAnalysis(ctx.db, ctx.profileId, analysisId, filter),
  );
  return toAnalysis(row);
}

export async function listAnalyses(ctx: Context, query: AnalysisListQuery): Promise<Page<Analysis>> {
  const { rows, nextCursor, total } = await listAnalysisRows(ctx.db, ctx.profileId, query, ctx.access.filter("analysis", "access"));
  return { items: rows.map(toAnalysis), nextCursor, total };
}
