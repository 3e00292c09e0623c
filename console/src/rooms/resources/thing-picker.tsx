import { Select, Stack, Text, TextInput } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { useState } from "react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { kindOf } from "./thing-kinds.ts";
import { useFoundThings, useNames } from "./use-things.ts";

export interface ThingPickerProps {
  type: string;
  label: string;
  /** Id, or empty. */
  value: string;
  onChange: (id: string) => void;
  error?: ReactNode;
  isRequired?: boolean;
  /** Nothing may be chosen again: `onChange` is told an empty id then. */
  isClearable?: boolean;
}

/** Chooses one thing: by name where there is a list of them, else by the id that another application gave it. */
export function ThingPicker(props: ThingPickerProps) {
  return kindOf(props.type) === undefined ? <IdInput {...props} /> : <NamePicker {...props} />;
}

function IdInput({ label, value, onChange, error, isRequired = false }: ThingPickerProps) {
  const { t } = useTranslation();

  return (
    <TextInput
      label={label}
      required={isRequired}
      placeholder={t("resources.idPlaceholder")}
      maxLength={200}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value.trim())}
      error={error}
    />
  );
}

function NamePicker({ type, label, value, onChange, error, isRequired = false, isClearable = false }: ThingPickerProps) {
  const { t } = useTranslation();
  const [typed, setTyped] = useState("");
  const chosenName = useNames([{ type, id: value }])(type, value) ?? value;
  // While the field shows the chosen name, the list offers everything, not that one alone.
  const [search] = useDebouncedValue(typed === chosenName ? "" : typed, 200);
  const found = useFoundThings(type, search);

  const options = new Map((found.data ?? []).map((thing) => [thing.id, thing]));
  if (value !== "" && !options.has(value)) options.set(value, { id: value, name: chosenName, detail: "" });

  return (
    <Select
      label={label}
      required={isRequired}
      placeholder={t("resources.pickPlaceholder")}
      value={value === "" ? null : value}
      onChange={(id) => onChange(id ?? "")}
      data={[...options.values()].map((thing) => ({ value: thing.id, label: thing.name }))}
      filter={({ options: all }) => all}
      searchable
      searchValue={typed}
      onSearchChange={setTyped}
      nothingFoundMessage={found.isPending ? t("common.loading") : t("resources.nothingFound")}
      renderOption={({ option }) => (
        <Stack gap={0}>
          <bdi>{option.label}</bdi>
          <Text component="bdi" size="xs" c="dimmed" lineClamp={1}>
            {options.get(option.value)?.detail}
          </Text>
        </Stack>
      )}
      allowDeselect={false}
      clearable={isClearable}
      clearButtonProps={{ "aria-label": t("resources.clearChoice") }}
      maxDropdownHeight={300}
      error={error}
    />
  );
}
