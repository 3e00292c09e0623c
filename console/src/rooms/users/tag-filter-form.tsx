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

  function add() {
    if (key.trim() === "") return;

    onChange([...new Set([...tags, filter])]);
    setKey("");
    setValue("");
  }

  return (
    <Stack gap={6} role="group" aria-label={t("users.filterTag")}>
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
      <Button variant="default" size="xs" onClick={add} disabled={key.trim() === "" || key.includes("=")}>
        {t("users.filterTagAdd")}
      </Button>
    </Stack>
  );
}
