import { Autocomplete, Group, Text } from "@mantine/core";
import { useEffect, useState } from "react";
import type { KeyboardEvent } from "react";

export interface Suggestion {
  text: string;
  /** Shown beside it, e.g. how many carry it. */
  hint?: string;
}

export type LoadSuggestions = (search: string) => Promise<Suggestion[]>;

interface SuggestInputProps {
  label: string;
  placeholder: string;
  value: string;
  onChange: (value: string) => void;
  load: LoadSuggestions;
  error?: string | undefined;
  isDisabled?: boolean;
  /** Enter while no suggestion is picked. */
  onEnter?: (() => void) | undefined;
  "data-pair-key"?: number;
}

/** Free text with suggestions that are asked for while typing. */
export function SuggestInput({
  label,
  placeholder,
  value,
  onChange,
  load,
  error,
  isDisabled = false,
  onEnter,
  ...marks
}: SuggestInputProps) {
  const [isOpen, setIsOpen] = useState(false);
  const suggestions = useSuggestions(load, value, isOpen);
  const hints = new Map(suggestions.map((each) => [each.text, each.hint]));

  function onKeyDown(event: KeyboardEvent<HTMLInputElement>) {
    // With a suggestion marked, Enter takes it; the list tells by this attribute.
    if (event.key !== "Enter" || event.currentTarget.getAttribute("aria-activedescendant")) return;
    if (onEnter === undefined) return;
    event.preventDefault();
    onEnter();
  }

  return (
    <Autocomplete
      aria-label={label}
      placeholder={placeholder}
      value={value}
      onChange={onChange}
      data={[...hints.keys()]}
      filter={({ options }) => options}
      renderOption={({ option }) => (
        <Group justify="space-between" gap="sm" w="100%" wrap="nowrap">
          <Text size="sm" component="bdi">
            {option.value}
          </Text>
          <Text size="xs" c="dimmed" component="span">
            {hints.get(option.value)}
          </Text>
        </Group>
      )}
      onDropdownOpen={() => setIsOpen(true)}
      onDropdownClose={() => setIsOpen(false)}
      onFocus={() => setIsOpen(true)}
      onKeyDown={onKeyDown}
      error={error}
      disabled={isDisabled}
      autoComplete="off"
      spellCheck={false}
      {...marks}
    />
  );
}

const pauseMilliseconds = 150;

/** Asks when typing pauses; an answer that comes after a newer question is dropped. */
function useSuggestions(load: LoadSuggestions, search: string, isOn: boolean): Suggestion[] {
  const [suggestions, setSuggestions] = useState<Suggestion[]>([]);

  useEffect(() => {
    if (!isOn) return;

    let isCurrent = true;
    const timer = setTimeout(() => {
      // Suggestions are a help, not a need: without them the field still takes any text.
      load(search).then(
        (found) => isCurrent && setSuggestions(found),
        () => isCurrent && setSuggestions([]),
      );
    }, pauseMilliseconds);

    return () => {
      isCurrent = false;
      clearTimeout(timer);
    };
    // `load` is usually made anew by each render and must not ask again by that alone.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [search, isOn]);

  return suggestions;
}
