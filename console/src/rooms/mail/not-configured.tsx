import { Alert, Code, Stack, Text } from "@mantine/core";
import { IconMailOff } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";

const settings = `LATCHKEY_SMTP_HOST=smtp.example.com
LATCHKEY_SMTP_PORT=587
LATCHKEY_SMTP_USER=latchkey
LATCHKEY_SMTP_PASSWORD=…
LATCHKEY_MAIL_SENDER=no-reply@example.com`;

/** Says that nothing is sent, why, and what to do. */
export function NotConfigured() {
  const { t } = useTranslation();

  return (
    <Alert color="orange" icon={<IconMailOff size={20} aria-hidden />} title={t("mail.offTitle")} mb="md">
      <Stack gap="xs" align="flex-start">
        <Text size="sm">{t("mail.offText")}</Text>
        <details>
          <Text component="summary" size="sm" style={{ cursor: "pointer" }}>
            {t("mail.offHow")}
          </Text>
          <Text size="sm" my="xs">
            {t("mail.offSettings")}
          </Text>
          <Code block>{settings}</Code>
          <Text size="sm" mt="xs">
            {t("mail.offSecurity")}
          </Text>
        </details>
      </Stack>
    </Alert>
  );
}
