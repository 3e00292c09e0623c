import { Button, Checkbox, Popover, ScrollArea, Stack, Text, TextInput } from "@mantine/core";
import { IconColumns3 } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useUserTagKeys } from "./use-tag-suggestions.ts";

interface ColumnChooserProps {
  shown: readonly string[];
  onChange: (columns: string[]) => void;
}

const searchFrom = 8;

/** Which tag keys are columns of the list. */
export function ColumnChooser({ shown, onChange }: ColumnChooserProps) {
  const { t } = useTranslation();
  const [search, setSearch] = useState("");
  const known = useUserTagKeys().data?.items ?? [];
  // A key in the address that nobody carries any more can still be unticked.
  const keys = [...new Set([...known.map((item) => item.key), ...shown])];
  const found = keys.filter((key) => key.toLowerCase().includes(search.toLowerCase()));

  return (
    <Popover position="bottom-start" width={260} shadow="md" trapFocus returnFocus>
      <Popover.Target>
        <Button variant="default" leftSection={<IconColumns3 size={16} aria-hidden />}>
          {t("users.columns")}
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label={t("users.columns")}>
        <Stack gap="xs">
          <Text size="sm" c="dimmed">
            {keys.length === 0 ? t("users.columnsNone") : t("users.columnsText")}
          </Text>
          {keys.length > searchFrom && (
            <TextInput
              size="xs"
              aria-label={t("users.columnsSearch")}
              placeholder={t("users.columnsSearch")}
              value={search}
              onChange={(event) => setSearch(event.currentTarget.value)}
            />
          )}
          <ScrollArea.Autosize mah={280}>
            <Stack gap={8} p={2}>
              {found.map((key) => (
                <Checkbox
                  key={key}
                  label={<bdi>{key}</bdi>}
                  checked={shown.includes(key)}
                  onChange={() => onChange(shown.includes(key) ? shown.filter((each) => each !== key) : [...shown, key])}
                />
              ))}
            </Stack>
          </ScrollArea.Autosize>
        </Stack>
      </Popover.Dropdown>
    </Popover>
  );
}
