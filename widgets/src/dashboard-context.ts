import type { Dashboard } from "@latchkey/contract";
import type { Translate } from "@latchkey/words";
import { createContext, useContext } from "react";
import type { DashboardSource } from "./dashboard-source.ts";

export interface DashboardScope {
  dashboard: Dashboard;
  source: DashboardSource;
  t: Translate;
  /** See `periodToRange`. */
  period: string;
  locale: string;
  timeZone: string;
  /** Data waits for the first answer on changes, so that nothing that arrives in between is missed. */
  isReady: boolean;
}

export const DashboardContext = createContext<DashboardScope | null>(null);

export function useDashboard(): DashboardScope {
  const scope = useContext(DashboardContext);
  if (scope === null) throw new Error("Widgets are shown inside a DashboardView");

  return scope;
}
