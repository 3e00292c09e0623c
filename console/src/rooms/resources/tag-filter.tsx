import { Button, CloseButton, Group, Pill, Popover, Text } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { IconFilter } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { TagFilterForm } from "./tag-filter-form.tsx";

interface TagFilterProps {
  of: string;
  /** `key=value`, or `key` alone for any value; all must be met. */
  value: readonly string[];
  onChange: (value: string[]) => void;
}

/** The tag filters in force, each with a way to drop it, and a way to add one. */
export function TagFilter({ of, value, onChange }: TagFilterProps) {
  const { t } = useTranslation();
  const [isOpen, popover] = useDisclosure(false);

  function add(filter: string) {
    popover.close();
    onChange([...new Set([...value, filter])]);
  }

  return (
    <Group gap="xs">
      <Popover opened={isOpen} onChange={popover.toggle} trapFocus withArrow shadow="md" position="bottom-start">
        <Popover.Target>
          <Button variant="default" leftSection={<IconFilter size={16} aria-hidden />} onClick={popover.toggle}>
            {t("resources.filterByTag")}
          </Button>
        </Popover.Target>
        <Popover.Dropdown>
          <TagFilterForm of={of} onAdd={add} />
        </Popover.Dropdown>
      </Popover>
      {value.map((filter) => (
        <Pill key={filter} size="lg">
          <Group component="span" gap={4} wrap="nowrap">
            <Text span size="sm">
              <bdi>{filter}</bdi>
            </Text>
            <CloseButton
              size="sm"
              aria-label={t("resources.dropFilter", { filter })}
              onClick={() => onChange(value.filter((each) => each !== filter))}
            />
          </Group>
        </Pill>
      ))}
    </Group>
  );
}
