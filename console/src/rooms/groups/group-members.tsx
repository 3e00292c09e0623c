import { Button, Group as Row, Stack, Text } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { IconUserPlus } from "@tabler/icons-react";
import { getRouteApi } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { AccessChange, Group } from "@latchkey/contract";
import { DataTable, EmptyState, Pager, SearchInput, useUi } from "@latchkey/ui";
import {
  formatCount,
  LoadFailure,
  ManagedByFile,
  ProblemAlert,
  sayDone,
  useCursorPaging,
  useMay,
  useSearchPatch,
} from "../../shell/index.ts";
import { ConsentDialog, useConsent } from "../access/index.ts";
import { NoneFound } from "../resources/index.ts";
import { AddMembersDialog } from "./add-members-dialog.tsx";
import type { GroupSearch } from "./groups-search.ts";
import { useChangeMembers, useGroupMembers } from "./use-groups.ts";
import type { MemberChange } from "./use-groups.ts";
import { useMemberColumns } from "./use-member-columns.tsx";

const route = getRouteApi("/signed-in/profiles/$profileId/groups/$groupId");

/** Who is in the group and how they came to be; only those who joined by hand can be taken out by hand. */
export function GroupMembers({ group }: { group: Group }) {
  const { t } = useTranslation();
  const { search, cursor } = route.useSearch();
  const ask = useSearchPatch<GroupSearch>();
  const may = useMay();
  const [isAdding, adding] = useDisclosure(false);

  return (
    <Stack gap="sm">
      {group.areMembersManaged ? <ManagedByFile mark={group.managedBy} text={t("groups.membersManaged")} /> : null}
      <Row justify="space-between" gap="sm">
        <SearchInput
          label={t("groups.searchMembers")}
          value={search ?? ""}
          onChange={(text) => ask({ search: text }, { isTyping: true })}
        />
        {may("access_management", "edit") && !group.areMembersManaged ? (
          <Button leftSection={<IconUserPlus size={16} aria-hidden />} onClick={adding.open}>
            {t("groups.addMembers")}
          </Button>
        ) : null}
      </Row>
      <MemberTable group={group} query={{ search, cursor }} />
      <AddMembersDialog group={group} isOpen={isAdding} onClose={adding.close} />
    </Stack>
  );
}

function toMemberChange(groupId: string, { add = [], remove = [] }: MemberChange): AccessChange[] {
  return [{ kind: "change_group_members", groupId, add, remove }];
}

interface MemberTableProps {
  group: Group;
  query: { search?: string | undefined; cursor?: string | undefined };
}

function MemberTable({ group, query }: MemberTableProps) {
  const { t } = useTranslation();
  const { locale } = useUi();
  const ask = useSearchPatch<GroupSearch>();
  const members = useGroupMembers(group.id, query);
  const change = useChangeMembers(group.id);
  const [selectedIds, setSelectedIds] = useState<ReadonlySet<string>>(new Set());
  const paging = useCursorPaging({ cursor: query.cursor, nextCursor: members.data?.nextCursor });
  const consent = useConsent(change, ({ removed }) => {
    setSelectedIds(new Set());
    sayDone(t("groups.membersRemoved", { count: removed }));
  });
  const columns = useMemberColumns();
  const mayChange = useMay()("access_management", "edit") && !group.areMembersManaged;
  if (members.isError) return <LoadFailure error={members.error} onRetry={() => void members.refetch()} />;

  const rows = members.data?.items ?? [];
  const removable = rows.filter((row) => row.via === "hand" && selectedIds.has(row.id));
  if (members.data !== undefined && rows.length === 0 && query.search === undefined && query.cursor === undefined)
    return <EmptyState title={t("groups.noMembersTitle")} text={t("groups.noMembersText")} />;

  function remove() {
    consent.submit({ remove: removable.map((row) => row.id) });
  }

  return (
    <>
      <ProblemAlert error={consent.error} />
      <ConsentDialog
        {...consent.dialog}
        title={t("groups.removeMembersFrom", { name: group.name })}
        changes={consent.asked === null ? undefined : toMemberChange(group.id, consent.asked)}
        confirmLabel={t("groups.removeSelected", { count: removable.length })}
        isDangerous
      />
      {selectedIds.size === 0 ? null : (
        <Row gap="sm">
          <Button variant="default" onClick={remove} disabled={removable.length === 0} loading={change.isPending}>
            {t("groups.removeSelected", { count: removable.length })}
          </Button>
          {removable.length < selectedIds.size ? (
            <Text size="sm" c="dimmed">
              {t("groups.onlyByHand")}
            </Text>
          ) : null}
        </Row>
      )}
      <DataTable
        caption={t("groups.members")}
        columns={columns}
        rows={rows}
        rowId={(row) => row.id}
        rowName={(row) => row.name}
        {...(mayChange ? { selectedIds, onSelectionChange: setSelectedIds } : {})}
        isLoading={members.isPending}
        isStale={members.isPlaceholderData}
        empty={<NoneFound onClear={() => ask({ search: "" })} />}
      />
      <Pager
        {...paging}
        summary={
          members.data === undefined
            ? null
            : t("groups.memberCount", { count: members.data.total.count, formatted: formatCount(members.data.total, locale) })
        }
      />
    </>
  );
}
