import { Button, Stack, Text } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { useId, useRef } from "react";
import { useUi } from "../app/ui-context.ts";
import type { Pair } from "../display/tag-list.tsx";
import { PairRow, type PairErrors } from "./pair-row.tsx";
import type { LoadSuggestions, Suggestion } from "./suggest-input.tsx";

export interface TagEditorProps {
  label: string;
  pairs: readonly Pair[];
  onChange: (pairs: Pair[]) => void;
  /** Known keys that fit what was typed. */
  loadKeys?: ((search: string) => Promise<Suggestion[]>) | undefined;
  /** Known values of a key that fit what was typed. */
  loadValues?: ((key: string, search: string) => Promise<Suggestion[]>) | undefined;
  description?: string;
  /** By row. */
  errors?: Readonly<Record<number, PairErrors>>;
  /** A remark below a row, e.g. who may set this key. */
  noteOf?: ((pair: Pair) => string | undefined) | undefined;
  isDisabled?: boolean;
}

const noSuggestions: LoadSuggestions = () => Promise.resolve([]);

/** Rows of key and value with suggestions. Enter in the last value adds a row; every row can be removed by a button. */
export function TagEditor({
  label,
  pairs,
  onChange,
  loadKeys,
  loadValues,
  description,
  errors,
  noteOf,
  isDisabled = false,
}: TagEditorProps) {
  const { words } = useUi();
  const labelId = useId();
  const group = useRef<HTMLDivElement>(null);

  function replace(index: number, pair: Pair) {
    onChange(pairs.map((each, at) => (at === index ? pair : each)));
  }

  function add() {
    onChange([...pairs, { key: "", value: "" }]);
    focusLater(group, `[data-pair-key="${pairs.length}"]`);
  }

  function remove(index: number) {
    onChange(pairs.filter((_, at) => at !== index));
    // The focus would fall back to the top of the page with the button that had it.
    focusLater(group, "[data-pair-add]");
  }

  return (
    <Stack gap="xs" role="group" aria-labelledby={labelId} ref={group}>
      <div>
        <Text id={labelId} fw={500} size="sm">
          {label}
        </Text>
        {description === undefined ? null : (
          <Text size="xs" c="dimmed">
            {description}
          </Text>
        )}
      </div>
      {pairs.length === 0 ? (
        <Text size="sm" c="dimmed">
          {words.noPairs}
        </Text>
      ) : null}
      {pairs.map((pair, index) => (
        <PairRow
          // Rows have no identity of their own: they are controlled wholly by their place.
          // oxlint-disable-next-line react/no-array-index-key
          key={index}
          row={index}
          pair={pair}
          errors={errors?.[index]}
          note={noteOf?.(pair)}
          isDisabled={isDisabled}
          loadKeys={loadKeys ?? noSuggestions}
          loadValues={loadValues === undefined ? noSuggestions : (search) => loadValues(pair.key.trim(), search)}
          onChange={(next) => replace(index, next)}
          onRemove={() => remove(index)}
          onEnter={index === pairs.length - 1 && pair.key !== "" ? add : undefined}
        />
      ))}
      <div>
        <Button
          data-pair-add
          variant="default"
          size="xs"
          leftSection={<IconPlus size={16} aria-hidden />}
          onClick={add}
          disabled={isDisabled}
        >
          {words.addPair}
        </Button>
      </div>
    </Stack>
  );
}

function focusLater(group: React.RefObject<HTMLElement | null>, selector: string) {
  setTimeout(() => group.current?.querySelector<HTMLElement>(selector)?.focus(), 0);
}
