import { Box, Stack, Text, Title } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { DashboardSummary } from "@latchkey/contract";
import { useSlug } from "../../shell/index.ts";
import { Cards, DashboardGroups } from "./dashboard-cards.tsx";
import type { HomeSort } from "./dashboards-search.ts";
import { groupDashboards, sortDashboards } from "./group-dashboards.ts";
import { readRecent } from "./recent-dashboards.ts";

/** In a list this short the recent ones are in view anyway. */
const withoutRecentMax = 6;

interface VisibleDashboardsProps {
  dashboards: readonly DashboardSummary[];
  isCut: boolean;
  /** The cards answer an earlier search; the new answer is on its way. */
  isStale: boolean;
  arrangement: { groupKey: string | null; sort: HomeSort; search: string; userId: string };
}

export function VisibleDashboards({ dashboards, isCut, isStale, arrangement }: VisibleDashboardsProps) {
  const { t } = useTranslation();
  const slug = useSlug();
  const { groupKey, sort, search, userId } = arrangement;
  const groups = groupDashboards(sortDashboards(dashboards, sort), groupKey);
  const isShort = dashboards.length <= withoutRecentMax;
  const recent = search !== "" || isShort ? [] : findRecent(dashboards, readRecent(slug, userId));

  return (
    <Box opacity={isStale ? 0.6 : 1} aria-busy={isStale}>
      <Stack gap="xl">
        {recent.length === 0 ? null : (
          <section>
            <Title order={2} mb="sm">
              {t("portal.recent")}
            </Title>
            <Cards dashboards={recent} order={3} />
          </section>
        )}
        <section>
          {recent.length > 0 && groupKey === null ? (
            <Title order={2} mb="sm">
              {t("portal.allDashboards")}
            </Title>
          ) : null}
          <DashboardGroups groups={groups} groupKey={groupKey} />
        </section>
        {isCut ? <Text c="dimmed">{t("portal.moreDashboards", { count: dashboards.length })}</Text> : null}
      </Stack>
    </Box>
  );
}

function findRecent(dashboards: readonly DashboardSummary[], ids: readonly string[]): DashboardSummary[] {
  return ids.flatMap((id) => dashboards.find((dashboard) => dashboard.id === id) ?? []);
}
