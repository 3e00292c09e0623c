import { Group, Paper, Stack, Text, ThemeIcon, Title } from "@mantine/core";
import { IconCheck, IconX } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { absoluteTime, Time, useUi } from "@latchkey/ui";
import { CopyTextButton } from "../resources/index.ts";
import { explainText } from "./explain-text.ts";
import type { AnyExplanation } from "./explain-chain-words.ts";
import { describeCircumstances } from "./explain-circumstance-words.ts";
import { describeQuestion } from "./explain-words.ts";
import classes from "./verdict.module.css";

/** Yes or no, by word, icon and colour, with the reason. */
export function Verdict({ explanation }: { explanation: AnyExplanation }) {
  const { t } = useTranslation();
  const { locale, timeZone } = useUi();
  const isAllowed = explanation.decision === "allow";
  const Icon = isAllowed ? IconCheck : IconX;

  return (
    <Paper component="section" aria-labelledby="verdict" withBorder p="md" className={classes.verdict} data-decision={explanation.decision}>
      <Group align="flex-start" justify="space-between" gap="md">
        <Group align="flex-start" gap="md" wrap="nowrap" flex={1} miw={240}>
          <ThemeIcon size={44} radius="xl" color={isAllowed ? "green" : "red"} aria-hidden>
            <Icon size={26} />
          </ThemeIcon>
          <Stack gap={2} role="status">
            <Text size="sm">{describeQuestion(t, explanation)}</Text>
            <Title order={2} id="verdict">
              {isAllowed ? t("access.explain.allowed") : t("access.explain.denied")}
            </Title>
            <Text>{t(`access.explain.reason.${explanation.reason}`)}</Text>
            {explanation.asOf === undefined || explanation.asOf === null ? null : (
              <Text size="sm" fw={600}>
                {t("explaining.asOfVerdict")} <Time value={explanation.asOf} show="absolute" />
              </Text>
            )}
            {explanation.circumstances === undefined ? null : (
              <Text size="xs" c="dimmed">
                {describeCircumstances(t, explanation.circumstances, (moment) => absoluteTime(new Date(moment), locale, timeZone))}
              </Text>
            )}
            <Text size="xs" c="dimmed">
              {t("access.explain.asOf")} <Time value={explanation.decidedAt} show="absolute" />,{" "}
              {t("access.explain.revision", { revision: explanation.accessRevision })}
            </Text>
          </Stack>
        </Group>
        <Group gap="xs">
          <CopyTextButton label={t("access.explain.copyText")} text={() => explainText(t, explanation, window.location.href)} />
          <CopyTextButton label={t("access.explain.copyLink")} text={() => window.location.href} />
        </Group>
      </Group>
    </Paper>
  );
}
