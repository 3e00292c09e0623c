import type { ErrorComponentProps } from "@tanstack/react-router";
import { useRouter } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { ProblemError } from "@latchkey/client";
import { EntryPage } from "./entry-page.tsx";
import { LoadFailure } from "./load-failure.tsx";
import { NoPortalPage } from "./no-portal-page.tsx";

/** The portal itself could not be opened. */
export function PortalError({ error, reset }: ErrorComponentProps) {
  const { t } = useTranslation();
  const router = useRouter();
  // An address that breaks the rules for slugs is refused as a bad request.
  if (error instanceof ProblemError && (error.status === 404 || error.status === 400)) return <NoPortalPage />;

  const retry = () => {
    reset();
    void router.invalidate();
  };

  return (
    <EntryPage portalName={null} title={t("portal.couldNotOpen")}>
      <LoadFailure error={error} onRetry={retry} />
    </EntryPage>
  );
}
