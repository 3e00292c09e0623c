import { Alert, Button, Group, Text } from "@mantine/core";
import { IconClockExclamation } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import type { Policy } from "@latchkey/contract";
import { Time } from "@latchkey/ui";
import { ProblemAlert, sayDone } from "../../shell/index.ts";
import { useConfirmPolicy } from "./use-policy-history.ts";

/** The policy goes back by itself unless somebody confirms it. */
export function PendingRevert({ policy }: { policy: Policy }) {
  const { t } = useTranslation();
  const confirm = useConfirmPolicy();
  const { pendingRevert } = policy;
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
          onClick={() => confirm.mutate(policy.id, { onSuccess: () => sayDone(t("policies.revert.confirmed")) })}
        >
          {t("policies.revert.confirm")}
        </Button>
      </Group>
    </Alert>
  );
}
