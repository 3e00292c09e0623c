import { keepPreviousData, useQuery } from "@tanstack/react-query";
import type { DashboardSummary } from "@latchkey/contract";
import { api } from "../../shell/index.ts";

/** More than anybody reads as cards; beyond it, searching is the way. */
const dashboardsMax = 1000;
const rowsPerPage = 200;

interface VisibleDashboards {
  items: DashboardSummary[];
  /** There are more than were loaded. */
  isCut: boolean;
}

/** The dashboards that this person may see now, all pages of them, so that grouping and sorting speak of all. */
export function useDashboards(slug: string, search: string) {
  return useQuery({
    queryKey: ["dashboards", slug, search],
    queryFn: ({ signal }) => loadDashboards(slug, search, signal),
    placeholderData: keepPreviousData,
  });
}

async function loadDashboards(slug: string, search: string, signal: AbortSignal): Promise<VisibleDashboards> {
  const items: DashboardSummary[] = [];
  let cursor: string | undefined;

  do {
    // Nobody is shown how many there are.
    const query = { limit: rowsPerPage, countMax: 0, ...(search === "" ? {} : { search }), ...(cursor === undefined ? {} : { cursor }) };
    const page = await api.dashboards.listPortalDashboards({ params: { slug }, query, signal });
    items.push(...page.items);
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined && items.length < dashboardsMax);

  return { items, isCut: cursor !== undefined };
}
