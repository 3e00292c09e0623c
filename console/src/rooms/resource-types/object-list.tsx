import { Button, Code, Group } from "@mantine/core";
import { getRouteApi } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import type { AddedObject, AddedType } from "@latchkey/contract";
import { DataTable, EmptyState, Pager, SearchInput, TagList, Time, useUi } from "@latchkey/ui";
import type { DataTableColumn } from "@latchkey/ui";
import { formatCount, LinkAnchor, LoadFailure, useCursorPaging, useProfileId, useSearchPatch } from "../../shell/index.ts";
import { explainSearch } from "../access/index.ts";
import { NoneFound, TagFilter, useTagChoice } from "../resources/index.ts";
import type { ObjectsSearch } from "./resource-types-search.ts";
import { useObjects } from "./use-resource-types.ts";

const route = getRouteApi("/signed-in/profiles/$profileId/resource-types/$type");

interface ObjectListProps {
  type: AddedType;
  /** Absent for whoever may only look. */
  onStart: ((kind: "edit" | "delete", object: AddedObject) => void) | undefined;
  onCreate: (() => void) | undefined;
}

/** The stored objects of one added type. */
export function ObjectList({ type, onStart, onCreate }: ObjectListProps) {
  const { t } = useTranslation();
  const { locale } = useUi();
  const search = route.useSearch();
  const ask = useSearchPatch<ObjectsSearch>();
  const objects = useObjects(type.name, search);
  const columns = useObjectColumns({ type, onStart, onTag: useTagChoice(search) });
  const paging = useCursorPaging({ cursor: search.cursor, nextCursor: objects.data?.nextCursor });
  if (objects.isError) return <LoadFailure error={objects.error} onRetry={() => void objects.refetch()} />;

  const isAll = search.search === undefined && search.tag === undefined && search.cursor === undefined;
  const total = objects.data?.total;
  if (objects.data?.items.length === 0 && isAll)
    return (
      <EmptyState
        title={t("resourceTypes.noObjects")}
        text={t("resourceTypes.noObjectsText")}
        actions={onCreate === undefined ? undefined : <Button onClick={onCreate}>{t("resourceTypes.addObject")}</Button>}
      />
    );

  return (
    <>
      <Group mb="sm" gap="sm">
        <SearchInput
          label={t("resourceTypes.searchObjects")}
          value={search.search ?? ""}
          onChange={(text) => ask({ search: text }, { isTyping: true })}
        />
        <TagFilter of={type.name} value={search.tag ?? []} onChange={(tag) => ask({ tag })} />
      </Group>
      <DataTable
        caption={type.label}
        columns={columns}
        rows={objects.data?.items ?? []}
        rowId={(row) => row.id}
        rowName={(row) => row.name}
        sort={search.sort ?? "name"}
        onSortChange={(sort) => ask({ sort: sort as NonNullable<ObjectsSearch["sort"]> })}
        isLoading={objects.isPending}
        isStale={objects.isPlaceholderData}
        empty={<NoneFound onClear={() => ask({ search: "", tag: [] })} />}
      />
      <Pager
        {...paging}
        summary={total === undefined ? null : t("resourceTypes.objectCount", { count: total.count, formatted: formatCount(total, locale) })}
      />
    </>
  );
}

interface ObjectColumnsOptions {
  type: AddedType;
  onStart: ObjectListProps["onStart"];
  onTag: (filter: string) => void;
}

function useObjectColumns({ type, onStart, onTag }: ObjectColumnsOptions): DataTableColumn<AddedObject>[] {
  const { t } = useTranslation();
  const profileId = useProfileId();

  return [
    { id: "name", header: t("common.name"), sortKey: "name", isRowHeader: true, cell: (row) => <bdi>{row.name}</bdi> },
    { id: "id", header: t("resourceTypes.objectId"), cell: (row) => <Code>{row.id}</Code> },
    {
      id: "tags",
      header: t("common.tags"),
      cell: (row) => <TagList pairs={row.tags} shownMax={4} empty="–" onSelect={({ key, value }) => onTag(`${key}=${value}`)} />,
    },
    { id: "created", header: t("common.created"), sortKey: "createdAt", cell: (row) => <Time value={row.createdAt} /> },
    {
      id: "actions",
      header: t("common.actions"),
      align: "end",
      cell: (row) => (
        <Group gap="xs" justify="flex-end" wrap="nowrap">
          <LinkAnchor
            to="/profiles/$profileId/explain/who-can"
            params={{ profileId }}
            search={explainSearch({ resourceType: type.name, resourceId: row.id, action: type.actions[0]?.name })}
            size="sm"
          >
            {t("explaining.tabs.whoCan")}
          </LinkAnchor>
          {onStart === undefined ? null : (
            <>
              <Button
                size="compact-sm"
                variant="default"
                aria-label={t("resourceTypes.editObject", { name: row.name })}
                onClick={() => onStart("edit", row)}
              >
                {t("common.edit")}
              </Button>
              <Button
                size="compact-sm"
                variant="default"
                aria-label={t("resourceTypes.deleteObject", { name: row.name })}
                onClick={() => onStart("delete", row)}
              >
                {t("common.delete")}
              </Button>
            </>
          )}
        </Group>
      ),
    },
  ];
}
