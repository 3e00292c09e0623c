import { Button, Group, Stack } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { EmptyState, LoadingState } from "@latchkey/ui";
import { LoadFailure, useProfileId } from "../../shell/index.ts";
import { AuditTable } from "./audit-table.tsx";
import { useActivity } from "./use-audit.ts";

interface ActivityListProps {
  /** Read out with the table. */
  caption?: string;
  /** Entries about this thing. */
  objectId?: string;
  objectType?: string;
  /** Entries done by this subject. */
  actorId?: string;
}

/** The audit log of one thing, newest first: the Activity tab of users, policies and whatever else. */
export function ActivityList({ caption, objectId, objectType, actorId }: ActivityListProps) {
  const { t } = useTranslation();
  const profileId = useProfileId();
  const activity = useActivity(profileId, { objectId, objectType, actorId });
  if (activity.isError) return <LoadFailure error={activity.error} onRetry={() => void activity.refetch()} />;
  if (activity.data === undefined) return <LoadingState />;

  const entries = activity.data.pages.flatMap((page) => page.items);
  if (entries.length === 0) return <EmptyState title={t("audit.activityEmptyTitle")} text={t("audit.activityEmptyText")} />;

  return (
    <Stack>
      <AuditTable caption={caption ?? t("audit.title")} entries={entries} profileId={profileId} />
      {activity.hasNextPage && (
        <Group>
          <Button variant="default" onClick={() => void activity.fetchNextPage()} loading={activity.isFetchingNextPage}>
            {t("audit.showOlder")}
          </Button>
        </Group>
      )}
    </Stack>
  );
}
