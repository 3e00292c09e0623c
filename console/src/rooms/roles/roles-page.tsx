import { Group } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { DataTable, Pager, SearchInput } from "@latchkey/ui";
import { LinkButton, LoadFailure, Page, useCursorPaging, useMay, useProfileId, useSearchPatch } from "../../shell/index.ts";
import { NoneFound } from "../resources/index.ts";
import type { RolesSearch } from "./roles-search.ts";
import { useRoleColumns } from "./use-role-columns.tsx";
import { useRoles } from "./use-roles.ts";

export function RolesPage() {
  const { t } = useTranslation();
  const profileId = useProfileId();
  const may = useMay();
  const search = useSearch({ from: "/signed-in/profiles/$profileId/roles" });
  const ask = useSearchPatch<RolesSearch>();

  return (
    <Page
      title={t("roles.title")}
      description={t("roles.text")}
      actions={
        may("access_management", "create") ? (
          <LinkButton leftSection={<IconPlus size={16} aria-hidden />} to="/profiles/$profileId/roles/new" params={{ profileId }}>
            {t("roles.create")}
          </LinkButton>
        ) : undefined
      }
    >
      <Group mb="sm">
        <SearchInput label={t("roles.search")} value={search.search ?? ""} onChange={(text) => ask({ search: text }, { isTyping: true })} />
      </Group>
      <RoleTable search={search} />
    </Page>
  );
}

function RoleTable({ search }: { search: RolesSearch }) {
  const { t } = useTranslation();
  const profileId = useProfileId();
  const navigate = useNavigate();
  const ask = useSearchPatch<RolesSearch>();
  const roles = useRoles(search);
  const columns = useRoleColumns();
  const paging = useCursorPaging({ cursor: search.cursor, nextCursor: roles.data?.nextCursor });
  if (roles.isError) return <LoadFailure error={roles.error} onRetry={() => void roles.refetch()} />;

  return (
    <>
      <DataTable
        caption={t("roles.title")}
        columns={columns}
        rows={roles.data?.items ?? []}
        rowId={(role) => role.id}
        rowName={(role) => role.name}
        sort={search.sort ?? "name"}
        onSortChange={(sort) => ask({ sort: sort === "-name" ? "-name" : "name" })}
        onOpen={(role) => void navigate({ to: "/profiles/$profileId/roles/$roleId", params: { profileId, roleId: role.id } })}
        isLoading={roles.isPending}
        isStale={roles.isPlaceholderData}
        empty={<NoneFound onClear={() => ask({ search: "" })} />}
      />
      <Pager {...paging} summary={roles.data === undefined ? null : t("roles.count", { count: roles.data.total.count })} />
    </>
  );
}
