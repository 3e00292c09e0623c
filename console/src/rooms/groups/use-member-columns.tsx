import { useTranslation } from "react-i18next";
import type { apiRoutes, RouteAnswer } from "@latchkey/contract";
import { StatusBadge } from "@latchkey/ui";
import type { DataTableColumn, Tone } from "@latchkey/ui";
import { LinkAnchor, useProfileId } from "../../shell/index.ts";

export type GroupMember = RouteAnswer<typeof apiRoutes.groups.listGroupMembers>["items"][number];

const viaTones: Record<GroupMember["via"], Tone> = { hand: "info", rule: "positive", group_below: "neutral" };

export function useMemberColumns(): DataTableColumn<GroupMember>[] {
  const { t } = useTranslation();
  const profileId = useProfileId();

  return [
    {
      id: "name",
      header: t("common.name"),
      isRowHeader: true,
      cell: (member) => (
        <LinkAnchor to="/profiles/$profileId/users/$userId" params={{ profileId, userId: member.id }} fw={500}>
          <bdi>{member.name}</bdi>
        </LinkAnchor>
      ),
    },
    { id: "email", header: t("common.email"), cell: (member) => <bdi>{member.email ?? "–"}</bdi> },
    {
      id: "via",
      header: t("groups.via"),
      cell: (member) => <StatusBadge tone={viaTones[member.via]} label={t(`groups.viaWords.${member.via}`)} size="sm" />,
    },
  ];
}
