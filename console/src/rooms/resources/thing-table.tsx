import type { UseQueryResult } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { Page } from "@latchkey/contract";
import { DataTable, Pager, useUi } from "@latchkey/ui";
import type { DataTableColumn } from "@latchkey/ui";
import { formatCount, useCursorPaging, useSearchPatch } from "../../shell/index.ts";
import { NoneFound } from "./none-found.tsx";

/** What the lists of tagged things keep in the address. */
type ThingSearch = {
  search?: string | undefined;
  tag?: string[] | undefined;
  sort?: string | undefined;
  cursor?: string | undefined;
};

interface ThingTableProps<T> {
  kind: "dashboard" | "device" | "analysis";
  things: UseQueryResult<Page<T>>;
  search: ThingSearch;
  columns: DataTableColumn<T>[];
  onOpen: (thing: T) => void;
  /** Shown instead of the table while the profile has none at all. */
  none: ReactNode;
  /** Which rows are chosen, where rows can be. */
  selection?: { selectedIds?: ReadonlySet<string>; onSelectionChange?: (ids: Set<string>) => void };
}

/** One page of dashboards, devices or analyses, sorted and paged by the address. */
export function ThingTable<T extends { id: string; name: string }>({
  kind,
  things,
  search,
  columns,
  onOpen,
  none,
  selection = {},
}: ThingTableProps<T>) {
  const { t } = useTranslation();
  const { locale } = useUi();
  const ask = useSearchPatch<ThingSearch>();
  const paging = useCursorPaging({ cursor: search.cursor, nextCursor: things.data?.nextCursor });
  const isAll = search.search === undefined && search.tag === undefined && search.cursor === undefined;
  const total = things.data?.total;

  if (isAll && things.data?.items.length === 0) return none;

  return (
    <>
      <DataTable
        caption={t(`resources.${kind}.title`)}
        columns={columns}
        rows={things.data?.items ?? []}
        rowId={(thing) => thing.id}
        rowName={(thing) => thing.name}
        sort={search.sort ?? "name"}
        onSortChange={(sort) => ask({ sort })}
        {...selection}
        onOpen={onOpen}
        isLoading={things.isPending}
        isStale={things.isPlaceholderData}
        empty={<NoneFound onClear={() => ask({ search: "", tag: [] })} />}
      />
      <Pager
        {...paging}
        summary={total === undefined ? null : t(`resources.${kind}.count`, { count: total.count, formatted: formatCount(total, locale) })}
      />
    </>
  );
}

/** Adds a tag to the filter of the list on screen. */
export function useTagChoice(search: ThingSearch): (filter: string) => void {
  const ask = useSearchPatch<ThingSearch>();
  return (filter) => ask({ tag: [...new Set([...(search.tag ?? []), filter])] });
}
