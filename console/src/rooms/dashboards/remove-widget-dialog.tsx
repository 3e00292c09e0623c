import { useTranslation } from "react-i18next";
import type { Widget } from "@latchkey/contract";
import { ConfirmDialog } from "@latchkey/ui";
import { ProblemAlert, sayDone } from "../../shell/index.ts";
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

  function confirm() {
    remove.mutate(widget.id, {
      onSuccess: () => {
        sayDone(t("resources.widget.removed"));
        onClose();
      },
    });
  }

  return (
    <ConfirmDialog
      isOpen
      onClose={onClose}
      onConfirm={confirm}
      title={t("resources.widget.removeTitle", { name: widgetName(t, widget) })}
      confirmLabel={t("resources.widget.remove")}
      isDangerous
      isBusy={remove.isPending}
      error={<ProblemAlert error={remove.error} />}
    >
      {t("resources.widget.removeText")}
    </ConfirmDialog>
  );
}
