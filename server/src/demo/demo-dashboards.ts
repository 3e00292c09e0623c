import { businessDashboards } from "./dashboards/business-dashboards.ts";
import type { DashboardSeed, FindDevice } from "./dashboards/dashboard-seed.ts";
import { earthDashboards } from "./dashboards/earth-dashboards.ts";
import { travelDashboards } from "./dashboards/travel-dashboards.ts";
import { weatherDashboards } from "./dashboards/weather-dashboards.ts";

export function demoDashboards(find: FindDevice): DashboardSeed[] {
  return [...weatherDashboards(find), ...travelDashboards(find), ...earthDashboards(find), ...businessDashboards(find)];
}
