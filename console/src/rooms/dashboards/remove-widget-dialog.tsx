import { useTranslation } from "react-i18next";
import type { Widget } from "@latchkey/contract";
import { ConfirmMutation } from "../../shell/index.ts";
import { useDeleteWidget } from "./use-dashboards.ts";
import { widgetName } from "./widget-name.ts";

interface RemoveWidgetDialogProps {
  dashboardId: string;
  widget: Widget;
  onClose: () => void;
}

export function RemoveWidgetDialog({ dashboardId, widget, onClose }: RemoveWidgetDialogProps) {
  const { t } = useTranslation();
  const remove = useDeleteWidget(dashboardId);

  return (
    <ConfirmMutation
      mutation={remove}
      variables={widget.id}
      done={t("resources.widget.removed")}
      onClose={onClose}
      title={t("resources.widget.removeTitle", { name: widgetName(t, widget) })}
      confirmLabel={t("resources.widget.remove")}
    >
      {t("resources.widget.removeText")}
    </ConfirmMutation>
  );
}
