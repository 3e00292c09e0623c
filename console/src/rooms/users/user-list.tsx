import { Button } from "@mantine/core";
import { useMediaQuery } from "@mantine/hooks";
import { IconUsers } from "@tabler/icons-react";
import type { UseQueryResult } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { userSort } from "@latchkey/contract";
import type { Page, User } from "@latchkey/contract";
import { DataTable, EmptyState, Pager, useUi } from "@latchkey/ui";
import { formatCount, LinkButton, LoadFailure, useCursorPaging, useProfileId } from "../../shell/index.ts";
import { BulkBar, useBulkSelection } from "../bulk-tags/index.ts";
import { useUserColumns } from "./use-user-columns.tsx";
import type { PatchUsers, UsersSearch } from "./users-search.ts";

interface UserListProps {
  search: UsersSearch;
  patch: PatchUsers;
  users: UseQueryResult<Page<User>>;
  onCreate: () => void;
}

const rowsPerPageDefault = 50;
const wideScreen = "(min-width: 90em)";

export function UserList({ search, patch, users, onCreate }: UserListProps) {
  const { t } = useTranslation();
  const { locale } = useUi();
  const navigate = useNavigate();
  const profileId = useProfileId();
  const columns = useUserColumns(search, patch);
  const selection = useBulkSelection(JSON.stringify(filterOf(search)));
  const hiddenColumns = useHiddenColumns(search);
  const paging = useCursorPaging({ cursor: search.cursor, nextCursor: users.data?.nextCursor });
  if (users.isError) return <LoadFailure error={users.error} onRetry={() => void users.refetch()} />;

  const total = users.data?.total;
  return (
    <>
      <BulkBar of="run_user" selection={selection} filter={filterOf(search)} total={total} />
      <DataTable
        caption={t("users.title")}
        columns={columns}
        rows={users.data?.items ?? []}
        rowId={(user) => user.id}
        rowName={(user) => user.name}
        sort={search.sort ?? "name"}
        hiddenColumns={hiddenColumns}
        onSortChange={(sort) => patch({ sort: userSort.options.find((each) => each === sort) })}
        {...(isDeletedView(search) ? {} : selection.tableProps)}
        onOpen={(user) => void navigate({ to: "/profiles/$profileId/users/$userId", params: { profileId, userId: user.id } })}
        isLoading={users.isPending}
        isStale={users.isPlaceholderData}
        empty={<NoUsers search={search} onCreate={onCreate} />}
      />
      <Pager
        {...paging}
        rowsPerPage={search.limit ?? rowsPerPageDefault}
        onRowsPerPageChange={(limit) => patch({ limit })}
        summary={total === undefined ? "" : t("users.matchCount", { count: total.count, formatted: formatCount(total, locale) })}
      />
    </>
  );
}

/** What the list is filtered by, whatever is shown of it. */
function filterOf({ search, status, tag, source, lastSignIn }: UsersSearch) {
  return { search, status, tag, source, lastSignIn };
}

/** Tags of the deleted cannot be changed. */
function isDeletedView({ status }: UsersSearch): boolean {
  return status?.includes("deleted") ?? false;
}

/** On narrower screens the tags need the room of the day of creation, unless it is what the list is sorted by. */
function useHiddenColumns({ column, sort }: UsersSearch): string[] {
  const isWide = useMediaQuery(wideScreen);
  const isSortedBy = sort === "createdAt" || sort === "-createdAt";

  return isWide || isSortedBy || column !== undefined ? [] : ["createdAt"];
}

/** Three kinds of nothing: nobody deleted, nobody matches, nobody there. */
function NoUsers({ search, onCreate }: { search: UsersSearch; onCreate: () => void }) {
  const { t } = useTranslation();
  const profileId = useProfileId();
  const { search: text, status, tag, source, lastSignIn } = search;
  if (status?.join() === "deleted" && text === undefined)
    return <EmptyState title={t("users.noDeletedTitle")} text={t("users.noDeletedText")} icon={IconUsers} />;

  const isFiltered = [text, status, tag, source, lastSignIn].some((value) => value !== undefined);
  if (isFiltered) return <EmptyState title={t("users.noMatchTitle")} text={t("users.noMatchText")} icon={IconUsers} />;

  return (
    <EmptyState
      title={t("users.emptyTitle")}
      text={t("users.emptyText")}
      icon={IconUsers}
      actions={
        <>
          <Button onClick={onCreate}>{t("users.create")}</Button>
          <LinkButton variant="default" to="/profiles/$profileId/settings" params={{ profileId }} search={{ tab: "sign-up" }}>
            {t("users.emptySignUp")}
          </LinkButton>
        </>
      }
    />
  );
}
