import { useTranslation } from "react-i18next";
import { IconMapSearch } from "@tabler/icons-react";
import { EmptyState } from "@latchkey/ui";
import { LinkButton } from "./links.tsx";
import { Page } from "./page.tsx";

/** The same page for what never existed, what was deleted and what is not ours to see. */
export function NotFoundPage() {
  const { t } = useTranslation();

  return (
    <Page title={t("shell.notFoundTitle")}>
      <EmptyState
        title={t("shell.notFoundHeading")}
        text={t("shell.notFoundText")}
        icon={IconMapSearch}
        actions={<LinkButton to="/">{t("shell.toStart")}</LinkButton>}
      />
    </Page>
  );
}
