import { Alert, Button, Group, Stack, Text } from "@mantine/core";
import { IconKey, IconSend } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import type { MailDetail, MailSecret } from "@latchkey/contract";
import { CopyField, Time } from "@latchkey/ui";
import { ProblemAlert, sayDone } from "../../shell/index.ts";
import { useMailDelivery, useRevealSecret, useSendAgain } from "./use-mails.ts";
import type { MailOwner } from "./use-mails.ts";

interface MailActionsProps {
  owner: MailOwner;
  mail: MailDetail;
}

/** Sending again, and the code or link of what did not arrive. */
export function MailActions({ owner, mail }: MailActionsProps) {
  const { t } = useTranslation();
  const delivery = useMailDelivery(owner);
  const sendAgain = useSendAgain(owner);
  const reveal = useRevealSecret(owner);
  const isDeliverable = mail.channel === "sms" ? delivery.data?.isSmsConfigured : delivery.data?.isEmailConfigured;
  const canSend = isDeliverable === true && mail.state !== "queued";
  const canReveal = mail.hasSecret && mail.state !== "sent" && mail.state !== "queued";
  if (!canSend && !canReveal) return null;

  return (
    <Stack gap="sm">
      <ProblemAlert error={sendAgain.error ?? reveal.error} />
      <Group gap="sm">
        {canSend ? (
          <Button
            variant="default"
            leftSection={<IconSend size={16} aria-hidden />}
            loading={sendAgain.isPending}
            onClick={() => sendAgain.mutate(mail.id, { onSuccess: () => sayDone(t("mail.sentAgain")) })}
          >
            {t("mail.sendAgain")}
          </Button>
        ) : null}
        {canReveal && reveal.data === undefined ? (
          <Button
            variant="default"
            leftSection={<IconKey size={16} aria-hidden />}
            loading={reveal.isPending}
            onClick={() => reveal.mutate(mail.id)}
          >
            {t("mail.copy")}
          </Button>
        ) : null}
      </Group>
      {reveal.data === undefined ? null : <Secret recipient={mail.recipient} secret={reveal.data} />}
    </Stack>
  );
}

function Secret({ recipient, secret }: { recipient: string; secret: MailSecret }) {
  const { t } = useTranslation();

  return (
    <Alert color="orange">
      <Stack gap="sm">
        <Text size="sm">{t("mail.copyText", { recipient })}</Text>
        {secret.code === null ? null : <CopyField label={t("mail.code")} value={secret.code} />}
        {secret.link === null ? null : <CopyField label={t("mail.link")} value={secret.link} />}
        <Text size="sm" c="dimmed" component="div">
          {t("mail.validUntil")} <Time value={secret.expiresAt} show="absolute" />
        </Text>
      </Stack>
    </Alert>
  );
}
