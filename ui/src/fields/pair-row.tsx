import { CloseButton, Text } from "@mantine/core";
import { useUi } from "../app/ui-context.ts";
import type { Pair } from "../display/tag-list.tsx";
import classes from "./pair-row.module.css";
import { SuggestInput } from "./suggest-input.tsx";
import type { LoadSuggestions } from "./suggest-input.tsx";

export interface PairErrors {
  key?: string | undefined;
  value?: string | undefined;
}

interface PairRowProps {
  row: number;
  pair: Pair;
  errors: PairErrors | undefined;
  note: string | undefined;
  isDisabled: boolean;
  loadKeys: LoadSuggestions;
  loadValues: LoadSuggestions;
  onChange: (pair: Pair) => void;
  onRemove: () => void;
  onEnter: (() => void) | undefined;
}

export function PairRow({ row, pair, errors, note, isDisabled, loadKeys, loadValues, onChange, onRemove, onEnter }: PairRowProps) {
  const { words } = useUi();

  return (
    <div>
      <div className={classes.row}>
        <SuggestInput
          label={words.pairKeyOfRow(row + 1)}
          placeholder={words.pairKey}
          value={pair.key}
          onChange={(key) => onChange({ ...pair, key })}
          load={loadKeys}
          error={errors?.key}
          isDisabled={isDisabled}
          data-pair-key={row}
        />
        <span aria-hidden className={classes.equals}>
          =
        </span>
        <SuggestInput
          label={words.pairValueOfRow(row + 1)}
          placeholder={words.pairValue}
          value={pair.value}
          onChange={(value) => onChange({ ...pair, value })}
          load={loadValues}
          error={errors?.value}
          isDisabled={isDisabled}
          onEnter={onEnter}
        />
        <CloseButton aria-label={words.removePair(pair.key)} onClick={onRemove} disabled={isDisabled} mt={3} />
      </div>
      {note === undefined ? null : (
        <Text size="xs" c="dimmed" mt={4}>
          {note}
        </Text>
      )}
    </div>
  );
}
