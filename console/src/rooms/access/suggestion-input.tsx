import { Autocomplete, Group, Text } from "@mantine/core";
import type { ReactNode } from "react";

export interface Suggestion {
  text: string;
  note: string;
}

export interface SuggestionInputProps {
  label: string;
  value: string;
  onChange: (value: string) => void;
  suggestions: readonly Suggestion[];
  error?: ReactNode;
  disabled?: boolean;
}

/** Free text with suggestions: what is known already is offered with how often it occurs, anything else may be typed. */
export function SuggestionInput({ label, value, onChange, suggestions, error, disabled = false }: SuggestionInputProps) {
  const notes = new Map(suggestions.map((each) => [each.text, each.note]));

  return (
    <Autocomplete
      label={label}
      value={value}
      onChange={onChange}
      data={suggestions.map((each) => each.text)}
      filter={({ options }) => options}
      renderOption={({ option }) => (
        <Group justify="space-between" gap="md" w="100%" wrap="nowrap">
          <bdi>{option.value}</bdi>
          <Text component="span" size="xs" c="dimmed">
            {notes.get(option.value)}
          </Text>
        </Group>
      )}
      maxDropdownHeight={260}
      error={error}
      disabled={disabled}
      spellCheck={false}
      autoComplete="off"
      comboboxProps={{ withinPortal: true }}
    />
  );
}
