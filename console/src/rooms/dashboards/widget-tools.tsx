import { ActionIcon, Box, Menu, Popover } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { IconArrowsMove, IconDots, IconPencil, IconTrash } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import type { Dashboard, Widget } from "@latchkey/contract";
import { layOut } from "@latchkey/widgets";
import { moveWidget } from "./move-widget.ts";
import type { Places } from "./move-widget.ts";
import { PlaceEditor } from "./place-editor.tsx";
import { widgetsBeside } from "./tab-widgets.ts";
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
  const placed = layOut(widgetsBeside(dashboard, widget));
  const place = placed.find((each) => each.widget.id === widget.id)?.place ?? widget.place;

  return (
    <Popover
      opened={isPlacing}
      onChange={(isOpen) => !isOpen && placing.close()}
      withRoles={false}
      trapFocus
      returnFocus
      withArrow
      shadow="md"
      position="bottom-end"
    >
      <Popover.Target>
        <Box component="span">
          <Menu position="bottom-end">
            <Menu.Target>
              <ActionIcon aria-label={t("widgets.widgetMenu", { name })}>
                <IconDots size={18} aria-hidden />
              </ActionIcon>
            </Menu.Target>
            <Menu.Dropdown>
              <Menu.Item leftSection={<IconPencil size={16} aria-hidden />} onClick={onEdit}>
                {t("resources.widget.editTitle")}
              </Menu.Item>
              <Menu.Item leftSection={<IconArrowsMove size={16} aria-hidden />} onClick={placing.open}>
                {t("resources.widget.move")}
              </Menu.Item>
              <Menu.Divider />
              <Menu.Item color="red" leftSection={<IconTrash size={16} aria-hidden />} onClick={onRemove}>
                {t("resources.widget.remove")}
              </Menu.Item>
            </Menu.Dropdown>
          </Menu>
        </Box>
      </Popover.Target>
      <Popover.Dropdown role="dialog" aria-label={t("resources.widget.place", { name })}>
        <PlaceEditor
          label={t("resources.widget.place", { name })}
          place={place}
          onChange={(wanted) => onMove(moveWidget(placed, widget.id, wanted))}
        />
      </Popover.Dropdown>
    </Popover>
  );
}
