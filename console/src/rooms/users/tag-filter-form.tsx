import { Autocomplete, Button, Group, Stack, Text } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useUserTagKeys, useUserTagValues } from "./use-tag-suggestions.ts";

interface TagFilterFormProps {
  tags: readonly string[];
  onChange: (tags: string[]) => void;
}

/** Adds "key = value", or a key with any value, to the filters. */
export function TagFilterForm({ tags, onChange }: TagFilterFormProps) {
  const { t } = useTranslation();
  const [key, setKey] = useState("");
  const [value, setValue] = useState("");
  const keys = useUserTagKeys().data?.items ?? [];
  const values = useUserTagValues(key).data?.items ?? [];
  const filter = value.trim() === "" ? key.trim() : `${key.trim()}=${value.trim()}`;

  function add(event: React.FormEvent) {
    event.preventDefault();
    if (key.trim() === "" || key.includes("=")) return;

    onChange([...new Set([...tags, filter])]);
    setKey("");
    setValue("");
  }

  return (
    <Stack component="form" gap={6} aria-label={t("users.filterTag")} onSubmit={add}>
      <Text size="sm" fw={500} aria-hidden>
        {t("users.filterTag")}
      </Text>
      <Group gap="xs" grow>
        <Autocomplete
          aria-label={t("users.filterTagKey")}
          placeholder={t("users.filterTagKey")}
          data={keys.map((each) => each.key)}
          value={key}
          onChange={setKey}
          maxLength={100}
          comboboxProps={{ withinPortal: false }}
        />
        <Autocomplete
          aria-label={t("users.filterTagValue")}
          placeholder={t("users.filterTagValue")}
          data={values.map((each) => each.value)}
          value={value}
          onChange={setValue}
          maxLength={200}
          comboboxProps={{ withinPortal: false }}
        />
      </Group>
      <Button type="submit" variant="default" size="xs" disabled={key.trim() === "" || key.includes("=")}>
        {t("users.filterTagAdd")}
      </Button>
    </Stack>
  );
}
