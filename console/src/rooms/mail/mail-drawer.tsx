import { Code, Drawer, Group, Stack, Text, Title } from "@mantine/core";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { MailDetail } from "@latchkey/contract";
import { LoadingState, Time } from "@latchkey/ui";
import { LoadFailure } from "../../shell/index.ts";
import { MailActions } from "./mail-actions.tsx";
import { MailAnswers } from "./mail-answers.tsx";
import { StateBadge } from "./state-badge.tsx";
import { useMail } from "./use-mails.ts";
import type { MailOwner } from "./use-mails.ts";

interface MailDrawerProps {
  owner: MailOwner;
  mailId: string;
  onClose: () => void;
}

/** One message: what it says, what the other side answered, and what can be done. */
export function MailDrawer({ owner, mailId, onClose }: MailDrawerProps) {
  const { t } = useTranslation();
  const mail = useMail(owner, mailId);
  const title = mail.data === undefined ? t("mail.title") : t("mail.detailTitle", { recipient: mail.data.recipient });

  return (
    <Drawer opened onClose={onClose} title={title} position="right" size="lg" closeButtonProps={{ "aria-label": t("common.close") }}>
      {mail.isError ? <LoadFailure error={mail.error} onRetry={() => void mail.refetch()} /> : null}
      {mail.isPending ? <LoadingState /> : null}
      {mail.data === undefined ? null : <Content owner={owner} mail={mail.data} />}
    </Drawer>
  );
}

function Content({ owner, mail }: { owner: MailOwner; mail: MailDetail }) {
  const { t } = useTranslation();

  return (
    <Stack>
      <Group gap="md">
        <StateBadge state={mail.state} />
        <Text size="sm">{t(`mail.templates.${mail.template}`)}</Text>
        <Fact label={t("mail.time")}>
          <Time value={mail.createdAt} show="absolute" />
        </Fact>
        {mail.sentAt === null ? null : (
          <Fact label={t("mail.sentAt")}>
            <Time value={mail.sentAt} show="absolute" />
          </Fact>
        )}
        {mail.nextTryAt === null || mail.state !== "deferred" ? null : (
          <Fact label={t("mail.nextTry")}>
            <Time value={mail.nextTryAt} show="absolute" />
          </Fact>
        )}
        <Fact label={t("mail.language")}>{mail.language}</Fact>
      </Group>
      <MailActions owner={owner} mail={mail} />
      <div>
        <Title order={3} size="h5">
          {mail.subject === "" ? t("mail.what") : <bdi>{mail.subject}</bdi>}
        </Title>
        <Text size="xs" c="dimmed" mb={4}>
          {t("mail.whatHidden")}
        </Text>
        <Code block style={{ whiteSpace: "pre-wrap", overflowWrap: "anywhere" }}>
          {mail.text}
        </Code>
      </div>
      <MailAnswers answers={mail.answers} />
    </Stack>
  );
}

function Fact({ label, children }: { label: string; children: ReactNode }) {
  return (
    <Text size="sm" c="dimmed" component="div">
      {label}: {children}
    </Text>
  );
}
