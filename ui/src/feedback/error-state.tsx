import { Alert, Button, Code, Group, Stack, Text } from "@mantine/core";
import { IconAlertTriangle } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { useUi } from "../app/ui-context.ts";

export interface ErrorStateProps {
  /** What happened. */
  title: string;
  /** What it means and what to do. */
  text?: ReactNode;
  /** For whoever reads the server's log. */
  requestId?: string | undefined;
  onRetry?: (() => void) | undefined;
  isRetrying?: boolean;
  actions?: ReactNode;
}

/** Something failed: what, what to do, and how to find it in the log. Announced when it appears. */
export function ErrorState({ title, text, requestId, onRetry, isRetrying = false, actions }: ErrorStateProps) {
  const { words } = useUi();

  return (
    <Alert role="alert" color="red" title={title} icon={<IconAlertTriangle aria-hidden />}>
      <Stack gap="xs" align="flex-start">
        {text === undefined ? null : (
          <Text size="sm" component="div">
            {text}
          </Text>
        )}
        {requestId === undefined || requestId === "" ? null : (
          <Text size="xs">
            {words.requestId}: <Code>{requestId}</Code>
          </Text>
        )}
        {onRetry === undefined && actions === undefined ? null : (
          <Group gap="xs">
            {onRetry === undefined ? null : (
              <Button size="xs" variant="default" onClick={onRetry} loading={isRetrying}>
                {words.retry}
              </Button>
            )}
            {actions}
          </Group>
        )}
      </Stack>
    </Alert>
  );
}
