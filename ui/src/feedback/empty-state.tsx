import { Group, Stack, Text, ThemeIcon, Title } from "@mantine/core";
import { IconInbox } from "@tabler/icons-react";
import type { ComponentType, ReactNode } from "react";

export interface EmptyStateProps {
  title: string;
  /** Why it is empty and what to do first. */
  text?: ReactNode;
  icon?: ComponentType<{ size?: number; stroke?: number }>;
  actions?: ReactNode;
  /** Level of the heading; 2 below a page header. */
  order?: 2 | 3 | 4;
}

/** Nothing here, and what to do about it. */
export function EmptyState({ title, text, icon: Icon = IconInbox, actions, order = 2 }: EmptyStateProps) {
  return (
    <Stack align="center" gap="xs" py="xl" px="md" ta="center">
      <ThemeIcon variant="light" color="gray" size={52} radius="xl" aria-hidden>
        <Icon size={26} stroke={1.5} />
      </ThemeIcon>
      <Title order={order} size="h3">
        {title}
      </Title>
      {text === undefined ? null : (
        <Text c="dimmed" maw={520} component="div">
          {text}
        </Text>
      )}
      {actions === undefined ? null : (
        <Group mt="sm" justify="center">
          {actions}
        </Group>
      )}
    </Stack>
  );
}
