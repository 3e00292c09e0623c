import { Text, Title } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { DashboardSummary } from "@latchkey/contract";
import { Time } from "@latchkey/ui";
import { LinkAnchor, useSlug } from "../../shell/index.ts";
import classes from "./dashboard-card.module.css";

interface DashboardCardProps {
  dashboard: DashboardSummary;
  /** Level of the heading: one below that of the group. */
  order: 2 | 3;
}

/** The whole card is clickable; for keyboards and screen readers it is one link with the dashboard's name. */
export function DashboardCard({ dashboard, order }: DashboardCardProps) {
  const { t } = useTranslation();
  const slug = useSlug();

  return (
    <article className={classes.card}>
      <Title order={order} size="h3" className={classes.name}>
        <LinkAnchor
          className={classes.link}
          to="/$slug/dashboards/$dashboardId"
          params={{ slug, dashboardId: dashboard.id }}
          c="inherit"
          inherit
        >
          {dashboard.name}
        </LinkAnchor>
      </Title>
      {dashboard.description === "" ? null : (
        <Text size="sm" c="dimmed" lineClamp={3}>
          {dashboard.description}
        </Text>
      )}
      <Text size="xs" c="dimmed" className={classes.foot}>
        {t("portal.updated")} <Time value={dashboard.updatedAt} />
      </Text>
    </article>
  );
}
