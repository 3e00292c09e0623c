import { Alert, Button, Group, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { User } from "@latchkey/contract";
import { ProblemAlert, sayDone, useMay } from "../../shell/index.ts";
import { useChangeStatus } from "./use-users.ts";

/** Somebody who signed up and may not come in yet: let in, or turned away. */
export function PendingNotice({ user, onReject }: { user: User; onReject: () => void }) {
  const { t } = useTranslation();
  const may = useMay();
  const approving = useChangeStatus(user.id);

  function approve() {
    approving.mutate({ change: "approve", reason: "" }, { onSuccess: () => sayDone(t("security.signUpApproved", { name: user.name })) });
  }

  return (
    <Alert color="orange" mb="md">
      <Text size="sm" mb="xs">
        {t("users.pendingNotice")}
      </Text>
      <ProblemAlert error={approving.error} />
      <Group gap="xs">
        {may("run_user", "edit") ? (
          <Button size="xs" onClick={approve} loading={approving.isPending}>
            {t("security.signUpApprove")}
          </Button>
        ) : null}
        {may("run_user", "delete") ? (
          <Button size="xs" variant="default" onClick={onReject}>
            {t("security.signUpReject")}
          </Button>
        ) : null}
      </Group>
    </Alert>
  );
}
