import { Paper, Stack, Text, Title } from "@mantine/core";
import type { ReactNode } from "react";
import { LanguageSwitch } from "@latchkey/account";
import { ColorSchemeToggle } from "@latchkey/ui";
import { Brand } from "./brand.tsx";
import classes from "./entry-page.module.css";
import { useHeadingFocus } from "./use-heading-focus.ts";
import { usePageTitle } from "./use-page-title.ts";

interface EntryPageProps {
  /** Null where no portal could be found. */
  portalName: string | null;
  title: string;
  description?: string;
  /** Other ways on, below the card. */
  footer?: ReactNode;
  children?: ReactNode;
}

/** The pages before the portal: signing in and up, choosing a password, links that lead nowhere. */
export function EntryPage({ portalName, title, description, footer, children }: EntryPageProps) {
  const root = useHeadingFocus();
  usePageTitle(title, ...(portalName === null ? [] : [portalName]));

  return (
    <div className={classes.page} ref={root}>
      <header className={classes.header}>
        {portalName === null ? <span /> : <Brand name={portalName} />}
        <div className={classes.tools}>
          <LanguageSwitch isInHeader />
          <ColorSchemeToggle />
        </div>
      </header>
      <main className={classes.main}>
        <Paper withBorder shadow="xs" w="100%" maw={440} p={{ base: "md", xs: "xl" }}>
          <Stack>
            <div>
              <Title order={1} textWrap="balance">
                {title}
              </Title>
              {description === undefined ? null : (
                <Text c="dimmed" mt={4}>
                  {description}
                </Text>
              )}
            </div>
            {children}
          </Stack>
        </Paper>
        {footer === undefined ? null : <div className={classes.footer}>{footer}</div>}
      </main>
    </div>
  );
}
