import { ActionIcon, Popover, Tooltip } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { IconArrowsMove, IconPencil, IconTrash } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import type { Dashboard, Widget } from "@latchkey/contract";
import { layOut, widgetsOfTab } from "@latchkey/widgets";
import { moveWidget } from "./move-widget.ts";
import type { Places } from "./move-widget.ts";
import { PlaceEditor } from "./place-editor.tsx";
import { widgetName } from "./widget-name.ts";

interface WidgetToolsProps {
  dashboard: Dashboard;
  widget: Widget;
  onEdit: () => void;
  onRemove: () => void;
  onMove: (places: Places) => void;
}

/** In a widget's header while the dashboard is edited. */
export function WidgetTools({ dashboard, widget, onEdit, onRemove, onMove }: WidgetToolsProps) {
  const { t } = useTranslation();
  const [isPlacing, placing] = useDisclosure(false);
  const name = widgetName(t, widget);
  const placed = layOut(neighbours(dashboard, widget));
  const place = placed.find((each) => each.widget.id === widget.id)?.place ?? widget.place;

  return (
    <>
      <Popover opened={isPlacing} onChange={placing.toggle} trapFocus withArrow shadow="md" position="bottom-end">
        <Popover.Target>
          <Tooltip label={t("resources.widget.move")}>
            <ActionIcon aria-label={`${t("resources.widget.move")}: ${name}`} onClick={placing.toggle}>
              <IconArrowsMove size={18} aria-hidden />
            </ActionIcon>
          </Tooltip>
        </Popover.Target>
        <Popover.Dropdown>
          <PlaceEditor label={t("resources.widget.place", { name })} place={place} onChange={(wanted) => onMove(moveWidget(placed, widget.id, wanted))} />
        </Popover.Dropdown>
      </Popover>
      <Tooltip label={t("resources.widget.edit", { name })}>
        <ActionIcon aria-label={t("resources.widget.edit", { name })} onClick={onEdit}>
          <IconPencil size={18} aria-hidden />
        </ActionIcon>
      </Tooltip>
      <Tooltip label={t("resources.widget.remove")}>
        <ActionIcon aria-label={`${t("resources.widget.remove")}: ${name}`} onClick={onRemove}>
          <IconTrash size={18} aria-hidden />
        </ActionIcon>
      </Tooltip>
    </>
  );
}

/** The widgets that stand on the same tab. */
function neighbours(dashboard: Dashboard, widget: Widget): Widget[] {
  const tabIds = dashboard.tabs.map((tab) => tab.id);
  const isThere = (tabId: string) => widgetsOfTab(dashboard.widgets, tabIds, tabId).some((each) => each.id === widget.id);

  return widgetsOfTab(dashboard.widgets, tabIds, tabIds.find(isThere) ?? null);
}
