import { Alert, Button, Group, Text } from "@mantine/core";
import { IconEye } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { useUi } from "@latchkey/ui";
import { formatLength } from "../scope/format-length.ts";
import { useCountdown } from "../scope/use-countdown.ts";

interface ActingBannerProps {
  userName: string;
  isReadOnly: boolean;
  expiresAt: string;
  onEnd: () => void;
  isEnding: boolean;
}

/** Whoever acts as somebody else sees it on every page, how long it goes on, and the way out. */
export function ActingBanner({ userName, isReadOnly, expiresAt, onEnd, isEnding }: ActingBannerProps) {
  const { t } = useTranslation();
  const { locale } = useUi();
  const left = useCountdown(Date.parse(expiresAt));

  return (
    <Alert
      color="orange"
      mb="md"
      icon={<IconEye aria-hidden />}
      title={t("account.actingTitle", { name: userName })}
      role="region"
      aria-label={t("account.actingTitle", { name: userName })}
    >
      <Group justify="space-between">
        <Text size="sm">
          {isReadOnly ? t("account.actingReadOnly") : t("account.actingMayChange")}{" "}
          {t("account.actingLeft", { left: formatLength(left, locale) })}
        </Text>
        <Button size="xs" variant="default" loading={isEnding} onClick={onEnd}>
          {t("account.actingEnd")}
        </Button>
      </Group>
    </Alert>
  );
}
