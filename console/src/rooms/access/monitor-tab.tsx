import { Group, Stack, Text } from "@mantine/core";
import { IconCheck, IconX } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { MonitorEffect, Policy } from "@latchkey/contract";
import { DataTable, EmptyState, StatusBadge } from "@latchkey/ui";
import type { DataTableColumn } from "@latchkey/ui";
import { LoadFailure } from "../../shell/index.ts";
import { ThingLink } from "../resources/index.ts";
import { OlderAndNewest } from "./older-and-newest.tsx";
import { effectKeys, labelOfAction } from "./policy-words.ts";
import { useMonitorEffects } from "./use-policy-history.ts";
import { formatDay } from "./uses-tab.tsx";

/** Real decisions that the policy would have changed, had it been active. */
export function MonitorTab({ policy }: { policy: Policy }) {
  const { t } = useTranslation();
  const [cursor, setCursor] = useState<string>();
  const effects = useMonitorEffects(policy.id, cursor);
  const columns = useEffectColumns();
  const nextCursor = effects.data?.nextCursor ?? undefined;

  if (effects.isError) return <LoadFailure error={effects.error} onRetry={() => void effects.refetch()} />;
  if (effects.data?.items.length === 0 && cursor === undefined) {
    return <EmptyState title={t("policies.monitor.emptyTitle")} text={t("policies.monitor.emptyText")} />;
  }

  return (
    <Stack gap="sm">
      <Text>
        {effects.data === undefined
          ? t("access.preview.counting")
          : t("policies.monitor.summary", { allow: effects.data.wouldAllow, deny: effects.data.wouldDeny })}
      </Text>
      <DataTable
        caption={t("policies.tabs.monitor")}
        columns={columns}
        rows={effects.data?.items ?? []}
        rowId={(each) => [each.day, each.subject.id, each.action, each.resource.type, each.resource.id, each.wouldBe].join(" ")}
        rowName={(each) => each.subject.name ?? each.subject.id}
        isLoading={effects.isPending}
        isStale={effects.isPlaceholderData}
      />
      <OlderAndNewest cursor={cursor} nextCursor={nextCursor} onChange={setCursor} />
    </Stack>
  );
}

function useEffectColumns(): DataTableColumn<MonitorEffect>[] {
  const { t, i18n } = useTranslation();

  return [
    {
      id: "subject",
      header: t("policies.monitor.who"),
      isRowHeader: true,
      cell: ({ subject }) => <ThingLink type={subject.type} id={subject.id} name={subject.name ?? subject.id} />,
    },
    { id: "action", header: t("policies.monitor.action"), cell: ({ action }) => labelOfAction(t, action) },
    {
      id: "resource",
      header: t("policies.monitor.what"),
      cell: ({ resource }) =>
        resource.id === null ? (
          t("policies.monitor.newThing")
        ) : (
          <ThingLink type={resource.type} id={resource.id} name={resource.name ?? resource.id} />
        ),
    },
    {
      id: "change",
      header: t("policies.monitor.change"),
      cell: ({ decided, wouldBe }) => (
        <Group gap={6} wrap="nowrap">
          <Text size="sm" c="dimmed">
            {t(effectKeys[decided])} →
          </Text>
          <StatusBadge
            tone={wouldBe === "allow" ? "positive" : "danger"}
            label={t(effectKeys[wouldBe])}
            icon={wouldBe === "allow" ? IconCheck : IconX}
          />
        </Group>
      ),
    },
    { id: "day", header: t("policies.monitor.day"), cell: ({ day }) => formatDay(day, i18n.language) },
    { id: "count", header: t("policies.monitor.count"), align: "end", cell: ({ count }) => count.toLocaleString(i18n.language) },
  ];
}
