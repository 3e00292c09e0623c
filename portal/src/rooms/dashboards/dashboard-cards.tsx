import { Stack, Title } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { DashboardSummary } from "@latchkey/contract";
import { DashboardCard } from "./dashboard-card.tsx";
import classes from "./dashboard-card.module.css";
import type { DashboardGroup } from "./group-dashboards.ts";

interface DashboardGroupsProps {
  groups: readonly DashboardGroup[];
  /** Null: one list without headings. */
  groupKey: string | null;
}

export function DashboardGroups({ groups, groupKey }: DashboardGroupsProps) {
  const { t } = useTranslation();
  if (groupKey === null) return <Cards dashboards={groups.flatMap((group) => group.dashboards)} order={2} />;

  return (
    <Stack gap="xl">
      {groups.map(({ value, dashboards }) => (
        <section key={value === null ? "others" : `value ${value}`}>
          <Title order={2} mb="sm">
            {value ?? t("portal.groupOthers")}
          </Title>
          <Cards dashboards={dashboards} order={3} />
        </section>
      ))}
    </Stack>
  );
}

export function Cards({ dashboards, order }: { dashboards: readonly DashboardSummary[]; order: 2 | 3 }) {
  return (
    <ul className={classes.list}>
      {dashboards.map((dashboard) => (
        <li key={dashboard.id}>
          <DashboardCard dashboard={dashboard} order={order} />
        </li>
      ))}
    </ul>
  );
}
