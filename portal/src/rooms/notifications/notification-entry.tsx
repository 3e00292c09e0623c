import { ActionIcon, Button, Group, Stack, Text } from "@mantine/core";
import { IconMail, IconMailOpened, IconTrash } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Notification, NotificationButton } from "@latchkey/contract";
import { Time } from "@latchkey/ui";
import { ProblemAlert } from "../../shell/index.ts";
import { isElsewhere, LeavingNotice } from "./leaving-notice.tsx";
import classes from "./notification-entry.module.css";
import { useDeleteNotification, useMarkNotification, usePressButton } from "./use-notifications.ts";

/** One notification; what is unread is bold and has a bar. */
export function NotificationEntry({ notification }: { notification: Notification }) {
  const { t } = useTranslation();
  const mark = useMarkNotification();
  const remove = useDeleteNotification();
  const { id, title, message, isRead, createdAt } = notification;
  const Envelope = isRead ? IconMail : IconMailOpened;

  return (
    <li className={classes.entry} data-unread={isRead ? undefined : true}>
      <Group justify="space-between" wrap="nowrap" align="flex-start" gap="xs">
        <Stack gap={2} className={classes.text}>
          <Text size="sm" fw={isRead ? 400 : 600}>
            {title}
          </Text>
          <Text size="sm" className={classes.message}>
            {message}
          </Text>
          <Text size="xs" c="dimmed">
            <Time value={createdAt} />
          </Text>
        </Stack>
        <Group gap={2} wrap="nowrap">
          <ActionIcon
            variant="subtle"
            color="gray"
            aria-label={t(isRead ? "notifications.markUnread" : "notifications.markRead", { title })}
            onClick={() => mark.mutate({ id, isRead: !isRead })}
          >
            <Envelope size={16} aria-hidden />
          </ActionIcon>
          <ActionIcon variant="subtle" color="gray" aria-label={t("notifications.remove", { title })} onClick={() => remove.mutate(id)}>
            <IconTrash size={16} aria-hidden />
          </ActionIcon>
        </Group>
      </Group>
      <Buttons notification={notification} />
    </li>
  );
}

/** The button that was pressed is gone: without this, whoever uses the keyboard starts at the top of the page again. */
function takeFocus(element: HTMLElement | null): void {
  element?.focus();
}

function Buttons({ notification: { id, buttons, closesAfterPress, pressedButtonId } }: { notification: Notification }) {
  const { t } = useTranslation();
  const press = usePressButton();
  const pressed = buttons.find((button) => button.id === pressedButtonId);
  const [leavingBy, setLeavingBy] = useState<NotificationButton | null>(null);
  const isClosed = closesAfterPress && pressed !== undefined;

  const onPress = (button: NotificationButton) => {
    setLeavingBy(null);
    // Opened by the click itself: a window that opens after an answer counts as unwanted and is blocked.
    if (button.url !== null) window.open(button.url, "_blank", "noopener,noreferrer");
    press.mutate({ id, buttonId: button.id });
  };

  if (buttons.length === 0) return null;
  if (leavingBy !== null && leavingBy.url !== null) {
    return <LeavingNotice url={leavingBy.url} onLeave={() => onPress(leavingBy)} onStay={() => setLeavingBy(null)} />;
  }
  return (
    <Stack gap="xs" mt="xs">
      <ProblemAlert error={press.error} />
      {isClosed ? (
        <Text size="sm" c="dimmed" tabIndex={-1} ref={press.isSuccess ? takeFocus : null}>
          {t("notifications.pressed", { label: pressed.label })}
        </Text>
      ) : (
        <Group gap="xs">
          {buttons.map((button) => (
            <Button
              key={button.id}
              size="compact-sm"
              variant="light"
              disabled={press.isPending}
              onClick={() => (button.url !== null && isElsewhere(button.url) ? setLeavingBy(button) : onPress(button))}
            >
              {button.label}
            </Button>
          ))}
        </Group>
      )}
    </Stack>
  );
}
