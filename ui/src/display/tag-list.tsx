import { Group, Text } from "@mantine/core";
import { useUi } from "../app/ui-context.ts";
import classes from "./tag-list.module.css";

export interface Pair {
  key: string;
  value: string;
}

export interface TagListProps {
  pairs: readonly Pair[];
  /** How many to show; the rest becomes "3 more". */
  shownMax?: number;
  /** Makes each pair a button, e.g. to filter by it. */
  onSelect?: ((pair: Pair) => void) | undefined;
  /** Instead of pairs when there are none. */
  empty?: string;
}

/** Key and value pairs in a row. */
export function TagList({ pairs, shownMax = Number.POSITIVE_INFINITY, onSelect, empty }: TagListProps) {
  const { words } = useUi();
  const hiddenCount = Math.max(0, pairs.length - shownMax);
  if (pairs.length === 0)
    return (
      <Text c="dimmed" size="sm" component="span">
        {empty ?? words.noPairs}
      </Text>
    );

  return (
    <Group component="ul" gap={6} className={classes.list}>
      {pairs.slice(0, shownMax).map((pair) => (
        <li key={`${pair.key}=${pair.value}`} className={classes.item}>
          {onSelect === undefined ? (
            <span className={classes.pair}>
              <PairText pair={pair} />
            </span>
          ) : (
            <button type="button" className={classes.pair} onClick={() => onSelect(pair)}>
              <PairText pair={pair} />
            </button>
          )}
        </li>
      ))}
      {hiddenCount === 0 ? null : <li className={classes.more}>{words.morePairs(hiddenCount)}</li>}
    </Group>
  );
}

function PairText({ pair }: { pair: Pair }) {
  return (
    <>
      <bdi className={classes.key}>{pair.key}</bdi> = <bdi className={classes.value}>{pair.value}</bdi>
    </>
  );
}
