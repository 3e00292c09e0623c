import { getRouteApi } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Page, useSearchPatch } from "../../shell/index.ts";
import { CreateAnonymousDialog } from "./create-anonymous-dialog.tsx";
import { CreateUserDrawer } from "./create-user-drawer.tsx";
import { useUsers } from "./use-users.ts";
import { UserFilters } from "./user-filters.tsx";
import { UserList } from "./user-list.tsx";
import { UserViews } from "./user-views.tsx";
import { UsersActions } from "./users-actions.tsx";
import type { UsersSearch } from "./users-search.ts";

const route = getRouteApi("/signed-in/profiles/$profileId/users");

/** The user list; search, filters, sort, columns and page all live in the address. */
export function UsersPage() {
  const { t } = useTranslation();
  const search = route.useSearch();
  const patch = useSearchPatch<UsersSearch>();
  const users = useUsers(search);
  const [creating, setCreating] = useState<"user" | "anonymous" | null>(null);
  const isDeletedView = search.status?.join() === "deleted";
  const stopCreating = () => setCreating(null);

  return (
    <Page
      title={t("users.title")}
      description={isDeletedView ? t("users.viewDeletedText") : t("users.text")}
      actions={<UsersActions search={search} total={users.data?.total} onCreate={setCreating} />}
    >
      <UserViews search={search} />
      <UserFilters search={search} patch={patch} />
      <UserList search={search} patch={patch} users={users} onCreate={() => setCreating("user")} />
      <CreateUserDrawer isOpen={creating === "user"} onClose={stopCreating} />
      {creating === "anonymous" && <CreateAnonymousDialog onClose={stopCreating} />}
    </Page>
  );
}
