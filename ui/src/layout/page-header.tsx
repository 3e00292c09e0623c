import { Group, Stack, Text, Title } from "@mantine/core";
import type { ReactNode } from "react";

export interface PageHeaderProps {
  title: ReactNode;
  description?: ReactNode;
  /** Breadcrumbs or a way back, above the title. */
  trail?: ReactNode;
  /** Beside the title, such as a status. */
  badges?: ReactNode;
  actions?: ReactNode;
}

/** The one first-level heading of a page, with what can be done there at its end. */
export function PageHeader({ title, description, trail, badges, actions }: PageHeaderProps) {
  return (
    <Stack component="header" gap={4} mb="lg">
      {trail}
      <Group justify="space-between" align="flex-start" gap="sm">
        {/* On a narrow screen the actions come below the whole of it, not between title and description. */}
        <Stack gap={4} flex="1 1 18rem" miw={0}>
          <Group gap="sm" miw={0}>
            <Title order={1} textWrap="balance" style={{ overflowWrap: "anywhere" }}>
              {title}
            </Title>
            {badges}
          </Group>
          {description === undefined ? null : (
            <Text c="dimmed" maw={760} component="div" style={{ textWrap: "pretty", overflowWrap: "anywhere" }}>
              {description}
            </Text>
          )}
        </Stack>
        {actions === undefined ? null : <Group gap="xs">{actions}</Group>}
      </Group>
    </Stack>
  );
}
