import { Button } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Dashboard, Widget } from "@latchkey/contract";
import { useUi } from "@latchkey/ui";
import { DashboardView, layOut } from "@latchkey/widgets";
import { ProblemAlert, useSearchPatch } from "../../shell/index.ts";
import type { DashboardSearch } from "./dashboards-search.ts";
import { closeGaps } from "./move-widget.ts";
import { RemoveWidgetDialog } from "./remove-widget-dialog.tsx";
import { widgetsOn } from "./tab-widgets.ts";
import { TabsDialog } from "./tabs-dialog.tsx";
import { useDashboardSource } from "./use-dashboard-source.ts";
import { useUpdateDashboard } from "./use-dashboards.ts";
import { WidgetDialog } from "./widget-dialog.tsx";
import { WidgetTools } from "./widget-tools.tsx";

interface DashboardBoardProps {
  dashboard: Dashboard;
  search: DashboardSearch;
  onChanged: () => void;
}

/** Which dialog of the editor is open, if any. */
type Opened = { kind: "none" } | { kind: "add" } | { kind: "tabs" } | { kind: "edit" | "remove"; widget: Widget };

/** The dashboard as its users see it, live; while editing, with tools on every widget. */
export function DashboardBoard({ dashboard, search, onChanged }: DashboardBoardProps) {
  const { t } = useTranslation();
  const { timeZone } = useUi();
  const ask = useSearchPatch<DashboardSearch>();
  const source = useDashboardSource(dashboard.id);
  const move = useUpdateDashboard(dashboard.id);
  const [opened, setOpened] = useState<Opened>({ kind: "none" });
  const close = () => setOpened({ kind: "none" });
  const openTab = dashboard.tabs.find((tab) => tab.id === search.tab)?.id ?? dashboard.tabs[0]?.id;
  const isEditing = search.mode === "edit";
  const renderTools = (widget: Widget) => (
    <WidgetTools
      dashboard={dashboard}
      widget={widget}
      onEdit={() => setOpened({ kind: "edit", widget })}
      onRemove={() => setOpened({ kind: "remove", widget })}
      onMove={(places) => move.mutate({ places })}
    />
  );
  const addButton = (
    <Button size="xs" leftSection={<IconPlus size={16} aria-hidden />} onClick={() => setOpened({ kind: "add" })}>
      {t("resources.widget.add")}
    </Button>
  );

  return (
    <>
      <ProblemAlert error={move.error} />
      <DashboardView
        dashboard={dashboard}
        source={source}
        t={t}
        timeZone={timeZone}
        tabId={openTab}
        onTabChange={(tab) => ask({ tab })}
        period={search.period ?? "newest"}
        onPeriodChange={(period) => ask({ period })}
        onDashboardChanged={onChanged}
        emptyActions={addButton}
        toolbarActions={
          isEditing ? (
            <>
              <Button
                size="xs"
                variant="default"
                onClick={() => move.mutate({ places: closeGaps(layOut(widgetsOn(dashboard, openTab ?? null))) })}
              >
                {t("resources.widget.closeGaps")}
              </Button>
              <Button size="xs" variant="default" onClick={() => setOpened({ kind: "tabs" })}>
                {t("resources.tabs.manage")}
              </Button>
              {addButton}
            </>
          ) : undefined
        }
        widgetActions={isEditing ? renderTools : undefined}
      />
      {opened.kind === "add" ? <WidgetDialog dashboard={dashboard} tabId={openTab ?? null} onClose={close} /> : null}
      {opened.kind === "edit" ? (
        <WidgetDialog dashboard={dashboard} widget={opened.widget} tabId={openTab ?? null} onClose={close} />
      ) : null}
      {opened.kind === "remove" ? <RemoveWidgetDialog dashboardId={dashboard.id} widget={opened.widget} onClose={close} /> : null}
      {opened.kind === "tabs" ? <TabsDialog dashboard={dashboard} onClose={close} /> : null}
    </>
  );
}
