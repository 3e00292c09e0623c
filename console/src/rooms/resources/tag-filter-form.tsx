import { Autocomplete, Button, Stack } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { FormEvent } from "react";
import { useTranslation } from "react-i18next";
import { useProfileId } from "../../shell/index.ts";
import { useTagLoaders } from "./use-tag-loaders.ts";

interface TagFilterFormProps {
  of: string;
  onAdd: (filter: string) => void;
}

/** A key, and perhaps a value: without one, any value will do. */
export function TagFilterForm({ of, onAdd }: TagFilterFormProps) {
  const { t } = useTranslation();
  const profileId = useProfileId();
  const [key, setKey] = useState("");
  const [value, setValue] = useState("");
  const [asked] = useDebouncedValue({ key: key.trim(), value: value.trim() }, 150);
  const { loadKeys, loadValues } = useTagLoaders(of);
  const keys = useQuery({ queryKey: ["profiles", profileId, "tag-filter", of, asked.key], queryFn: () => loadKeys(asked.key) });
  const values = useQuery({
    queryKey: ["profiles", profileId, "tag-filter", of, asked.key, asked.value],
    queryFn: () => loadValues(asked.key, asked.value),
    enabled: asked.key !== "",
  });

  function submit(event: FormEvent) {
    event.preventDefault();
    // Stops at the popover: React hands the event on to any form around it.
    event.stopPropagation();
    if (key.trim() !== "") onAdd(value.trim() === "" ? key.trim() : `${key.trim()}=${value.trim()}`);
  }

  return (
    <form onSubmit={submit}>
      <Stack gap="xs">
        <Autocomplete
          label={t("access.editor.key")}
          value={key}
          onChange={setKey}
          data={(keys.data ?? []).map((each) => each.text)}
          filter={({ options }) => options}
          comboboxProps={{ withinPortal: false }}
          data-autofocus
        />
        <Autocomplete
          label={t("access.editor.value")}
          description={t("resources.emptyMeansAny")}
          value={value}
          onChange={setValue}
          data={(values.data ?? []).map((each) => each.text)}
          filter={({ options }) => options}
          comboboxProps={{ withinPortal: false }}
        />
        <Button type="submit" disabled={key.trim() === ""}>
          {t("common.filter")}
        </Button>
      </Stack>
    </form>
  );
}
