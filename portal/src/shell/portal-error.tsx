import type { ErrorComponentProps } from "@tanstack/react-router";
import { useRouter } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { EntryPage } from "./entry-page.tsx";
import { isNotFromHere } from "@latchkey/account";
import { NotFromHerePage } from "./not-from-here-page.tsx";
import { LoadFailure } from "./load-failure.tsx";

/** The portal itself could not be opened. */
export function PortalError({ error, reset }: ErrorComponentProps) {
  const { t } = useTranslation();
  const router = useRouter();

  const retry = () => {
    reset();
    void router.invalidate();
  };

  if (isNotFromHere(error)) return <NotFromHerePage onRetry={retry} />;

  return (
    <EntryPage portalName={null} title={t("portal.couldNotOpen")}>
      <LoadFailure error={error} onRetry={retry} />
    </EntryPage>
  );
}
