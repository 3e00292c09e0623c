import type { Widget } from "@latchkey/contract";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useDashboard } from "./dashboard-context.ts";
import { isWorthRetrying } from "./error-words.ts";
import { periodToRange } from "./period.ts";
import { dataKey } from "./query-keys.ts";

/** A widget's figures. They are counted as data output, hence loaded again only when there is something new. */
export function useWidgetData(widget: Widget) {
  const { dashboard, source, period, timeZone, isReady } = useDashboard();

  return useQuery({
    // The content is part of the key: an edited widget asks another question.
    queryKey: [...dataKey(dashboard.id, widget.id), period, widget.content],
    queryFn: ({ signal }) => source.loadData(widget.id, periodToRange(period, new Date(), timeZone), signal),
    enabled: isReady,
    placeholderData: keepPreviousData,
    staleTime: Number.POSITIVE_INFINITY,
    refetchOnWindowFocus: false,
    refetchOnReconnect: true,
    retry: isWorthRetrying,
  });
}
