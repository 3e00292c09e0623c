import { Progress, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";

/** How far the check is: in words for everybody, as a bar for those who see it. */
export function BotCheckNote({ progress }: { progress: number | null }) {
  const { t } = useTranslation();

  return (
    // Out of the flow while it is empty, so that it leaves no gap; it has to stay, or nobody would hear it fill.
    <div role="status" style={progress === null ? { position: "absolute" } : {}}>
      {progress === null ? null : (
        <>
          <Text size="sm">{t("signIn.checking")}</Text>
          <Text size="xs" c="dimmed" mb={6}>
            {t("signIn.checkingText")}
          </Text>
          {/* Numbers are tried in order, so that the sum is found before the end: the bar never promises a moment. */}
          <Progress value={Math.max(4, progress * 100)} size="sm" aria-label={t("signIn.checkingProgress")} />
        </>
      )}
    </div>
  );
}
