import { useBlocker } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { ConfirmDialog } from "@latchkey/ui";

interface Place {
  pathname: string;
  search: object;
}

/** Asks before what was typed is lost, be it by a link, another tab of the page, the Back button or closing the window. */
export function LeaveGuard({ isDirty }: { isDirty: boolean }) {
  const { t } = useTranslation();
  const blocker = useBlocker({
    shouldBlockFn: ({ current, next }) => isDirty && (current.pathname !== next.pathname || tabOf(current) !== tabOf(next)),
    enableBeforeUnload: () => isDirty,
    withResolver: true,
  });

  return (
    <ConfirmDialog
      isOpen={blocker.status === "blocked"}
      onClose={() => blocker.reset?.()}
      onConfirm={() => blocker.proceed?.()}
      title={t("shell.leaveTitle")}
      confirmLabel={t("shell.leaveConfirm")}
      isDangerous
    >
      {t("shell.leaveText")}
    </ConfirmDialog>
  );
}

/** Other parts of the address, such as a filter, leave the form where it is. */
function tabOf({ search }: Place): unknown {
  return "tab" in search ? search.tab : undefined;
}
