import type { Dashboard, Widget } from "@latchkey/contract";
import { EmptyState, LocaleScope, useUi } from "@latchkey/ui";
import type { Translate } from "@latchkey/words";
import { Tabs } from "@mantine/core";
import { useMemo, useState } from "react";
import type { ReactNode } from "react";
import { DashboardContext } from "./dashboard-context.ts";
import type { DashboardSource } from "./dashboard-source.ts";
import { DashboardToolbar } from "./dashboard-toolbar.tsx";
import { widgetsOfTab } from "./lay-out.ts";
import { useLiveChanges } from "./use-live-changes.ts";
import { WidgetGrid } from "./widget-grid.tsx";

export interface DashboardViewProps {
  dashboard: Dashboard;
  source: DashboardSource;
  t: Translate;
  /** The profile's; the provider's when absent. */
  locale?: string | undefined;
  timeZone?: string | undefined;
  /** Which tab is open; keep it in the address. Without it the view keeps it itself. */
  tabId?: string | undefined;
  onTabChange?: ((tabId: string) => void) | undefined;
  /** `newest`, `24h`, `7d`, `30d`, `1y` or `2026-01-01..2026-01-31`; keep it in the address. */
  period?: string | undefined;
  onPeriodChange?: ((period: string) => void) | undefined;
  /** Slot in a widget's header, such as an edit menu. */
  widgetActions?: ((widget: Widget) => ReactNode) | undefined;
  /** Slot at the end of the toolbar. */
  toolbarActions?: ReactNode;
  /** Slot below the words for a dashboard without widgets. */
  emptyActions?: ReactNode;
  /** The dashboard was edited elsewhere: load it again. */
  onDashboardChanged?: (() => void) | undefined;
  /** New data was refused: signed out, suspended, or no longer allowed. The page decides what to show. */
  onRefused?: ((error: unknown) => void) | undefined;
}

/** A dashboard with live figures, as run users see it; the console adds its slots. */
export function DashboardView(props: DashboardViewProps) {
  const { dashboard, source, t, onDashboardChanged, onRefused } = props;
  const ui = useUi();
  const locale = props.locale ?? ui.locale;
  const timeZone = props.timeZone ?? ui.timeZone;
  const [isPaused, setIsPaused] = useState(false);
  const [period, setPeriod] = useControllable(props.period, props.onPeriodChange, "newest");
  const live = useLiveChanges({ dashboardId: dashboard.id, source, isPaused, onDashboardChanged, onRefused });

  const scope = useMemo(
    () => ({ dashboard, source, t, period, locale, timeZone, isReady: live.isReady }),
    [dashboard, source, t, period, locale, timeZone, live.isReady],
  );

  return (
    <LocaleScope locale={locale} timeZone={timeZone}>
      <DashboardContext value={scope}>
        <DashboardToolbar
          period={period}
          onPeriodChange={setPeriod}
          live={live}
          isPaused={isPaused}
          onPausedChange={setIsPaused}
          actions={props.toolbarActions}
        />
        <DashboardTabs {...props} />
      </DashboardContext>
    </LocaleScope>
  );
}

function DashboardTabs({ dashboard, t, tabId, onTabChange, widgetActions, emptyActions }: DashboardViewProps) {
  const tabIds = dashboard.tabs.map((tab) => tab.id);
  const [wantedTab, setTab] = useControllable(tabId, onTabChange, tabIds[0] ?? "");
  const openTab = tabIds.includes(wantedTab) ? wantedTab : (tabIds[0] ?? null);
  if (dashboard.widgets.length === 0 && dashboard.tabs.length === 0) {
    return <EmptyState title={t("widgets.emptyTitle")} text={t("widgets.emptyText")} actions={emptyActions} />;
  }
  if (openTab === null) return <WidgetGrid widgets={dashboard.widgets} widgetActions={widgetActions} />;

  return (
    <Tabs value={openTab} onChange={(tab) => tab !== null && setTab(tab)} keepMounted={false}>
      <Tabs.List aria-label={t("widgets.tabs")} mb="md">
        {dashboard.tabs.map((tab) => (
          <Tabs.Tab key={tab.id} value={tab.id}>
            {tab.name}
          </Tabs.Tab>
        ))}
      </Tabs.List>
      {dashboard.tabs.map((tab) => (
        <Tabs.Panel key={tab.id} value={tab.id}>
          <TabContent
            widgets={widgetsOfTab(dashboard.widgets, tabIds, tab.id)}
            t={t}
            widgetActions={widgetActions}
            emptyActions={emptyActions}
          />
        </Tabs.Panel>
      ))}
    </Tabs>
  );
}

interface TabContentProps extends Pick<DashboardViewProps, "t" | "widgetActions" | "emptyActions"> {
  widgets: readonly Widget[];
}

function TabContent({ widgets, t, widgetActions, emptyActions }: TabContentProps) {
  if (widgets.length === 0) return <EmptyState title={t("widgets.emptyTabTitle")} text={t("widgets.emptyText")} actions={emptyActions} />;

  return <WidgetGrid widgets={widgets} widgetActions={widgetActions} />;
}

/** A choice that the page may keep in its address, or leave to us. */
function useControllable(value: string | undefined, onChange: ((value: string) => void) | undefined, first: string) {
  const [own, setOwn] = useState(first);

  return [value ?? own, onChange ?? setOwn] as const;
}
