import { Stack, Tabs } from "@mantine/core";
import { getRouteApi } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import type { Group } from "@latchkey/contract";
import { LoadingState } from "@latchkey/ui";
import { LinkAnchor, Page, useProfileId, useSearchPatch } from "../../shell/index.ts";
import { ActivityList } from "../audit/index.ts";
import { PageFailure } from "../resources/index.ts";
import { AssignmentsPanel, PoliciesTargeting } from "../roles/index.ts";
import { GroupActions } from "./group-actions.tsx";
import { GroupDetails } from "./group-details.tsx";
import { GroupMembers } from "./group-members.tsx";
import { GroupVersions } from "./group-versions.tsx";
import { groupTabs } from "./groups-search.ts";
import type { GroupTab } from "./groups-search.ts";
import { pathOf } from "./order-groups.ts";
import { useGroup, useGroupTree } from "./use-groups.ts";

const route = getRouteApi("/signed-in/profiles/$profileId/groups/$groupId");

export function GroupPage() {
  const { groupId } = route.useParams();
  const group = useGroup(groupId);
  if (group.data !== undefined) return <LoadedGroup key={groupId} group={group.data} />;
  if (group.isError) return <PageFailure error={group.error} onRetry={() => void group.refetch()} />;

  return <LoadingState />;
}

function LoadedGroup({ group }: { group: Group }) {
  const { t } = useTranslation();
  const profileId = useProfileId();
  const tree = useGroupTree();
  const above = pathOf(group, tree.data?.groups ?? []).slice(0, -1);

  return (
    <Page
      title={group.name}
      trail={
        <LinkAnchor to="/profiles/$profileId/groups" params={{ profileId }} size="sm">
          {[t("groups.title"), ...above].join(" › ")}
        </LinkAnchor>
      }
      description={group.description === "" ? undefined : group.description}
      actions={<GroupActions group={group} />}
    >
      <GroupTabs group={group} />
    </Page>
  );
}

function GroupTabs({ group }: { group: Group }) {
  const { t } = useTranslation();
  const { tab = "members" } = route.useSearch();
  const patch = useSearchPatch<{ tab: GroupTab; search: string; from: number; to: number }>();

  function open(name: string | null) {
    const next = groupTabs.find((each) => each === name);
    if (next !== undefined) patch({ tab: next, search: undefined, from: undefined, to: undefined });
  }

  return (
    <Tabs value={tab} onChange={open} keepMounted={false}>
      <Tabs.List aria-label={t("groups.tabs")} mb="lg">
        <Tabs.Tab value="members">{t("groups.tabMembers", { count: group.memberCount })}</Tabs.Tab>
        <Tabs.Tab value="details">{t("groups.tabDetails")}</Tabs.Tab>
        <Tabs.Tab value="roles">{t("groups.tabRoles")}</Tabs.Tab>
        <Tabs.Tab value="versions">{t("policies.tabs.versions")}</Tabs.Tab>
        <Tabs.Tab value="activity">{t("groups.tabActivity")}</Tabs.Tab>
      </Tabs.List>
      <Tabs.Panel value="members">
        <GroupMembers group={group} />
      </Tabs.Panel>
      <Tabs.Panel value="details">
        <GroupDetails group={group} />
      </Tabs.Panel>
      <Tabs.Panel value="roles">
        <Stack gap="xl">
          <AssignmentsPanel assignee={{ type: "group", id: group.id, name: group.name }} text={t("groups.rolesText")} />
          <PoliciesTargeting match="group" id={group.id} />
        </Stack>
      </Tabs.Panel>
      <Tabs.Panel value="versions">
        <GroupVersions group={group} />
      </Tabs.Panel>
      <Tabs.Panel value="activity">
        <ActivityList caption={t("groups.tabActivity")} objectId={group.id} />
      </Tabs.Panel>
    </Tabs>
  );
}
