import { Group, List, Text } from "@mantine/core";
import { IconCheck, IconX } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import type { PolicyTestRun } from "@latchkey/contract";
import { effectKeys } from "./policy-words.ts";

/** How many stored tests pass, and each that does not. */
export function FailingTests({ run }: { run: PolicyTestRun | undefined }) {
  const { t } = useTranslation();
  if (run === undefined) {
    return (
      <Text size="sm" c="dimmed">
        {t("policies.tests.running")}
      </Text>
    );
  }
  if (run.results.length === 0) {
    return (
      <Text size="sm" c="dimmed">
        {t("policies.tests.noneStored")}
      </Text>
    );
  }

  const failed = run.results.filter((result) => !result.isPassed);
  const Icon = failed.length === 0 ? IconCheck : IconX;

  return (
    <>
      <Group gap={6} wrap="nowrap" c={failed.length === 0 ? "var(--mantine-color-green-text)" : "var(--mantine-color-error)"}>
        <Icon size={18} aria-hidden />
        <Text size="sm" fw={600}>
          {t("policies.tests.summary", { passed: run.passed, failed: run.failed })}
        </Text>
      </Group>
      <List size="sm" withPadding>
        {failed.map((result) => (
          <List.Item key={`${result.policyId} ${result.name}`} style={{ overflowWrap: "anywhere" }}>
            {t(result.actual === null ? "policies.tests.gone" : "policies.tests.failedLine", {
              name: result.name,
              policy: result.policyName,
              expected: t(effectKeys[result.expected]),
              actual: result.actual === null ? "" : t(effectKeys[result.actual]),
            })}
          </List.Item>
        ))}
      </List>
    </>
  );
}
