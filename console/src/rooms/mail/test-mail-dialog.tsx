import { Alert, Button, Group, Modal, Stack, Text, TextInput } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { MailDetail } from "@latchkey/contract";
import { ProblemAlert, useMe, useProblemForm } from "../../shell/index.ts";
import { MailAnswers } from "./mail-answers.tsx";
import { useSendTest } from "./use-mails.ts";
import type { MailOwner } from "./use-mails.ts";

interface TestMailDialogProps {
  owner: MailOwner;
  onClose: () => void;
}

/** Sends a test message and shows what the mail server said. */
export function TestMailDialog({ owner, onClose }: TestMailDialogProps) {
  const { t } = useTranslation();
  const me = useMe();
  const sendTest = useSendTest(owner);
  const { form, error, others, refuse, accept } = useProblemForm({ initialValues: { to: me.email } });

  const submit = form.onSubmit((values) => {
    accept();
    sendTest.mutate(values, { onError: refuse });
  });

  return (
    <Modal opened onClose={onClose} title={t("mail.testTitle")} size="lg" closeButtonProps={{ "aria-label": t("common.close") }}>
      <form onSubmit={submit}>
        <Stack>
          <Text size="sm">{t("mail.testText")}</Text>
          <ProblemAlert error={error} others={others} />
          <TextInput label={t("mail.testTo")} type="email" required maxLength={254} data-autofocus {...form.getInputProps("to")} />
          <Outcome mail={sendTest.data} />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t("common.close")}
            </Button>
            <Button type="submit" loading={sendTest.isPending}>
              {t("mail.testSend")}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}

function Outcome({ mail }: { mail: MailDetail | undefined }) {
  const { t } = useTranslation();
  if (mail === undefined) return null;

  const isSent = mail.state === "sent";
  return (
    <Stack gap="sm" role="status">
      <Alert color={isSent ? "green" : "red"}>{isSent ? t("mail.testSent") : t("mail.testFailed")}</Alert>
      <MailAnswers answers={mail.answers} />
    </Stack>
  );
}
