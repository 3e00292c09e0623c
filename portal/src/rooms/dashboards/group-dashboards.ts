import type { DashboardSummary } from "@latchkey/contract";
import { noGrouping } from "./dashboards-search.ts";
import type { HomeSort } from "./dashboards-search.ts";

/** So many cards are seen at a glance and need no groups. */
const ungroupedMax = 8;

export interface DashboardGroup {
  /** A tag value; null for the dashboards that lack the key. */
  value: string | null;
  dashboards: DashboardSummary[];
}

/** Tag keys that split the list into groups worth having: at least two, and not one per dashboard. */
export function groupKeys(dashboards: readonly DashboardSummary[]): string[] {
  const valuesOf = new Map<string, Set<string>>();
  for (const { key, value } of dashboards.flatMap((dashboard) => dashboard.tags)) {
    valuesOf.set(key, (valuesOf.get(key) ?? new Set()).add(value));
  }

  return [...valuesOf]
    .filter(([, values]) => values.size > 1 && values.size < dashboards.length)
    .map(([key]) => key)
    .toSorted((a, b) => a.localeCompare(b));
}

/** The key to group by: the one asked for, else, in a long list, the one that most dashboards carry. */
export function chooseGroupKey(dashboards: readonly DashboardSummary[], wish: string | undefined): string | null {
  const keys = groupKeys(dashboards);
  if (wish === noGrouping) return null;
  if (wish !== undefined && keys.includes(wish)) return wish;
  if (dashboards.length <= ungroupedMax) return null;

  const carriers = (key: string) => dashboards.filter((dashboard) => hasKey(dashboard, key)).length;
  const byUse = keys.toSorted((a, b) => carriers(b) - carriers(a));

  return byUse[0] ?? null;
}

/** Groups by the values of a tag key, in alphabetical order; a dashboard with several values stands in each of them. */
export function groupDashboards(dashboards: readonly DashboardSummary[], key: string | null): DashboardGroup[] {
  if (key === null) return [{ value: null, dashboards: [...dashboards] }];

  const groups = new Map<string, DashboardSummary[]>();
  for (const dashboard of dashboards) {
    for (const tag of dashboard.tags) {
      if (tag.key === key) groups.set(tag.value, [...(groups.get(tag.value) ?? []), dashboard]);
    }
  }
  const others = dashboards.filter((dashboard) => !hasKey(dashboard, key));
  const named = [...groups].toSorted(([a], [b]) => a.localeCompare(b, undefined, { numeric: true }));

  return [
    ...named.map(([value, members]) => ({ value, dashboards: members })),
    ...(others.length === 0 ? [] : [{ value: null, dashboards: others }]),
  ];
}

export function sortDashboards(dashboards: readonly DashboardSummary[], sort: HomeSort): DashboardSummary[] {
  return dashboards.toSorted((a, b) => {
    const byName = a.name.localeCompare(b.name, undefined, { numeric: true });

    return sort === "updated" ? b.updatedAt.localeCompare(a.updatedAt) || byName : byName;
  });
}

function hasKey(dashboard: DashboardSummary, key: string): boolean {
  return dashboard.tags.some((tag) => tag.key === key);
}
