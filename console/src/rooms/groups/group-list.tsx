import { Button } from "@mantine/core";
import { IconUsersGroup } from "@tabler/icons-react";
import { useNavigate } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { DataTable, EmptyState, Pager } from "@latchkey/ui";
import { LoadFailure, useCursorPaging, useProfileId, useSearchPatch } from "../../shell/index.ts";
import { NoneFound } from "../resources/index.ts";
import type { GroupsSearch } from "./groups-search.ts";
import { orderGroups } from "./order-groups.ts";
import type { PlacedGroup } from "./order-groups.ts";
import { useGroupColumns } from "./use-group-columns.tsx";
import { useGroups, useGroupTree } from "./use-groups.ts";

interface GroupListProps {
  search: GroupsSearch;
  onCreate: () => void;
}

/** All groups as a tree; while somebody searches, or where there are too many for one, a paged list. */
export function GroupList({ search, onCreate }: GroupListProps) {
  const { t } = useTranslation();
  const profileId = useProfileId();
  const navigate = useNavigate();
  const ask = useSearchPatch<GroupsSearch>();
  const tree = useGroupTree();
  const isTree = search.search === undefined && search.cursor === undefined && tree.data?.isWhole !== false;
  const list = useGroups(search, { isEnabled: !isTree });
  const paging = useCursorPaging({ cursor: search.cursor, nextCursor: isTree ? null : list.data?.nextCursor });
  const columns = useGroupColumns(tree.data?.groups ?? []);
  const shown = isTree ? tree : list;
  if (shown.isError) return <LoadFailure error={shown.error} onRetry={() => void shown.refetch()} />;
  if (isTree && tree.data?.groups.length === 0) return <NoGroups onCreate={onCreate} />;

  const rows: PlacedGroup[] = isTree
    ? orderGroups(tree.data?.groups ?? [])
    : (list.data?.items ?? []).map((group) => ({ group, depth: 0 }));
  const count = isTree ? rows.length : (list.data?.total.count ?? 0);

  return (
    <>
      <DataTable
        caption={t("groups.title")}
        columns={columns}
        rows={rows}
        rowId={({ group }) => group.id}
        rowName={({ group }) => group.name}
        onOpen={({ group }) => void navigate({ to: "/profiles/$profileId/groups/$groupId", params: { profileId, groupId: group.id } })}
        isLoading={shown.isPending}
        isStale={shown.isPlaceholderData}
        empty={<NoneFound onClear={() => ask({ search: "" })} />}
      />
      <Pager {...paging} summary={shown.data === undefined ? null : t("groups.count", { count })} />
    </>
  );
}

function NoGroups({ onCreate }: { onCreate: () => void }) {
  const { t } = useTranslation();

  return (
    <EmptyState
      title={t("groups.emptyTitle")}
      text={t("groups.emptyText")}
      icon={IconUsersGroup}
      actions={<Button onClick={onCreate}>{t("groups.create")}</Button>}
    />
  );
}
