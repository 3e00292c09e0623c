import { Group as Row, Stack, Text, VisuallyHidden } from "@mantine/core";
import { IconCornerDownRight } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import type { Group } from "@latchkey/contract";
import { TagList, Time } from "@latchkey/ui";
import type { DataTableColumn } from "@latchkey/ui";
import { LinkAnchor, useProfileId } from "../../shell/index.ts";
import { describeRule } from "./describe-rule.ts";
import { pathOf } from "./order-groups.ts";
import type { PlacedGroup } from "./order-groups.ts";

const indentPixels = 22;
const tagsShownMax = 3;

/** `groups` are all known ones, so that a group found by name can say below which others it stands. */
export function useGroupColumns(groups: readonly Group[]): DataTableColumn<PlacedGroup>[] {
  const { t, i18n } = useTranslation();

  return [
    {
      id: "name",
      header: t("common.name"),
      isRowHeader: true,
      width: "32%",
      cell: (placed) => <NameCell placed={placed} groups={groups} />,
    },
    {
      id: "rule",
      header: t("groups.howJoined"),
      cell: ({ group }) => (
        <Text size="sm" style={{ overflowWrap: "anywhere" }}>
          {group.rule === null ? t("groups.byHandOnly") : t("groups.byTags", { rule: describeRule(t, group.rule, i18n.language) })}
        </Text>
      ),
    },
    {
      id: "members",
      header: t("groups.members"),
      align: "end",
      cell: ({ group }) => group.memberCount.toLocaleString(i18n.language),
    },
    { id: "tags", header: t("groups.passesOn"), cell: ({ group }) => <TagList pairs={group.tags} shownMax={tagsShownMax} empty="–" /> },
    { id: "updated", header: t("common.updated"), cell: ({ group }) => <Time value={group.updatedAt} /> },
  ];
}

function NameCell({ placed: { group, depth }, groups }: { placed: PlacedGroup; groups: readonly Group[] }) {
  const { t } = useTranslation();
  const profileId = useProfileId();
  const above = pathOf(group, groups).slice(0, -1);
  const isBelowText = above.length > 0 && depth === 0;

  return (
    <Row gap={6} wrap="nowrap" align="flex-start" pl={depth * indentPixels} miw={180}>
      {depth === 0 ? null : <IconCornerDownRight size={16} aria-hidden style={{ flexShrink: 0, marginTop: 3 }} />}
      <Stack gap={0}>
        <LinkAnchor to="/profiles/$profileId/groups/$groupId" params={{ profileId, groupId: group.id }} fw={600}>
          <bdi>{group.name}</bdi>
        </LinkAnchor>
        {above.length > 0 && !isBelowText ? <VisuallyHidden>{t("groups.below", { path: above.join(" › ") })}</VisuallyHidden> : null}
        {isBelowText ? (
          <Text size="xs" fw={400} c="dimmed">
            {t("groups.below", { path: above.join(" › ") })}
          </Text>
        ) : null}
        {group.description === "" ? null : (
          <Text size="sm" fw={400} c="dimmed" lineClamp={2}>
            {group.description}
          </Text>
        )}
      </Stack>
    </Row>
  );
}
