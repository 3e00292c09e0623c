import { Button, Group, Stack } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { User } from "@latchkey/contract";
import { EmptyState, LoadingState } from "@latchkey/ui";
import { LoadFailure, useProfileId } from "../../shell/index.ts";
import { MailDrawer } from "./mail-drawer.tsx";
import { MailTable } from "./mail-table.tsx";
import { useUserMails } from "./use-mails.ts";

/** Messages to one person, newest first. */
export function UserMails({ user }: { user: User }) {
  const { t } = useTranslation();
  const profileId = useProfileId();
  const mails = useUserMails(profileId, user.id);
  const [openId, setOpenId] = useState<string | null>(null);
  if (mails.isError) return <LoadFailure error={mails.error} onRetry={() => void mails.refetch()} />;
  if (mails.data === undefined) return <LoadingState />;

  const items = mails.data.pages.flatMap((page) => page.items);
  if (items.length === 0) return <EmptyState title={t("mail.emptyTitle")} text={t("mail.userEmptyText")} />;

  return (
    <Stack>
      <MailTable caption={t("mail.title")} mails={items} hasRecipient={false} onOpen={(mail) => setOpenId(mail.id)} />
      {mails.hasNextPage ? (
        <Group>
          <Button variant="default" onClick={() => void mails.fetchNextPage()} loading={mails.isFetchingNextPage}>
            {t("mail.older")}
          </Button>
        </Group>
      ) : null}
      {openId === null ? null : <MailDrawer key={openId} owner={profileId} mailId={openId} onClose={() => setOpenId(null)} />}
    </Stack>
  );
}
