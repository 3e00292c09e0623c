import { resourceType, type Finding, type FindingKind } from "@latchkey/contract";
import type { Context } from "../../http/context.ts";
import { requireAllOfAccessManagement } from "../../http/require-all-of-access-management.ts";
import { currentReading, type PolicySets } from "../access/index.ts";
import { findFindings } from "./find-findings.ts";

interface Computed {
  findings: Finding[];
  policyCount: number;
  accessRevision: number;
  computedAt: number;
}

/** People and resources change without the access revision: after so long it is worth looking again. */
const freshSeconds = 60;
const profilesMax = 100;

/** Findings of the profiles that were asked about last; looked for once for each access revision. */
export interface FindingsCache {
  get(ctx: Context): Promise<Computed>;
}

export function createFindingsCache(policySets: PolicySets): FindingsCache {
  const computed = new Map<string, Promise<Computed>>();

  async function compute(ctx: Context, reading: Awaited<ReturnType<typeof currentReading>>): Promise<Computed> {
    const builtInTypes = new Set<string>(resourceType.options);
    const found = await findFindings(ctx.db, { ...reading, profileId: ctx.profileId, builtInTypes });
    return { ...found, accessRevision: reading.accessRevision, computedAt: reading.circumstances.now };
  }

  return {
    get: async (ctx) => {
      const reading = await currentReading(ctx, policySets);
      const known = await computed.get(ctx.profileId);
      const isFresh =
        known?.accessRevision === reading.accessRevision && reading.circumstances.now - known.computedAt < freshSeconds * 1000;
      if (known && isFresh) return known;

      const running = compute(ctx, reading);
      computed.delete(ctx.profileId);
      computed.set(ctx.profileId, running);
      running.catch(() => computed.delete(ctx.profileId));
      const oldest = computed.keys().next();
      if (computed.size > profilesMax && !oldest.done) computed.delete(oldest.value);
      return running;
    },
  };
}

export interface FindingsQuery {
  kind?: FindingKind[] | undefined;
  policyId?: string | undefined;
}

/** Findings compare all policies with each other: only for whoever may see all of them. */
export async function listFindings(ctx: Context, cache: FindingsCache, { kind, policyId }: FindingsQuery) {
  requireAllOfAccessManagement(ctx);
  const { findings, policyCount, accessRevision, computedAt } = await cache.get(ctx);

  const counts: Record<string, number> = {};
  for (const finding of findings) counts[finding.kind] = (counts[finding.kind] ?? 0) + 1;
  const items = findings.filter(
    (finding) =>
      (kind === undefined || kind.includes(finding.kind)) &&
      (policyId === undefined || finding.policyId === policyId || finding.other?.policyId === policyId),
  );
  return { items, counts, policyCount, accessRevision, computedAt: new Date(computedAt).toISOString() };
}
