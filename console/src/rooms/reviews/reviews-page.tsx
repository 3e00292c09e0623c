import { Button, Group, SegmentedControl } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { IconClipboardCheck, IconPlus } from "@tabler/icons-react";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { reviewState } from "@latchkey/contract";
import { DataTable, EmptyState, Pager } from "@latchkey/ui";
import { LoadFailure, Page, useCursorPaging, useMay, useProfileId, useSearchPatch } from "../../shell/index.ts";
import { NoneFound } from "../resources/index.ts";
import { CreateReviewDialog } from "./create-review-dialog.tsx";
import type { ReviewsSearch } from "./reviews-search.ts";
import { useReviewColumns } from "./use-review-columns.tsx";
import { useReviews } from "./use-reviews.ts";

export function ReviewsPage() {
  const { t } = useTranslation();
  const may = useMay();
  const search = useSearch({ from: "/signed-in/profiles/$profileId/reviews" });
  const ask = useSearchPatch<ReviewsSearch>();
  const [isCreating, creation] = useDisclosure(false);

  return (
    <Page
      title={t("reviews.title")}
      description={t("reviews.text")}
      actions={
        may("access_management", "edit") ? (
          <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={creation.open}>
            {t("reviews.create")}
          </Button>
        ) : undefined
      }
    >
      <Group mb="sm">
        <SegmentedControl
          aria-label={t("common.status")}
          value={search.state ?? "all"}
          onChange={(value) => ask({ state: reviewState.options.find((each) => each === value) })}
          data={[
            { value: "all", label: t("common.all") },
            ...reviewState.options.map((value) => ({ value, label: t(`reviews.state.${value}`) })),
          ]}
        />
      </Group>
      <ReviewTable search={search} onCreate={creation.open} />
      <CreateReviewDialog isOpen={isCreating} onClose={creation.close} />
    </Page>
  );
}

function ReviewTable({ search, onCreate }: { search: ReviewsSearch; onCreate: () => void }) {
  const { t } = useTranslation();
  const profileId = useProfileId();
  const navigate = useNavigate();
  const ask = useSearchPatch<ReviewsSearch>();
  const reviews = useReviews(search);
  const columns = useReviewColumns();
  const paging = useCursorPaging({ cursor: search.cursor, nextCursor: reviews.data?.nextCursor });
  if (reviews.isError) return <LoadFailure error={reviews.error} onRetry={() => void reviews.refetch()} />;
  if (reviews.data?.items.length === 0 && search.state === undefined && search.cursor === undefined)
    return (
      <EmptyState
        title={t("reviews.emptyTitle")}
        text={t("reviews.emptyText")}
        icon={IconClipboardCheck}
        actions={<Button onClick={onCreate}>{t("reviews.create")}</Button>}
      />
    );

  return (
    <>
      <DataTable
        caption={t("reviews.title")}
        columns={columns}
        rows={reviews.data?.items ?? []}
        rowId={(row) => row.id}
        rowName={(row) => row.name}
        onOpen={(row) => void navigate({ to: "/profiles/$profileId/reviews/$reviewId", params: { profileId, reviewId: row.id } })}
        isLoading={reviews.isPending}
        isStale={reviews.isPlaceholderData}
        empty={<NoneFound onClear={() => ask({ state: undefined })} />}
      />
      <Pager {...paging} summary={reviews.data === undefined ? null : t("reviews.count", { count: reviews.data.total.count })} />
    </>
  );
}
