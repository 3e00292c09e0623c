import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { changedWidgets } from "./changed-widgets.ts";
import type { DashboardChanges, DashboardSource } from "./dashboard-source.ts";
import { isWorthRetrying } from "./error-words.ts";
import { changesKey, dataKey } from "./query-keys.ts";

const pollMilliseconds = 5000;

export interface LiveChangesInput {
  dashboardId: string;
  source: DashboardSource;
  isPaused: boolean;
  /** The dashboard itself was edited: load it again. */
  onDashboardChanged?: (() => void) | undefined;
  /** Asking is refused: signed out, suspended, or no longer allowed to see it. */
  onRefused?: ((error: unknown) => void) | undefined;
}

/**
 * Asks which widgets have new data, which costs nothing in data output, and loads only those again.
 * A page nobody looks at does not ask (React Query pauses intervals of hidden pages).
 */
export function useLiveChanges({ dashboardId, source, isPaused, onDashboardChanged, onRefused }: LiveChangesInput) {
  const queryClient = useQueryClient();
  const seen = useRef<DashboardChanges>(undefined);
  const { loadChanges } = source;
  const query = useQuery({
    queryKey: changesKey(dashboardId),
    queryFn: ({ signal }) => loadChanges?.(signal) ?? Promise.reject(new Error("This dashboard is not live")),
    enabled: loadChanges !== undefined,
    refetchInterval: isPaused ? false : pollMilliseconds,
    refetchOnWindowFocus: !isPaused,
    staleTime: 0,
    gcTime: 0,
    retry: isWorthRetrying,
  });

  useEffect(() => {
    const before = seen.current;
    const now = query.data;
    seen.current = now;
    if (before === undefined || now === undefined) return;

    for (const widgetId of changedWidgets(before, now)) void queryClient.invalidateQueries({ queryKey: dataKey(dashboardId, widgetId) });
    if (before.updatedAt !== now.updatedAt) onDashboardChanged?.();
  }, [query.data, queryClient, dashboardId, onDashboardChanged]);

  const { error } = query;
  useEffect(() => {
    if (error !== null && !isWorthRetrying(0, error)) onRefused?.(error);
  }, [error, onRefused]);

  return { isLive: loadChanges !== undefined, isFailing: error !== null, isReady: loadChanges === undefined || query.isFetched };
}
