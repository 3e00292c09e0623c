import { apiRoutes, id } from "@latchkey/contract";
import { keepValid, oneOf } from "../../shell/search-params.ts";
import type { Field } from "../../shell/search-params.ts";

const { search, tag, sort, limit, cursor } = apiRoutes.dashboards.listDashboards.query.shape;

/** State of the dashboard list in the address. */
export const dashboardsSearch = keepValid({ search, tag, sort, limit, cursor });
export type DashboardsSearch = ReturnType<typeof dashboardsSearch>;

/** The view itself understands periods and falls back to the newest figures. */
const period: Field<string> = {
  safeParse: (value) => (typeof value === "string" && value.length <= 30 ? { success: true, data: value } : { success: false }),
};

/** State of a dashboard's page: what is open, which of its tabs, which period, and whether it is being edited. */
export const dashboardSearch = keepValid({ view: oneOf(["activity"]), tab: id, period, mode: oneOf(["edit"]) });
export type DashboardSearch = ReturnType<typeof dashboardSearch>;
