import { Button } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { EmptyState } from "@latchkey/ui";

/** There is something, but nothing that fits: the way back to all of it. */
export function NoneFound({ onClear }: { onClear: () => void }) {
  const { t } = useTranslation();

  return (
    <EmptyState
      title={t("resources.noneFoundTitle")}
      text={t("resources.noneFoundText")}
      actions={
        <Button variant="default" onClick={onClear}>
          {t("common.clearAll")}
        </Button>
      }
    />
  );
}
