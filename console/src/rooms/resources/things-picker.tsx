import { MultiSelect, Stack, Text } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { useState } from "react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useFoundThings, useNames } from "./use-things.ts";

interface ThingsPickerProps {
  type: string;
  label: string;
  description?: ReactNode;
  /** Ids. */
  value: readonly string[];
  onChange: (ids: string[]) => void;
  error?: ReactNode;
  valuesMax?: number;
  isFocusedFirst?: boolean;
}

/** Chooses several things of one kind by name. */
export function ThingsPicker({ type, label, description, value, onChange, error, valuesMax, isFocusedFirst }: ThingsPickerProps) {
  const { t } = useTranslation();
  const [typed, setTyped] = useState("");
  const [search] = useDebouncedValue(typed, 200);
  const found = useFoundThings(type, search);
  const nameOf = useNames(value.map((id) => ({ type, id })));
  const things = found.data ?? [];
  const details = new Map(things.map((thing) => [thing.id, thing.detail]));
  // What was chosen earlier stays among the options, else the field could not show its name.
  const options = new Map([
    ...value.map((id) => [id, nameOf(type, id) ?? id] as const),
    ...things.map((thing) => [thing.id, thing.name] as const),
  ]);

  return (
    <MultiSelect
      label={label}
      description={description}
      placeholder={value.length === 0 ? t("resources.pickPlaceholder") : ""}
      value={[...value]}
      onChange={onChange}
      data={[...options].map(([id, name]) => ({ value: id, label: name }))}
      filter={({ options: all }) => all}
      searchable
      searchValue={typed}
      onSearchChange={setTyped}
      nothingFoundMessage={found.isPending ? t("common.loading") : t("resources.nothingFound")}
      renderOption={({ option }) => (
        <Stack gap={0}>
          <bdi>{option.label}</bdi>
          <Text component="bdi" size="xs" c="dimmed" lineClamp={1}>
            {details.get(option.value)}
          </Text>
        </Stack>
      )}
      maxDropdownHeight={260}
      error={error}
      {...(valuesMax === undefined ? {} : { maxValues: valuesMax })}
      {...(isFocusedFirst === true ? { "data-autofocus": true } : {})}
    />
  );
}
