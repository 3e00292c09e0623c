import type { ApiClient } from "@latchkey/client";
import type { Dashboard } from "@latchkey/contract";
import { regionalSalesView } from "./dashboards/business-dashboards.ts";
import type { DashboardSeed } from "./dashboards/dashboard-seed.ts";
import { inParallel } from "../platform/in-parallel.ts";

interface LoadedDashboards {
  regionalSalesViewId: string;
  shareUrl: string;
}

/** Creates the dashboards with their tabs and widgets, and the one shared link. */
export async function loadDashboards(
  administrator: ApiClient,
  profileId: string,
  seeds: readonly DashboardSeed[],
): Promise<LoadedDashboards> {
  const created = await inParallel(seeds, (seed) => loadDashboard(administrator, profileId, seed));
  const idOf = (isWanted: (seed: DashboardSeed) => boolean) => created[seeds.findIndex(isWanted)]?.id ?? "";

  const share = await administrator.sharing.createShare({
    params: { profileId, dashboardId: idOf((seed) => seed.isShared === true) },
    body: { name: "For the website" },
  });
  return { regionalSalesViewId: idOf(({ name }) => name === regionalSalesView), shareUrl: share.url };
}

async function loadDashboard(administrator: ApiClient, profileId: string, seed: DashboardSeed): Promise<Dashboard> {
  const { name, description, tags, tabs = [], widgets } = seed;
  const created = await administrator.dashboards.createDashboard({ params: { profileId }, body: { name, description, tags } });
  const params = { profileId, dashboardId: created.id };
  const dashboard =
    tabs.length === 0
      ? created
      : await administrator.dashboards.updateDashboard({ params, body: { tabs: tabs.map((tab) => ({ name: tab })) } });

  for (const { title, tab, place, content } of widgets) {
    const tabId = dashboard.tabs.find((each) => each.name === tab)?.id ?? null;
    await administrator.dashboards.createWidget({ params, body: { title, tabId, place, content } });
  }
  return dashboard;
}
