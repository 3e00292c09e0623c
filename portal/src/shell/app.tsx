import { QueryClientProvider } from "@tanstack/react-query";
import type { QueryClient } from "@tanstack/react-query";
import { RouterProvider } from "@tanstack/react-router";
import type { i18n } from "i18next";
import { useMemo } from "react";
import { I18nextProvider, useTranslation } from "react-i18next";
import { AppProvider } from "@latchkey/ui";
import { uiWords } from "@latchkey/words";
import type { PortalRouter } from "./create-portal-router.tsx";

interface AppProps {
  queryClient: QueryClient;
  router: PortalRouter;
  words: i18n;
}

export function App({ queryClient, router, words }: AppProps) {
  return (
    <I18nextProvider i18n={words}>
      <QueryClientProvider client={queryClient}>
        <WithKit router={router} />
      </QueryClientProvider>
    </I18nextProvider>
  );
}

function WithKit({ router }: { router: PortalRouter }) {
  const { t } = useTranslation();
  const words = useMemo(() => uiWords(t), [t]);

  return (
    <AppProvider words={words}>
      <RouterProvider router={router} />
    </AppProvider>
  );
}
