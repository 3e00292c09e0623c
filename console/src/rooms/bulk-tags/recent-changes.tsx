import { Button, Divider, Drawer, Stack, Text } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { IconHistory } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import type { BulkTaggedType } from "@latchkey/contract";
import { EmptyState, LoadingState, Time } from "@latchkey/ui";
import { LoadFailure, useIsUnrestricted } from "../../shell/index.ts";
import { JobView } from "./job-view.tsx";
import { useBulkTagJobs } from "./use-bulk-tags.ts";

/** The latest changes of many, each with its way back; nothing for whoever may not start one. */
export function RecentBulkChanges({ of }: { of: BulkTaggedType }) {
  const { t } = useTranslation();
  const isUnrestricted = useIsUnrestricted();
  const [isOpen, drawer] = useDisclosure(false);
  if (!isUnrestricted) return null;

  return (
    <>
      <Button variant="default" leftSection={<IconHistory size={16} aria-hidden />} onClick={drawer.open}>
        {t("bulkTags.recent")}
      </Button>
      <Drawer
        opened={isOpen}
        onClose={drawer.close}
        position="right"
        size="lg"
        title={t("bulkTags.recentTitle")}
        closeButtonProps={{ "aria-label": t("common.close") }}
      >
        {isOpen ? <Jobs of={of} /> : null}
      </Drawer>
    </>
  );
}

function Jobs({ of }: { of: BulkTaggedType }) {
  const { t } = useTranslation();
  const jobs = useBulkTagJobs();
  if (jobs.isError) return <LoadFailure error={jobs.error} onRetry={() => void jobs.refetch()} />;
  if (jobs.data === undefined) return <LoadingState />;

  const shown = jobs.data.items.filter((job) => job.of === of);
  if (shown.length === 0) return <EmptyState title={t("bulkTags.noneTitle")} text={t("bulkTags.noneText")} order={3} />;

  return (
    <Stack>
      {shown.map(({ id, createdAt, createdBy }) => (
        <Stack key={id} gap={4}>
          <Text size="sm" c="dimmed">
            <Time value={createdAt} show="absolute" /> · {createdBy}
          </Text>
          <JobView jobId={id} />
          <Divider />
        </Stack>
      ))}
    </Stack>
  );
}
