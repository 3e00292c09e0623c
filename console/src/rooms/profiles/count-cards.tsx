import { Card, SimpleGrid, Text } from "@mantine/core";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useUi } from "@latchkey/ui";
import { LinkAnchor } from "../../shell/index.ts";
import type { Overview } from "./overview.ts";

interface CountCardsProps {
  profileId: string;
  overview: Overview;
}

/** Each number leads to the list that produces it. */
export function CountCards({ profileId, overview }: CountCardsProps) {
  const { t } = useTranslation();
  const params = { profileId };
  const { active = 0, invited = 0, suspended = 0 } = overview.users;

  return (
    <SimpleGrid cols={{ base: 2, sm: 3, lg: 6 }}>
      <CountCard count={active + invited + suspended} note={t("shell.homeUsersByStatus", { active, invited, suspended })}>
        <LinkAnchor to="/profiles/$profileId/users" params={params}>
          {t("shell.homeUsers")}
        </LinkAnchor>
      </CountCard>
      <CountCard count={overview.policies}>
        <LinkAnchor to="/profiles/$profileId/policies" params={params}>
          {t("shell.policies")}
        </LinkAnchor>
      </CountCard>
      <CountCard count={overview.dashboards}>
        <LinkAnchor to="/profiles/$profileId/dashboards" params={params}>
          {t("shell.dashboards")}
        </LinkAnchor>
      </CountCard>
      <CountCard count={overview.devices}>
        <LinkAnchor to="/profiles/$profileId/devices" params={params}>
          {t("shell.devices")}
        </LinkAnchor>
      </CountCard>
      <CountCard count={overview.analyses}>
        <LinkAnchor to="/profiles/$profileId/analyses" params={params}>
          {t("shell.analyses")}
        </LinkAnchor>
      </CountCard>
      <CountCard count={overview.dataOutputThisMonth}>{t("shell.homeDataOutputThisMonth")}</CountCard>
    </SimpleGrid>
  );
}

function CountCard({ count, note, children }: { count: number; note?: string; children: ReactNode }) {
  const { locale } = useUi();

  return (
    <Card padding="md">
      <Text size="sm" fw={500} component="div">
        {children}
      </Text>
      <Text fz={28} fw={650} lh={1.2}>
        {count.toLocaleString(locale)}
      </Text>
      {note !== undefined && (
        <Text size="xs" c="dimmed">
          {note}
        </Text>
      )}
    </Card>
  );
}
