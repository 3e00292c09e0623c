import type { ErrorComponentProps } from "@tanstack/react-router";
import { useRouter } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { ProblemError } from "@latchkey/client";
import { LoadingState } from "@latchkey/ui";
import { LoadFailure } from "./load-failure.tsx";
import { NotFoundPage } from "./not-found-page.tsx";
import { Page } from "./page.tsx";
import { isNotSignedIn } from "./query-client.ts";

/** The error boundary of every page: what may not be seen reads exactly like what does not exist. */
export function RouteError({ error, reset }: ErrorComponentProps) {
  const { t } = useTranslation();
  const router = useRouter();
  if (error instanceof ProblemError && (error.status === 404 || error.status === 403)) return <NotFoundPage />;

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
