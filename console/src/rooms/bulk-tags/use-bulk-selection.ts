import { useState } from "react";
import { useIsUnrestricted } from "../../shell/index.ts";

export interface BulkSelection {
  ids: ReadonlySet<string>;
  /** Everybody whom the list finds, not only the rows that were seen. */
  isAll: boolean;
  selectAll: () => void;
  clear: () => void;
  /** For the table; empty for whoever may not change many at once. */
  tableProps: { selectedIds?: ReadonlySet<string>; onSelectionChange?: (ids: Set<string>) => void };
}

/**
 * Which rows are chosen. `listKey` is what the list is filtered by: with another filter, "all that match" is no longer what
 * was chosen.
 */
export function useBulkSelection(listKey: string): BulkSelection {
  const isUnrestricted = useIsUnrestricted();
  const [chosen, setChosen] = useState<{ ids: ReadonlySet<string>; isAll: boolean; listKey: string }>({
    ids: new Set(),
    isAll: false,
    listKey,
  });
  const isStale = chosen.listKey !== listKey;
  const ids: ReadonlySet<string> = isStale ? new Set() : chosen.ids;
  const choose = (next: ReadonlySet<string>, isAll = false) => setChosen({ ids: next, isAll, listKey });

  return {
    ids,
    isAll: !isStale && chosen.isAll,
    selectAll: () => choose(ids, true),
    clear: () => choose(new Set()),
    tableProps: isUnrestricted ? { selectedIds: ids, onSelectionChange: (next) => choose(next) } : {},
  };
}
