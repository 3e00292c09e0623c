import { Button, Group, NativeSelect, Text } from "@mantine/core";
import { IconChevronLeft, IconChevronRight } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { useUi } from "../app/ui-context.ts";

export interface PagerProps {
  /** Absent on the first page. */
  onPrevious?: (() => void) | undefined;
  /** Absent on the last page. */
  onNext?: (() => void) | undefined;
  rowsPerPage?: number;
  onRowsPerPageChange?: (rows: number) => void;
  rowsPerPageChoices?: readonly number[];
  /** Such as "10,000+ matches". */
  summary?: ReactNode;
}

/** Steps through a list that is paged by cursors: there is a next and a previous page, but no page 17. */
export function Pager({
  onPrevious,
  onNext,
  rowsPerPage,
  onRowsPerPageChange,
  rowsPerPageChoices = [25, 50, 100, 200],
  summary,
}: PagerProps) {
  const { words } = useUi();

  return (
    <Group component="nav" aria-label={words.pager} justify="space-between" mt="sm" gap="sm">
      <Group gap="xs">
        <Button
          variant="default"
          size="xs"
          leftSection={<IconChevronLeft size={16} aria-hidden />}
          disabled={onPrevious === undefined}
          onClick={onPrevious}
        >
          {words.previousPage}
        </Button>
        <Button
          variant="default"
          size="xs"
          rightSection={<IconChevronRight size={16} aria-hidden />}
          disabled={onNext === undefined}
          onClick={onNext}
        >
          {words.nextPage}
        </Button>
      </Group>
      <Text size="sm" c="dimmed" component="div" role="status">
        {summary}
      </Text>
      {rowsPerPage === undefined || onRowsPerPageChange === undefined ? null : (
        <Group component="label" gap="xs" fz="sm" c="dimmed">
          {words.rowsPerPage}
          <NativeSelect
            size="xs"
            aria-label={words.rowsPerPage}
            value={String(rowsPerPage)}
            data={rowsPerPageChoices.map(String)}
            onChange={(event) => onRowsPerPageChange(Number(event.currentTarget.value))}
          />
        </Group>
      )}
    </Group>
  );
}
