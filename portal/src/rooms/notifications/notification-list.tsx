import { Button, Group, ScrollArea, Stack, Text, Title } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { LoadingState } from "@latchkey/ui";
import { LoadFailure } from "../../shell/index.ts";
import { NotificationEntry } from "./notification-entry.tsx";
import { useMarkAllNotifications, type useNotifications } from "./use-notifications.ts";

interface NotificationListProps {
  notifications: ReturnType<typeof useNotifications>;
}

export function NotificationList({ notifications }: NotificationListProps) {
  const { t } = useTranslation();
  const markAll = useMarkAllNotifications();
  const { data } = notifications;
  const items = data?.pages.flatMap((page) => page.items) ?? [];
  const hasUnread = (data?.pages[0]?.unreadCount ?? 0) > 0;

  return (
    <>
      <Group justify="space-between" p="sm" pb="xs">
        <Title order={2} size="h5">
          {t("notifications.title")}
        </Title>
        {hasUnread ? (
          <Button variant="subtle" size="compact-sm" loading={markAll.isPending} onClick={() => markAll.mutate()}>
            {t("notifications.markAll")}
          </Button>
        ) : null}
      </Group>
      {notifications.isPending ? <LoadingState /> : null}
      {notifications.isError && data === undefined ? (
        <LoadFailure error={notifications.error} onRetry={() => void notifications.refetch()} />
      ) : null}
      {data !== undefined && items.length === 0 ? <Nothing /> : null}
      <ScrollArea.Autosize mah="60vh">
        <Stack gap={0} component="ul" m={0} p={0}>
          {items.map((notification) => (
            <NotificationEntry key={notification.id} notification={notification} />
          ))}
        </Stack>
        {notifications.hasNextPage ? (
          <Button variant="subtle" fullWidth loading={notifications.isFetchingNextPage} onClick={() => void notifications.fetchNextPage()}>
            {t("notifications.more")}
          </Button>
        ) : null}
      </ScrollArea.Autosize>
    </>
  );
}

function Nothing() {
  const { t } = useTranslation();
  return (
    <Stack gap={4} align="center" p="lg">
      <Text fw={600}>{t("notifications.empty")}</Text>
      <Text size="sm" c="dimmed">
        {t("notifications.emptyText")}
      </Text>
    </Stack>
  );
}
