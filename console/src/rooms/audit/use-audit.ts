import { keepPreviousData, useInfiniteQuery, useQuery } from "@tanstack/react-query";
import type { AuditEntry, AuditQuery, Page } from "@latchkey/contract";
import { api } from "../../shell/index.ts";

export type AuditFilter = { [K in keyof AuditQuery]?: AuditQuery[K] | undefined };

/** `profileId` null asks for what belongs to no profile. */
function loadAudit(profileId: string | null, filter: AuditFilter, signal: AbortSignal): Promise<Page<AuditEntry>> {
  const query = withoutAbsent(filter);

  return profileId === null
    ? api.audit.listDeploymentAudit({ query, signal })
    : api.audit.listAudit({ params: { profileId }, query, signal });
}

function withoutAbsent(filter: AuditFilter): Partial<AuditQuery> {
  return Object.fromEntries(Object.entries(filter).filter(([, value]) => value !== undefined));
}

export function useAuditPage(profileId: string | null, filter: AuditFilter) {
  return useQuery({
    queryKey: ["audit", profileId, filter],
    queryFn: ({ signal }) => loadAudit(profileId, filter, signal),
    placeholderData: keepPreviousData,
  });
}

const activityPageRows = 25;

export function useActivity(profileId: string, filter: Pick<AuditFilter, "actorId" | "objectId" | "objectType">) {
  return useInfiniteQuery({
    queryKey: ["audit", profileId, "activity", filter],
    queryFn: ({ pageParam, signal }) => loadAudit(profileId, { ...filter, limit: activityPageRows, cursor: pageParam }, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
  });
}
