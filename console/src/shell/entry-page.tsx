import { Group, Paper, Stack, Text, Title } from "@mantine/core";
import { useEffect } from "react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { LanguageSwitch } from "@latchkey/account";
import { ColorSchemeToggle } from "@latchkey/ui";
import { Brand } from "./brand.tsx";

interface EntryPageProps {
  title: string;
  description?: string;
  /** Other ways on, below the card. */
  footer?: ReactNode;
  children?: ReactNode;
}

/** The pages before the console: set-up, sign-in, choosing a password. */
export function EntryPage({ title, description, footer, children }: EntryPageProps) {
  const { t } = useTranslation();

  useEffect(() => {
    document.title = t("entry.documentTitle", { title });
  }, [t, title]);

  return (
    <Stack mih="100dvh" gap={0}>
      <Group component="header" justify="space-between" px="md" py="sm">
        <Brand />
        <Group gap={4} wrap="nowrap">
          <LanguageSwitch isInHeader />
          <ColorSchemeToggle />
        </Group>
      </Group>
      <Stack component="main" flex={1} p="md" pb={80} align="center" justify="center">
        <Paper withBorder shadow="xs" w="100%" maw={440} p={{ base: "md", xs: "xl" }}>
          <Stack>
            <div>
              <Title order={1}>{title}</Title>
              {description !== undefined && (
                <Text c="dimmed" mt={4}>
                  {description}
                </Text>
              )}
            </div>
            {children}
          </Stack>
        </Paper>
        {footer === undefined ? null : <div>{footer}</div>}
      </Stack>
    </Stack>
  );
}
