import { Alert, Group } from "@mantine/core";
import { useState } from "react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { User } from "@latchkey/contract";
import { StatusBadge } from "@latchkey/ui";
import { LinkAnchor, LinkButton, Page, useProfileId } from "../../shell/index.ts";
import { PendingNotice } from "./pending-notice.tsx";
import { RestoreButton } from "./restore-button.tsx";
import { UserDialogs } from "./user-dialogs.tsx";
import type { UserTask } from "./user-dialogs.tsx";
import { UserMenu } from "./user-menu.tsx";
import { statusLooks } from "./user-words.ts";

/** Heading of a user's page: who, which status, what can be done. */
export function UserFrame({ user, children }: { user: User; children: ReactNode }) {
  const { t } = useTranslation();
  const profileId = useProfileId();
  const [task, setTask] = useState<UserTask | null>(null);
  const look = statusLooks[user.status];
  const isDeleted = user.status === "deleted";

  const actions = isDeleted ? (
    <RestoreButton user={user} />
  ) : (
    <>
      <LinkButton
        variant="default"
        to="/profiles/$profileId/explain"
        params={{ profileId }}
        search={{ subjectType: "run_user", subjectId: user.id }}
      >
        {t("users.explain")}
      </LinkButton>
      <UserMenu user={user} onChoose={setTask} />
    </>
  );

  return (
    <Page
      title={user.name}
      trail={
        <LinkAnchor to="/profiles/$profileId/users" params={{ profileId }} size="sm">
          {t("users.trail")}
        </LinkAnchor>
      }
      description={user.email === null ? t("users.anonymous") : <bdi>{user.email}</bdi>}
      badges={
        <Group gap={6}>
          <StatusBadge tone={look.tone} label={t(look.word)} />
          {user.isAnonymous && <StatusBadge tone="info" label={t("users.anonymous")} />}
        </Group>
      }
      actions={actions}
    >
      {isDeleted && <Alert mb="md">{t("users.deletedNotice")}</Alert>}
      {user.status === "pending" && <PendingNotice user={user} onReject={() => setTask("reject")} />}
      {user.status === "suspended" && (
        <Alert color="orange" mb="md">
          {t("users.suspendedSince")}
        </Alert>
      )}
      {children}
      {task !== null && <UserDialogs task={task} user={user} onClose={() => setTask(null)} />}
    </Page>
  );
}
