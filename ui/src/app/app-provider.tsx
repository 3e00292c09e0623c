import "@mantine/core/styles.css";
import "@mantine/notifications/styles.css";
import "../theme/global.css";
import { MantineProvider, mergeThemeOverrides } from "@mantine/core";
import { ModalsProvider } from "@mantine/modals";
import { Notifications } from "@mantine/notifications";
import { useMemo, useState } from "react";
import type { ReactNode } from "react";
import { cssVariablesResolver } from "../theme/css-variables.ts";
import { theme } from "../theme/theme.ts";
import { shareStyleNonce, styleNonce } from "./style-nonce.ts";
import { UiContext } from "./ui-context.ts";
import type { UiWords } from "./ui-context.ts";
import { useSingleSubmit } from "./use-single-submit.ts";

export interface AppProviderProps {
  words: UiWords;
  /** BCP 47; the browser's when absent. */
  locale?: string | undefined;
  /** IANA; the browser's when absent. */
  timeZone?: string | undefined;
  children: ReactNode;
}

/** Theme, colour scheme, dialogs, toasts, words: wrap the whole application once. */
export function AppProvider({ words, locale, timeZone, children }: AppProviderProps) {
  // Before the first dialog can open, and not while this module loads: tests import it without a page.
  useState(shareStyleNonce);
  useSingleSubmit();
  const settings = useMemo(
    () => ({
      words,
      locale: locale ?? navigator.language,
      timeZone: timeZone ?? Intl.DateTimeFormat().resolvedOptions().timeZone,
    }),
    [words, locale, timeZone],
  );

  // Dialogs, toasts and alerts all draw the same cross, which has no name of its own.
  const namedTheme = useMemo(
    () => mergeThemeOverrides(theme, { components: { CloseButton: { defaultProps: { "aria-label": words.close } } } }),
    [words],
  );

  return (
    <MantineProvider theme={namedTheme} defaultColorScheme="auto" cssVariablesResolver={cssVariablesResolver} getStyleNonce={styleNonce}>
      <UiContext value={settings}>
        <ModalsProvider labels={{ confirm: words.close, cancel: words.cancel }}>
          <Notifications position="bottom-right" />
          {children}
        </ModalsProvider>
      </UiContext>
    </MantineProvider>
  );
}
