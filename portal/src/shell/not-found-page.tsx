import { IconCompass } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { EmptyState } from "@latchkey/ui";
import { LinkButton } from "./links.tsx";
import { Page } from "./page.tsx";
import { usePortal } from "./portal-info.ts";

/**
 * INVARIANT: the same page, word for word, for a dashboard that does not exist and for one that this person may not
 * see; otherwise addresses could be tried out to learn which dashboards there are.
 */
export function NotFoundPage() {
  const { t } = useTranslation();
  const portal = usePortal();

  return (
    <Page title={t("portal.notFoundTitle")}>
      <EmptyState
        icon={IconCompass}
        title={t("portal.notFoundHeading")}
        text={t("portal.notFoundText", { portal: portal.name })}
        actions={
          <LinkButton to="/$slug" params={{ slug: portal.slug }}>
            {t("portal.toDashboards")}
          </LinkButton>
        }
      />
    </Page>
  );
}
