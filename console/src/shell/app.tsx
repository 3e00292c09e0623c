import { QueryClientProvider } from "@tanstack/react-query";
import type { QueryClient } from "@tanstack/react-query";
import { RouterProvider } from "@tanstack/react-router";
import type { i18n } from "i18next";
import { useMemo } from "react";
import { I18nextProvider, useTranslation } from "react-i18next";
import { AppProvider } from "@latchkey/ui";
import { uiWords } from "@latchkey/words";
import type { ConsoleRouter } from "./create-console-router.tsx";

interface AppProps {
  queryClient: QueryClient;
  router: ConsoleRouter;
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

function WithKit({ router }: { router: ConsoleRouter }) {
  const { t } = useTranslation();
  const words = useMemo(() => uiWords(t), [t]);

  return (
    <AppProvider words={words}>
      <RouterProvider router={router} />
    </AppProvider>
  );
}
