import { List } from "@mantine/core";
import { IconClockPause } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import type { ShortRefusal } from "@latchkey/contract";
import { EmptyState } from "@latchkey/ui";
import { api, LinkButton, NotFoundPage, Page, usePortal } from "../../shell/index.ts";

/** Where only the circumstances keep somebody out they are told so; everything else is simply not there. */
export function ClosedDashboard({ dashboardId }: { dashboardId: string }) {
  const { t } = useTranslation();
  const { slug, name: portal } = usePortal();
  const { data, isPending } = useQuery({
    queryKey: ["refusal", slug, dashboardId],
    queryFn: ({ signal }) => api.portal.explainRefusal({ params: { slug, dashboardId }, signal }),
    retry: false,
    staleTime: 0,
  });
  if (isPending) return null;
  if (data === undefined) return <NotFoundPage />;

  return (
    <Page title={data.resource.name}>
      <EmptyState
        icon={IconClockPause}
        title={t("portal.closedHeading")}
        text={t("portal.closedText", { portal })}
        actions={
          <LinkButton to="/$slug" params={{ slug }}>
            {t("portal.toDashboards")}
          </LinkButton>
        }
      />
      <List mt="md" mx="auto" w="fit-content">
        {data.unmet.map((unmet) => (
          <List.Item key={`${unmet.condition} ${unmet.expected}`}>
            <Unmet {...unmet} />
          </List.Item>
        ))}
      </List>
    </Page>
  );
}

function Unmet({ condition, expected, timeZone }: ShortRefusal["unmet"][number]) {
  const { t, i18n } = useTranslation();
  const moment = (value: string) =>
    new Intl.DateTimeFormat(i18n.language, { dateStyle: "long", timeStyle: "short" }).format(new Date(value));
  switch (condition) {
    case "from":
      return t("portal.closedFrom", { moment: moment(expected) });
    case "until":
      return t("portal.closedUntil", { moment: moment(expected) });
    case "hours":
      return t("portal.closedHours", { hours: describeWindows(expected, i18n.language), timeZone: timeZone ?? "" });
    case "addresses":
      return t("portal.closedAddresses");
    case "trustedDevice":
      return t("portal.closedTrustedDevice");
    case "secondFactor":
      return t("portal.closedSecondFactor");
  }
}

const monday = Date.UTC(2024, 0, 1);
const dayMilliseconds = 86_400_000;

/** The server writes days as numbers, 1 for Monday: `1,2,3 08:00-18:00; 6 09:00-12:00`. */
function describeWindows(windows: string, language: string): string {
  const weekday = new Intl.DateTimeFormat(language, { weekday: "long", timeZone: "UTC" });
  const nameOf = (day: string) => weekday.format(monday + (Number(day) - 1) * dayMilliseconds);

  return windows.replaceAll(/[1-7](?:,[1-7])* /g, (days) => `${days.trim().split(",").map(nameOf).join(", ")} `);
}
