import { Box } from "@mantine/core";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { User } from "@latchkey/contract";
import { StatusBadge, TagList, Time } from "@latchkey/ui";
import type { DataTableColumn } from "@latchkey/ui";
import type { Translate } from "@latchkey/words";
import { LinkAnchor, useProfileId } from "../../shell/index.ts";
import { RestoreButton } from "./restore-button.tsx";
import { statusLooks } from "./user-words.ts";
import type { PatchUsers, UsersSearch } from "./users-search.ts";

const tagsShownMax = 2;
// Narrower, each tag would take a line of its own and rows would be as high as cards.
const tagsWidthMin = 300;

/** The columns of the list: fixed ones, then the chosen tag keys, or all tags in short when none is chosen. */
export function useUserColumns(search: UsersSearch, patch: PatchUsers): DataTableColumn<User>[] {
  const { t } = useTranslation();
  const profileId = useProfileId();
  const { column: keys = [], tag: tags = [] } = search;
  const isDeletedView = search.status?.join() === "deleted";
  const keysJoined = keys.join("\n");
  const tagsJoined = tags.join("\n");

  return useMemo(() => {
    const shownKeys = keysJoined === "" ? [] : keysJoined.split("\n");
    const filters = tagsJoined === "" ? [] : tagsJoined.split("\n");
    const filterBy = (filter: string) => patch({ tag: [...new Set([...filters, filter])] });
    const tagColumns = shownKeys.length === 0 ? [allTagsColumn(t, filterBy)] : shownKeys.map(tagColumn);

    return [...fixedColumns(t, profileId), ...(isDeletedView ? deletedColumns(t) : tagColumns)];
  }, [t, profileId, isDeletedView, keysJoined, tagsJoined, patch]);
}

function fixedColumns(t: Translate, profileId: string): DataTableColumn<User>[] {
  return [
    {
      id: "name",
      header: t("users.columnName"),
      sortKey: "name",
      isRowHeader: true,
      cell: (user) => <NameCell user={user} profileId={profileId} />,
    },
    {
      id: "email",
      header: t("common.email"),
      sortKey: "email",
      cell: (user) => <EmailCell user={user} />,
    },
    {
      id: "status",
      header: t("users.columnStatus"),
      cell: (user) => <StatusBadge tone={statusLooks[user.status].tone} label={t(statusLooks[user.status].word)} size="sm" />,
    },
    {
      id: "lastSignInAt",
      header: t("users.columnLastSignIn"),
      sortKey: "lastSignInAt",
      cell: (user) => <When value={user.lastSignInAt} />,
    },
    { id: "createdAt", header: t("users.columnCreated"), sortKey: "createdAt", cell: (user) => <When value={user.createdAt} /> },
  ];
}

function NameCell({ user, profileId }: { user: User; profileId: string }) {
  return (
    <LinkAnchor to="/profiles/$profileId/users/$userId" params={{ profileId, userId: user.id }} fw={500}>
      <bdi>{user.name}</bdi>
    </LinkAnchor>
  );
}

function EmailCell({ user }: { user: User }) {
  const { t } = useTranslation();
  if (user.email !== null) return <bdi>{user.email}</bdi>;

  return <StatusBadge tone="info" label={t("users.anonymous")} size="sm" />;
}

function When({ value }: { value: string | null }) {
  return (
    <span style={{ whiteSpace: "nowrap" }}>
      <Time value={value} />
    </span>
  );
}

function allTagsColumn(t: Translate, filterBy: (filter: string) => void): DataTableColumn<User> {
  return {
    id: "tags",
    header: t("common.tags"),
    cell: (user) => (
      <Box miw={tagsWidthMin}>
        <TagList pairs={user.tags} shownMax={tagsShownMax} empty="–" onSelect={({ key, value }) => filterBy(`${key}=${value}`)} />
      </Box>
    ),
  };
}

function tagColumn(key: string): DataTableColumn<User> {
  return {
    id: `tag:${key}`,
    header: key,
    cell: (user) => (
      <bdi>
        {user.tags
          .filter((tag) => tag.key === key)
          .map((tag) => tag.value)
          .join(", ") || "–"}
      </bdi>
    ),
  };
}

function deletedColumns(t: Translate): DataTableColumn<User>[] {
  return [
    { id: "deletedAt", header: t("users.columnDeleted"), cell: (user) => <When value={user.deletedAt} /> },
    { id: "actions", header: t("common.actions"), align: "end", cell: (user) => <RestoreButton user={user} /> },
  ];
}
