import type { ErrorComponentProps } from "@tanstack/react-router";
import { useRouter } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { LoadingState } from "@latchkey/ui";
import { LoadFailure } from "./load-failure.tsx";
import { Page } from "./page.tsx";
import { isNotSignedIn } from "./query-client.ts";

/** The error boundary of every page. */
export function RouteError({ error, reset }: ErrorComponentProps) {
  const { t } = useTranslation();
  const router = useRouter();

  // The sign-in page is on its way.
  if (isNotSignedIn(error)) return <LoadingState />;

  const retry = () => {
    reset();
    void router.invalidate();
  };

  return (
    <Page title={t("portal.couldNotOpen")}>
      <LoadFailure error={error} onRetry={retry} />
    </Page>
  );
}
