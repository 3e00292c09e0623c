import type { Widget } from "@latchkey/contract";
import { notify } from "@latchkey/ui";
import { ActionIcon, Tooltip } from "@mantine/core";
import { IconDownload } from "@tabler/icons-react";
import { useState } from "react";
import { useDashboard } from "./dashboard-context.ts";
import { describeError } from "./error-words.ts";
import { periodToRange } from "./period.ts";
import { saveText, saveUrl } from "./save-file.ts";

/** The figures of a widget as a file. Absent where the source offers none. */
export function CsvDownload({ widget, name }: { widget: Widget; name: string }) {
  const { t, source, period, timeZone } = useDashboard();
  const [isBusy, setIsBusy] = useState(false);
  const { exportUrl, exportCsv } = source;
  const range = () => periodToRange(period, new Date(), timeZone);

  async function save() {
    if (exportCsv === undefined) {
      if (exportUrl !== undefined) saveUrl(exportUrl(widget.id, range()));

      return;
    }

    setIsBusy(true);
    try {
      saveText(`${name}.csv`, await exportCsv(widget.id, range()));
    } catch (error) {
      notify.error(describeError(t, error));
    } finally {
      setIsBusy(false);
    }
  }

  if (exportCsv === undefined && exportUrl === undefined) return null;

  return (
    <Tooltip label={t("widgets.downloadCsv")}>
      <ActionIcon size="md" aria-label={t("widgets.downloadCsvOf", { name })} loading={isBusy} onClick={() => void save()}>
        <IconDownload size={18} stroke={1.6} aria-hidden />
      </ActionIcon>
    </Tooltip>
  );
}
