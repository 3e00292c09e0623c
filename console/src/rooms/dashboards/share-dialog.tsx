import { Alert, Button, Modal, Stack, Text } from "@mantine/core";
import { IconUserQuestion } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import type { Dashboard } from "@latchkey/contract";
import { LoadingState } from "@latchkey/ui";
import { LoadFailure, ProblemAlert, sayDone } from "../../shell/index.ts";
import { NewShareForm } from "./new-share-form.tsx";
import { ShareList } from "./share-list.tsx";
import { useAnonymousUser, useCreateAnonymousUser, useShares } from "./use-shares.ts";

interface ShareDialogProps {
  dashboard: Dashboard;
  isOpen: boolean;
  onClose: () => void;
}

/** Links to a dashboard: make, watch, revoke. */
export function ShareDialog({ dashboard, isOpen, onClose }: ShareDialogProps) {
  const { t } = useTranslation();

  return (
    <Modal
      opened={isOpen}
      onClose={onClose}
      title={t("resources.share.title")}
      size="lg"
      closeButtonProps={{ "aria-label": t("common.close") }}
    >
      <ShareContent dashboard={dashboard} />
    </Modal>
  );
}

function ShareContent({ dashboard }: { dashboard: Dashboard }) {
  const { t } = useTranslation();
  const anonymousUser = useAnonymousUser();
  const shares = useShares(dashboard.id);
  const failed = [anonymousUser, shares].find((query) => query.isError);

  if (failed !== undefined) return <LoadFailure error={failed.error} onRetry={() => void failed.refetch()} />;
  if (anonymousUser.data === undefined || shares.data === undefined) return <LoadingState kind="block" />;

  return (
    <Stack>
      <Text size="sm">{t("resources.share.text")}</Text>
      {anonymousUser.data === null ? <NoAnonymousUser /> : <NewShareForm dashboard={dashboard} />}
      <ShareList dashboard={dashboard} shares={shares.data.items} anonymousUserId={anonymousUser.data?.id} />
    </Stack>
  );
}

function NoAnonymousUser() {
  const { t } = useTranslation();
  const create = useCreateAnonymousUser();

  return (
    <>
      <ProblemAlert error={create.error} />
      <Alert color="blue" icon={<IconUserQuestion aria-hidden />} title={t("resources.share.noAnonymous")}>
        <Stack gap="xs" align="flex-start">
          <Text size="sm">{t("resources.share.noAnonymousText")}</Text>
          <Button
            size="xs"
            loading={create.isPending}
            onClick={() => create.mutate(undefined, { onSuccess: () => sayDone(t("resources.share.anonymousCreated")) })}
          >
            {t("resources.share.createAnonymous")}
          </Button>
        </Stack>
      </Alert>
    </>
  );
}
