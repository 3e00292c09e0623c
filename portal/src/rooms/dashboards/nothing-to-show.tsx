import { Button } from "@mantine/core";
import { IconLayoutDashboard, IconSearchOff } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { EmptyState } from "@latchkey/ui";
import { usePortal } from "../../shell/index.ts";

/** No policy lets this person see any dashboard; it says whom to ask. */
export function NothingShared() {
  const { t } = useTranslation();
  const portal = usePortal();

  return (
    <EmptyState
      icon={IconLayoutDashboard}
      title={t("portal.nothingSharedTitle")}
      text={t("portal.nothingSharedText", { portal: portal.name })}
    />
  );
}

/** There are dashboards, but none that fits the search. */
export function NothingFound({ search, onClear }: { search: string; onClear: () => void }) {
  const { t } = useTranslation();

  return (
    <EmptyState
      icon={IconSearchOff}
      title={t("portal.nothingFoundTitle", { search })}
      text={t("portal.nothingFoundText")}
      actions={
        <Button variant="default" onClick={onClear}>
          {t("portal.clearSearch")}
        </Button>
      }
    />
  );
}
