/** Tabs while they are edited; a new one has no id yet. */
export interface TabRow {
  rowId: string;
  id: string | undefined;
  name: string;
}

export const tabsMax = 10;

export function moveRow(rows: readonly TabRow[], index: number, by: -1 | 1): TabRow[] {
  const target = index + by;
  const moved = rows[index];
  const other = target < 0 ? undefined : rows[target];
  if (moved === undefined || other === undefined) return [...rows];

  return rows.with(index, other).with(target, moved);
}

/** What is sent: names without spaces around them; rows without a name are no tabs. */
export function toTabs(rows: readonly TabRow[]): { id?: string; name: string }[] {
  return rows.filter((row) => row.name.trim() !== "").map(({ id, name }) => ({ name: name.trim(), ...(id === undefined ? {} : { id }) }));
}
