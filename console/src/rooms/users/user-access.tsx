import { Button, Group, Stack, Text, Title } from "@mantine/core";
import { IconLayoutDashboard } from "@tabler/icons-react";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { apiRoutes, RouteAnswer, User } from "@latchkey/contract";
import { DataTable, EmptyState, LoadingState, TagList, useUi } from "@latchkey/ui";
import type { DataTableColumn } from "@latchkey/ui";
import type { Translate } from "@latchkey/words";
import { formatCount, LinkAnchor, LinkButton, LoadFailure, useProfileId } from "../../shell/index.ts";
import { BecauseCell } from "./because-cell.tsx";
import { useUserDashboards } from "./use-users.ts";

type Dashboard = RouteAnswer<typeof apiRoutes.users.listUserDashboards>["items"][number];

/** What the person sees now, as the server decides it, and the way to the reasons. */
export function UserAccess({ user }: { user: User }) {
  const { t } = useTranslation();
  const profileId = useProfileId();

  return (
    <Stack>
      <Group justify="space-between">
        <div>
          <Title order={2}>{t("users.accessTitle")}</Title>
          <Text size="sm" c="dimmed">
            {t("users.accessText")}
          </Text>
        </div>
        <LinkButton
          variant="default"
          to="/profiles/$profileId/explain"
          params={{ profileId }}
          search={{ subjectType: "run_user", subjectId: user.id }}
        >
          {t("users.accessWhyNot")}
        </LinkButton>
      </Group>
      <DashboardList user={user} />
    </Stack>
  );
}

function DashboardList({ user }: { user: User }) {
  const { t } = useTranslation();
  const { locale } = useUi();
  const profileId = useProfileId();
  const dashboards = useUserDashboards(user.id);
  const columns = useMemo(() => dashboardColumns(t, profileId, user.id), [t, profileId, user.id]);
  if (dashboards.isError) return <LoadFailure error={dashboards.error} onRetry={() => void dashboards.refetch()} />;
  if (dashboards.data === undefined) return <LoadingState />;

  const rows = dashboards.data.pages.flatMap((page) => page.items);
  const total = dashboards.data.pages[0]?.total ?? { count: rows.length, isCapped: false };
  if (rows.length === 0)
    return <EmptyState title={t("users.accessEmptyTitle")} text={t("users.accessEmptyText")} icon={IconLayoutDashboard} order={3} />;

  return (
    <Stack gap="sm">
      <Text size="sm" role="status">
        {t("users.accessCount", { count: total.count, formatted: formatCount(total, locale) })}
      </Text>
      <DataTable caption={t("users.accessTitle")} columns={columns} rows={rows} rowId={(row) => row.id} rowName={(row) => row.name} />
      {dashboards.hasNextPage && (
        <Group>
          <Button variant="default" onClick={() => void dashboards.fetchNextPage()} loading={dashboards.isFetchingNextPage}>
            {t("users.accessShowMore")}
          </Button>
        </Group>
      )}
    </Stack>
  );
}

function dashboardColumns(t: Translate, profileId: string, userId: string): DataTableColumn<Dashboard>[] {
  return [
    {
      id: "name",
      header: t("users.accessColumnName"),
      isRowHeader: true,
      cell: (row) => (
        <LinkAnchor to="/profiles/$profileId/dashboards/$dashboardId" params={{ profileId, dashboardId: row.id }} fw={500}>
          <bdi>{row.name}</bdi>
        </LinkAnchor>
      ),
    },
    { id: "because", header: t("users.accessBecause"), cell: (row) => <BecauseCell userId={userId} dashboardId={row.id} /> },
    { id: "tags", header: t("common.tags"), cell: (row) => <TagList pairs={row.tags} empty="–" /> },
    {
      id: "explain",
      header: t("users.explain"),
      align: "end",
      cell: (row) => (
        <LinkAnchor
          to="/profiles/$profileId/explain"
          params={{ profileId }}
          search={{ subjectType: "run_user", subjectId: userId, action: "access", resourceType: "dashboard", resourceId: row.id }}
          aria-label={t("users.accessExplainOne", { name: row.name })}
        >
          {t("shell.explain")}
        </LinkAnchor>
      ),
    },
  ];
}
