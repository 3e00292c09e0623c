import { Button, Group, Stack, Text } from "@mantine/core";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { PasswordLink } from "@latchkey/contract";
import { CopyField, Time } from "@latchkey/ui";

interface PasswordLinkViewProps {
  name: string;
  passwordLink: PasswordLink;
  onClose: () => void;
  /** Beside the closing button. */
  actions?: ReactNode;
}

/** A one-time link, to be copied now: it is not stored in a readable form. */
export function PasswordLinkView({ name, passwordLink, onClose, actions }: PasswordLinkViewProps) {
  const { t } = useTranslation();

  return (
    <Stack>
      <Text>{t("shell.passwordLinkText", { name })}</Text>
      {passwordLink.isMailed ? <Text>{t("shell.passwordLinkMailed")}</Text> : null}
      <CopyField label={t("shell.passwordLink")} value={passwordLink.url} />
      <Text size="sm" c="dimmed" component="div">
        {t("shell.passwordLinkExpires")} <Time value={passwordLink.expiresAt} />
      </Text>
      <Group justify="flex-end">
        {actions}
        <Button onClick={onClose} data-autofocus>
          {t("common.close")}
        </Button>
      </Group>
    </Stack>
  );
}
