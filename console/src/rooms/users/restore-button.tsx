import { Button } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { User } from "@latchkey/contract";
import { describeError, sayDone } from "../../shell/index.ts";
import { notify } from "@latchkey/ui";
import { useChangeStatus } from "./use-users.ts";

/** Brings a deleted user back; harmless, so it asks nothing. */
export function RestoreButton({ user }: { user: User }) {
  const { t } = useTranslation();
  const changeStatus = useChangeStatus(user.id);

  function restore() {
    changeStatus.mutate(
      { change: "restore", reason: "" },
      {
        onSuccess: () => sayDone(t("users.restored", { name: user.name })),
        onError: (error) => notify.error(describeError(t, error).message),
      },
    );
  }

  return (
    <Button
      variant="default"
      size="compact-sm"
      onClick={restore}
      loading={changeStatus.isPending}
      aria-label={`${t("users.restore")} ${user.name}`}
    >
      {t("users.restore")}
    </Button>
  );
}
