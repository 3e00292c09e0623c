import { ActionIcon, Indicator, Popover } from "@mantine/core";
import { IconBell } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { NotificationList } from "./notification-list.tsx";
import { useNotifications } from "./use-notifications.ts";

/** The bell beside the own menu, with how many are unread. */
export function NotificationBell() {
  const { t } = useTranslation();
  const notifications = useNotifications();
  const unread = notifications.data?.pages[0]?.unreadCount ?? 0;

  return (
    <Popover position="bottom-end" width="min(360px, calc(100vw - 16px))" shadow="md" trapFocus returnFocus withinPortal>
      <Indicator label={unread > 99 ? "99+" : unread} size={16} disabled={unread === 0} offset={4}>
        <Popover.Target>
          <ActionIcon
            variant="subtle"
            color="gray"
            size="lg"
            aria-label={unread === 0 ? t("notifications.none") : t("notifications.unread", { count: unread })}
          >
            <IconBell size={20} stroke={1.6} aria-hidden />
          </ActionIcon>
        </Popover.Target>
      </Indicator>
      <Popover.Dropdown p={0}>
        <NotificationList notifications={notifications} />
      </Popover.Dropdown>
    </Popover>
  );
}
