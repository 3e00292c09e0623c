import { Progress, Stack, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { Review } from "@latchkey/contract";
import { StatusBadge, Time } from "@latchkey/ui";
import type { DataTableColumn, Tone } from "@latchkey/ui";
import { LinkAnchor, useProfileId } from "../../shell/index.ts";
import { NoWrap } from "../resources/index.ts";

export const stateTones: Record<Review["state"], Tone> = { open: "info", closed: "positive", cancelled: "neutral" };

export function useReviewColumns(): DataTableColumn<Review>[] {
  const { t } = useTranslation();
  const profileId = useProfileId();

  return [
    {
      id: "name",
      header: t("common.name"),
      isRowHeader: true,
      cell: (row) => (
        <LinkAnchor to="/profiles/$profileId/reviews/$reviewId" params={{ profileId, reviewId: row.id }} fw={600}>
          <bdi>{row.name}</bdi>
        </LinkAnchor>
      ),
    },
    {
      id: "state",
      header: t("common.status"),
      cell: (row) => <StatusBadge tone={stateTones[row.state]} label={t(`reviews.state.${row.state}`)} size="sm" />,
    },
    { id: "progress", header: t("reviews.progress"), cell: (row) => <ReviewProgress review={row} /> },
    { id: "reviewers", header: t("reviews.reviewers"), cell: (row) => row.reviewers.map(({ name }) => name).join(", ") },
    {
      id: "due",
      header: t("reviews.due"),
      cell: (row) => (
        <NoWrap>
          <Time value={row.dueAt} show="absolute" />
        </NoWrap>
      ),
    },
    {
      id: "created",
      header: t("common.created"),
      cell: (row) => (
        <>
          <Time value={row.createdAt} />
          <Text size="xs" c="dimmed">
            {t("access.list.changedBy", { name: row.createdBy })}
          </Text>
        </>
      ),
    },
  ];
}

/** How many lines are decided, as a bar and in words. */
export function ReviewProgress({ review: { lineCount, decidedCount, revokedCount } }: { review: Review }) {
  const { t } = useTranslation();
  const percent = lineCount === 0 ? 100 : Math.round((decidedCount / lineCount) * 100);

  return (
    <Stack gap={4} miw={140}>
      <Progress value={percent} aria-label={t("reviews.progress")} />
      <Text size="xs">
        {t("reviews.decidedOf", { decided: decidedCount, total: lineCount })}
        {revokedCount === 0 ? "" : ` ${t("reviews.toRevoke", { count: revokedCount })}`}
      </Text>
    </Stack>
  );
}
