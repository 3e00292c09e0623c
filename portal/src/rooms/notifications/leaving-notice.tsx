import { Button, Group, Stack, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { useUi } from "@latchkey/ui";

interface LeavingNoticeProps {
  url: string;
  onLeave: () => void;
  onStay: () => void;
}

/** Whether an address is none of this server's own pages. */
export function isElsewhere(url: string): boolean {
  return new URL(url).origin !== globalThis.location.origin;
}

/** Says where a button leads before anything opens: the label above it was anybody's to choose, the address is not. */
export function LeavingNotice({ url, onLeave, onStay }: LeavingNoticeProps) {
  const { t } = useTranslation();
  const { words } = useUi();

  return (
    <Stack gap="xs" role="group" aria-label={t("notifications.leaving")}>
      <Text size="sm">{t("notifications.leaving")}</Text>
      <Text size="sm" fw={600} style={{ overflowWrap: "anywhere" }}>
        {url}
      </Text>
      <Group gap="xs">
        <Button size="compact-sm" variant="default" onClick={onStay} autoFocus>
          {words.cancel}
        </Button>
        <Button size="compact-sm" onClick={onLeave}>
          {t("notifications.leave")}
        </Button>
      </Group>
    </Stack>
  );
}
