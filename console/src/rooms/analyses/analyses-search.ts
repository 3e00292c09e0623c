import { apiRoutes } from "@latchkey/contract";
import { keepValid, oneOf } from "../../shell/search-params.ts";

const { search, tag, sort, limit, cursor } = apiRoutes.analyses.listAnalyses.query.shape;

/** State of the list of analyses in the address. */
export const analysesSearch = keepValid({ search, tag, sort, limit, cursor });
export type AnalysesSearch = ReturnType<typeof analysesSearch>;

const tabs = ["overview", "activity"] as const;
export type AnalysisTab = (typeof tabs)[number];

export const analysisSearch = keepValid({ tab: oneOf(tabs) });
