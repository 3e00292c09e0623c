import { Button, Group, Text } from "@mantine/core";
import { getRouteApi } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Review } from "@latchkey/contract";
import { DataTable, EmptyState, Pager } from "@latchkey/ui";
import { LoadFailure, useCursorPaging, useMe } from "../../shell/index.ts";
import { DecideDialog, type DecisionTask } from "./decide-dialog.tsx";
import { useLineColumns } from "./use-line-columns.tsx";
import { useReviewLines } from "./use-reviews.ts";

const route = getRouteApi("/signed-in/profiles/$profileId/reviews/$reviewId");

/** The queue: rules before people, each with its last use; decided one by one or, where alike, several at once. */
export function ReviewLines({ review }: { review: Review }) {
  const { t } = useTranslation();
  const me = useMe();
  const search = route.useSearch();
  const lines = useReviewLines(review.id, search);
  const isReviewer = review.state === "open" && review.reviewers.some((reviewer) => reviewer.id === me.id);
  const [task, setTask] = useState<DecisionTask | null>(null);
  const [selectedIds, setSelectedIds] = useState<ReadonlySet<string>>(new Set());
  const columns = useLineColumns(isReviewer ? setTask : undefined);
  const paging = useCursorPaging({ cursor: search.cursor, nextCursor: lines.data?.nextCursor });
  if (lines.isError) return <LoadFailure error={lines.error} onRetry={() => void lines.refetch()} />;

  const rows = lines.data?.items ?? [];
  const selected = rows.filter(({ id }) => selectedIds.has(id));
  if (lines.data !== undefined && rows.length === 0)
    return <EmptyState title={t("reviews.noLines")} text={t("reviews.noLinesText")} order={2} />;

  return (
    <>
      {review.state === "open" && !isReviewer ? <Text c="dimmed">{t("reviews.notReviewer")}</Text> : null}
      {selected.length === 0 ? null : (
        <Group gap="xs">
          <Button size="xs" variant="default" onClick={() => setTask({ decision: "keep", lines: selected })}>
            {t("reviews.keepCount", { count: selected.length })}
          </Button>
          <Button size="xs" color="red" variant="light" onClick={() => setTask({ decision: "revoke", lines: selected })}>
            {t("reviews.revokeCount", { count: selected.length })}
          </Button>
        </Group>
      )}
      <DataTable
        caption={t("reviews.lines")}
        columns={columns}
        rows={rows}
        rowId={(row) => row.id}
        rowName={(row) => row.rule.name}
        {...(isReviewer ? { selectedIds, onSelectionChange: setSelectedIds } : {})}
        isLoading={lines.isPending}
        isStale={lines.isPlaceholderData}
      />
      <Pager {...paging} summary={lines.data === undefined ? null : t("reviews.lineCount", { count: lines.data.total.count })} />
      <DecideDialog
        reviewId={review.id}
        task={task}
        onClose={() => setTask(null)}
        onDecided={() => {
          setTask(null);
          setSelectedIds(new Set());
        }}
      />
    </>
  );
}
