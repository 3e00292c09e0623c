import { Button, Group, Modal, Stack, Text } from "@mantine/core";
import { useBlocker } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { ConfirmDialog } from "@latchkey/ui";
import { LinkButton } from "./links.tsx";

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

  const isOver = blocker.status === "blocked" && isSessionOver(blocker.next);
  const stay = () => blocker.reset?.();
  const leave = () => blocker.proceed?.();
  if (isOver) return <SessionOverDialog onStay={stay} onLeave={leave} />;

  return (
    <ConfirmDialog
      isOpen={blocker.status === "blocked"}
      onClose={stay}
      onConfirm={leave}
      title={t("shell.leaveTitle")}
      confirmLabel={t("shell.leaveConfirm")}
      isDangerous
    >
      {t("shell.leaveText")}
    </ConfirmDialog>
  );
}

/** What was typed waits here while somebody signs in again in another tab. */
function SessionOverDialog({ onStay, onLeave }: { onStay: () => void; onLeave: () => void }) {
  const { t } = useTranslation();

  return (
    <Modal opened onClose={onStay} title={t("shell.sessionOverTitle")} closeButtonProps={{ "aria-label": t("common.close") }}>
      <Stack>
        <Text>{t("shell.sessionOverText")}</Text>
        <Group justify="flex-end">
          <Button variant="default" onClick={onLeave}>
            {t("shell.leaveConfirm")}
          </Button>
          <LinkButton to="/sign-in" target="_blank" onClick={onStay} data-autofocus>
            {t("shell.sessionOverSignIn")}
          </LinkButton>
        </Group>
      </Stack>
    </Modal>
  );
}

function isSessionOver({ search }: Place): boolean {
  return "notice" in search && search.notice === "session-ended";
}

/** Other parts of the address, such as a filter, leave the form where it is. */
function tabOf({ search }: Place): unknown {
  return "tab" in search ? search.tab : undefined;
}
