import { ActionIcon, Box, Group, Paper, Text, Tooltip, VisuallyHidden } from "@mantine/core";
import { IconTrash } from "@tabler/icons-react";
import type { ReactNode } from "react";
import classes from "./fieldset-card.module.css";

interface FieldsetCardProps {
  /** Spoken name of the group of fields: the rule as a sentence. */
  legend: string;
  tone?: "neutral" | "allow" | "deny";
  header?: ReactNode;
  removeLabel: string;
  onRemove: () => void;
  /** Why the rule as a whole cannot stand. */
  error?: string | undefined;
  children: ReactNode;
}

/** One row of a policy, as a group of fields that is named by its sentence. */
export function FieldsetCard({ legend, tone = "neutral", header, removeLabel, onRemove, error, children }: FieldsetCardProps) {
  return (
    <Paper component="fieldset" withBorder p="sm" m={0} className={classes.card} data-tone={tone}>
      <VisuallyHidden component="legend">{legend}</VisuallyHidden>
      <Group justify="space-between" wrap="nowrap" align="flex-start" gap="xs">
        <Box flex={1} miw={0}>
          {header}
          {children}
          {error === undefined ? null : (
            <Text size="sm" c="var(--mantine-color-error)" role="alert" mt="xs" tabIndex={-1} data-rule-error>
              {error}
            </Text>
          )}
        </Box>
        <Tooltip label={removeLabel}>
          <ActionIcon aria-label={removeLabel} onClick={onRemove}>
            <IconTrash size={18} aria-hidden />
          </ActionIcon>
        </Tooltip>
      </Group>
    </Paper>
  );
}
