import { readOneOf, readText } from "../../shell/index.ts";

export const homeSorts = ["name", "updated"] as const;
export type HomeSort = (typeof homeSorts)[number];

/** Says "no groups" where there would be some by themselves. A tag key cannot be told from it, hence a sign nobody uses. */
export const noGrouping = "-";

export interface HomeSearch {
  search?: string;
  /** Tag key, or `noGrouping`; absent: as `defaultGroupKey` finds right. */
  group?: string;
  sort?: HomeSort;
}

export function homeSearch(search: Record<string, unknown>): HomeSearch {
  const text = readText(search["search"]);
  const group = readText(search["group"]);
  const sort = readOneOf(search["sort"], homeSorts);

  return {
    ...(text === undefined ? {} : { search: text }),
    ...(group === undefined ? {} : { group }),
    ...(sort === undefined ? {} : { sort }),
  };
}

/** Also of the shared view: which figures and which tab, so that a link shows what its sender saw. */
export interface DashboardSearch {
  period?: string;
  tab?: string;
}

export function dashboardSearch(search: Record<string, unknown>): DashboardSearch {
  const period = readText(search["period"], 30);
  const tab = readText(search["tab"], 30);

  return { ...(period === undefined ? {} : { period }), ...(tab === undefined ? {} : { tab }) };
}
