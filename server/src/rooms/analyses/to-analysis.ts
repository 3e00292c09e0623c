import type { Analysis } from "@latchkey/contract";
import { fromStoredTags } from "../../database/tags.ts";
import type { AnalysisRow } from "./analyses.store.ts";

export function toAnalysis(row: AnalysisRow): Analysis {
  return {
    id: row.id,
    name: row.name,
    description: row.description,
    isActive: row.is_active,
    tags: fromStoredTags(row.tags),
    tokenHint: row.token_hint,
    lastUsedAt: row.last_used_at?.toISOString() ?? null,
    createdAt: row.created_at.toISOString(),
    updatedAt: row.updated_at.toISOString(),
  };
}

export function analysisObject(row: AnalysisRow): { type: string; id: string; name: string } {
  return { type: "analysis", id: row.id, name: row.name };
}

export function auditedAnalysis(row: AnalysisRow): Record<string, unknown> {
  return { name: row.name, description: row.description, isActive: row.is_active, tags: row.tags };
}
