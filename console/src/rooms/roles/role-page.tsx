import { Tabs } from "@mantine/core";
import { IconLock } from "@tabler/icons-react";
import { getRouteApi } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import type { Role } from "@latchkey/contract";
import { LoadingState, StatusBadge } from "@latchkey/ui";
import { LinkAnchor, Page, useMay, useProfileId, useSearchPatch } from "../../shell/index.ts";
import { ActivityList } from "../audit/index.ts";
import { PageFailure } from "../resources/index.ts";
import { EditRole } from "./edit-role.tsx";
import { RoleActions } from "./role-actions.tsx";
import { RoleHolders } from "./role-holders.tsx";
import { RolePermissions } from "./role-permissions.tsx";
import { RoleVersions } from "./role-versions.tsx";
import { roleTabs } from "./roles-search.ts";
import type { RoleTab } from "./roles-search.ts";
import { useRole } from "./use-roles.ts";

const route = getRouteApi("/signed-in/profiles/$profileId/roles/$roleId");

export function RolePage() {
  const { roleId } = route.useParams();
  const role = useRole(roleId);
  if (role.data !== undefined) return <LoadedRole key={roleId} role={role.data} />;
  if (role.isError) return <PageFailure error={role.error} onRetry={() => void role.refetch()} />;

  return <LoadingState />;
}

function LoadedRole({ role }: { role: Role }) {
  const { t } = useTranslation();
  const profileId = useProfileId();

  return (
    <Page
      title={role.name}
      trail={
        <LinkAnchor to="/profiles/$profileId/roles" params={{ profileId }} size="sm">
          {t("roles.title")}
        </LinkAnchor>
      }
      badges={role.builtIn === null ? undefined : <StatusBadge tone="neutral" icon={IconLock} label={t("roles.builtIn")} />}
      description={role.description === "" ? undefined : role.description}
      actions={<RoleActions role={role} />}
    >
      <RoleTabs role={role} />
    </Page>
  );
}

function RoleTabs({ role }: { role: Role }) {
  const { t } = useTranslation();
  const { tab = "permissions" } = route.useSearch();
  const may = useMay();
  const patch = useSearchPatch<{ tab: RoleTab; state: "in_force"; from: number; to: number }>();
  const isOwn = role.builtIn === null && may("access_management", "edit");

  function open(name: string | null) {
    const next = roleTabs.find((each) => each === name);
    if (next !== undefined) patch({ tab: next, state: undefined, from: undefined, to: undefined });
  }

  return (
    <Tabs value={tab} onChange={open} keepMounted={false}>
      <Tabs.List aria-label={t("roles.tabs")} mb="lg">
        <Tabs.Tab value="permissions">{t("roles.tabPermissions")}</Tabs.Tab>
        <Tabs.Tab value="holders">{t("roles.tabHolders", { count: role.assignmentCount })}</Tabs.Tab>
        {isOwn ? <Tabs.Tab value="edit">{t("common.edit")}</Tabs.Tab> : null}
        {role.builtIn === null ? <Tabs.Tab value="versions">{t("policies.tabs.versions")}</Tabs.Tab> : null}
        <Tabs.Tab value="activity">{t("roles.tabActivity")}</Tabs.Tab>
      </Tabs.List>
      <Tabs.Panel value="permissions">
        <RolePermissions role={role} />
      </Tabs.Panel>
      <Tabs.Panel value="holders">
        <RoleHolders role={role} />
      </Tabs.Panel>
      {isOwn ? (
        <Tabs.Panel value="edit">
          <EditRole role={role} />
        </Tabs.Panel>
      ) : null}
      {role.builtIn === null ? (
        <Tabs.Panel value="versions">
          <RoleVersions role={role} />
        </Tabs.Panel>
      ) : null}
      <Tabs.Panel value="activity">
        <ActivityList caption={t("roles.tabActivity")} objectId={role.id} />
      </Tabs.Panel>
    </Tabs>
  );
}
