import { ActionIcon, Button, Card, Group, Text, Title } from "@mantine/core";
import { IconMail, IconMailOpened } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { Row, Rows } from "@latchkey/account";
import type { Notification } from "@latchkey/contract";
import { Time } from "@latchkey/ui";
import { LoadFailure, ProblemAlert, useMay } from "../../shell/index.ts";
import { useMarkTold, useTold } from "./use-told.ts";

/** What Latchkey told the administrators of a profile; nothing where there is nothing to read. */
export function ToldCard({ profileId }: { profileId: string }) {
  const { t } = useTranslation();
  const may = useMay();
  const told = useTold(profileId, may("profile", "access"));
  const mark = useMarkTold(profileId);
  const items = told.data?.pages.flatMap((page) => page.items) ?? [];
  const hasFailed = told.isError && told.data === undefined;
  if (items.length === 0 && !hasFailed) return null;

  return (
    <Card component="section" aria-labelledby="told">
      <Title order={2} id="told" mb="sm">
        {t("shell.homeNotifications")}
      </Title>
      {hasFailed ? <LoadFailure error={told.error} onRetry={() => void told.refetch()} /> : null}
      <ProblemAlert error={mark.error} />
      <Rows>
        {items.map((item) => (
          <Row key={item.id} actions={may("profile", "edit") ? <MarkButton item={item} onMark={mark.mutate} /> : undefined}>
            <Text fw={item.isRead ? 400 : 600}>{item.title}</Text>
            <Text size="sm">{item.message}</Text>
            <Text size="sm" c="dimmed">
              <Time value={item.createdAt} />
            </Text>
          </Row>
        ))}
      </Rows>
      {told.hasNextPage ? (
        <Group>
          <Button variant="subtle" loading={told.isFetchingNextPage} onClick={() => void told.fetchNextPage()}>
            {t("notifications.more")}
          </Button>
        </Group>
      ) : null}
    </Card>
  );
}

interface MarkButtonProps {
  item: Notification;
  onMark: (change: { notificationId: string; isRead: boolean }) => void;
}

function MarkButton({ item: { id, title, isRead }, onMark }: MarkButtonProps) {
  const { t } = useTranslation();
  const Envelope = isRead ? IconMail : IconMailOpened;

  return (
    <ActionIcon
      aria-label={t(isRead ? "notifications.markUnread" : "notifications.markRead", { title })}
      onClick={() => onMark({ notificationId: id, isRead: !isRead })}
    >
      <Envelope size={16} aria-hidden />
    </ActionIcon>
  );
}
