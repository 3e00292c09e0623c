import { Group, Stack, Text, VisuallyHidden } from "@mantine/core";
import { IconAlertTriangle } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import type { PolicyWarning } from "@latchkey/contract";
import type { RowPreview as RowPreviewState } from "./read-preview.ts";
import { warningKeys } from "./policy-words.ts";

interface RowPreviewProps {
  preview: RowPreviewState;
  side: "subject" | "resource";
  type: string;
}

/** What a row matches now: how many, some by name, and what to know. Counting shows as "…", never as 0. Any is marked by its field. */
export function RowPreview({ preview, side, type }: RowPreviewProps) {
  const { t } = useTranslation();
  if (preview.state === "incomplete") return <Note text={t("access.preview.incomplete")} />;
  if (preview.state === "counting") return <Counting />;

  const { count, samples } = preview.match;

  return (
    <Stack gap={4} mt="xs">
      <Text size="sm" component="div">
        <Text span fw={600}>
          <Matched side={side} type={type} count={count} />
        </Text>
        {samples.length === 0 ? null : `: ${samples.map((each) => each.name).join(", ")}`}
        {count > samples.length && samples.length > 0 ? ` ${t("access.preview.andMore", { count: count - samples.length })}` : null}
      </Text>
      <WarningLines warnings={preview.warnings.filter((warning) => !isDangerous(warning))} />
    </Stack>
  );
}

function Matched({ side, type, count }: { side: "subject" | "resource"; type: string; count: number }) {
  const { t } = useTranslation();
  if (side === "resource") return <>{t("access.preview.finds", { count })}</>;

  return <>{type === "analysis" ? t("access.preview.matchesAnalyses", { count }) : t("access.preview.matchesUsers", { count })}</>;
}

export function WarningLines({ warnings }: { warnings: readonly PolicyWarning[] }) {
  const { t } = useTranslation();

  return warnings.map((warning) => (
    <Group
      key={`${warning.code} ${warning.path}`}
      gap={6}
      wrap="nowrap"
      align="flex-start"
      c={isDangerous(warning) ? "var(--mantine-color-error)" : "var(--mantine-color-orange-text)"}
    >
      <IconAlertTriangle size={18} aria-hidden />
      <Text size="sm">{t(warningKeys[warning.code], { key: warning.key ?? "" })}</Text>
    </Group>
  ));
}

function isDangerous(warning: PolicyWarning): boolean {
  return warning.code === "any_subject" || warning.code === "any_resource";
}

function Note({ text }: { text: string }) {
  return (
    <Text size="sm" c="dimmed" mt="xs">
      {text}
    </Text>
  );
}

function Counting() {
  const { t } = useTranslation();

  return (
    <Text size="sm" c="dimmed" mt="xs">
      <span aria-hidden>{t("access.preview.counting")}</span>
      <VisuallyHidden>{t("access.preview.countingLabel")}</VisuallyHidden>
    </Text>
  );
}
