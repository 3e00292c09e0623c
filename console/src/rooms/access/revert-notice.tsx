import { Alert, Button, Group, Text } from "@mantine/core";
import { IconClockExclamation } from "@tabler/icons-react";
import type { UseMutationResult } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import type { PendingRevert } from "@latchkey/contract";
import { Time } from "@latchkey/ui";
import { ProblemAlert, sayDone } from "../../shell/index.ts";

interface RevertNoticeProps {
  id: string;
  pendingRevert: PendingRevert;
  confirm: UseMutationResult<unknown, Error, string>;
}

/** What was saved goes back by itself unless somebody confirms it. */
export function RevertNotice({ id, pendingRevert, confirm }: RevertNoticeProps) {
  const { t } = useTranslation();
  if (pendingRevert === null) return null;

  const { at, by, version } = pendingRevert;

  return (
    <Alert color="orange" role="status" icon={<IconClockExclamation aria-hidden />} mb="md" title={t("policies.revert.title")}>
      <Text size="sm" mb="xs">
        {version === null ? t("policies.revert.deletes") : t("policies.revert.goesBack", { version })} <Time value={at} show="absolute" /> (
        <Time value={at} />
        ). {t("policies.revert.by", { name: by })}
      </Text>
      <ProblemAlert error={confirm.error} />
      <Group>
        <Button
          loading={confirm.isPending}
          onClick={() => confirm.mutate(id, { onSuccess: () => sayDone(t("policies.revert.confirmed")) })}
        >
          {t("policies.revert.confirm")}
        </Button>
      </Group>
    </Alert>
  );
}
