import { Anchor, Button, Group, SegmentedControl, Select, Stack, Text } from "@mantine/core";
import { IconDownload } from "@tabler/icons-react";
import { getRouteApi } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { apiRoutes, lineKind } from "@latchkey/contract";
import type { Review } from "@latchkey/contract";
import { LoadingState, StatusBadge, Time } from "@latchkey/ui";
import { api, LinkAnchor, Page, useProfileId, useSearchPatch } from "../../shell/index.ts";
import { PageFailure } from "../resources/index.ts";
import { ReviewActions } from "./review-actions.tsx";
import { ReviewLines } from "./review-lines.tsx";
import { lineDecisions } from "./reviews-search.ts";
import type { ReviewSearch } from "./reviews-search.ts";
import { ReviewProgress, stateTones } from "./use-review-columns.tsx";
import { useReview } from "./use-reviews.ts";

const route = getRouteApi("/signed-in/profiles/$profileId/reviews/$reviewId");

export function ReviewPage() {
  const { reviewId } = route.useParams();
  const review = useReview(reviewId);
  if (review.data !== undefined) return <LoadedReview key={reviewId} review={review.data} />;
  if (review.isError) return <PageFailure error={review.error} onRetry={() => void review.refetch()} />;

  return <LoadingState />;
}

function LoadedReview({ review }: { review: Review }) {
  const { t } = useTranslation();
  const profileId = useProfileId();

  return (
    <Page
      title={review.name}
      trail={
        <LinkAnchor to="/profiles/$profileId/reviews" params={{ profileId }} size="sm">
          {t("reviews.title")}
        </LinkAnchor>
      }
      badges={<StatusBadge tone={stateTones[review.state]} label={t(`reviews.state.${review.state}`)} />}
      description={<Facts review={review} />}
      actions={<ReviewActions review={review} />}
    >
      <Stack gap="sm">
        <Group gap="xl" align="flex-start">
          <ReviewProgress review={review} />
          <Evidence review={review} />
        </Group>
        <LineFilters />
        <ReviewLines review={review} />
      </Stack>
    </Page>
  );
}

function Facts({ review }: { review: Review }) {
  const { t } = useTranslation();

  return (
    <>
      {t("reviews.reviewersAre", { names: review.reviewers.map(({ name }) => name).join(", ") })} {t("reviews.due")}:{" "}
      <Time value={review.dueAt} show="absolute" />.{" "}
      {review.state === "open" ? t(review.onUndecided === "keep" ? "reviews.thenKeep" : "reviews.thenRevoke") : null}
      {review.closedAt === null ? null : (
        <>
          {t("reviews.closedAt")} <Time value={review.closedAt} show="absolute" />
        </>
      )}
    </>
  );
}

/** Plain links: the browser saves what the server sends. */
function Evidence({ review }: { review: Review }) {
  const { t } = useTranslation();
  const params = { profileId: useProfileId(), reviewId: review.id };

  return (
    <Group gap="xs">
      <Button
        component="a"
        size="xs"
        variant="default"
        leftSection={<IconDownload size={16} aria-hidden />}
        href={api.url(apiRoutes.reviews.exportReviewCsv, { params })}
        download
      >
        {t("reviews.evidenceCsv")}
      </Button>
      <Button
        component="a"
        size="xs"
        variant="default"
        leftSection={<IconDownload size={16} aria-hidden />}
        href={api.url(apiRoutes.reviews.exportReviewPdf, { params })}
        download
      >
        {t("reviews.evidencePdf")}
      </Button>
    </Group>
  );
}

function LineFilters() {
  const { t } = useTranslation();
  const { kind, decision } = route.useSearch();
  const ask = useSearchPatch<ReviewSearch>();

  return (
    <Group gap="sm" align="flex-end">
      <SegmentedControl
        aria-label={t("reviews.kindLabel")}
        value={kind ?? "all"}
        onChange={(value) => ask({ kind: lineKind.options.find((each) => each === value) })}
        data={[
          { value: "all", label: t("common.all") },
          ...lineKind.options.map((value) => ({ value, label: t(`reviews.kinds.${value}`) })),
        ]}
      />
      <Select
        label={t("reviews.decision")}
        placeholder={t("common.any")}
        value={decision ?? null}
        onChange={(value) => ask({ decision: lineDecisions.find((each) => each === value) })}
        data={lineDecisions.map((value) => ({ value, label: t(`reviews.decisions.${value}`) }))}
        clearable
        clearButtonProps={{ "aria-label": t("resources.clearChoice") }}
        w={200}
      />
      <Text size="sm" c="dimmed">
        <Anchor component="button" type="button" onClick={() => ask({ decision: "none" })}>
          {t("reviews.showUndecided")}
        </Anchor>
      </Text>
    </Group>
  );
}
