import { Group } from "@mantine/core";
import { IconArrowNarrowRight } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import type { Effect, ReplayedDecision } from "@latchkey/contract";
import { StatusBadge, Time } from "@latchkey/ui";
import type { DataTableColumn } from "@latchkey/ui";
import { labelOfAction, labelOfType } from "../access/index.ts";
import { NoWrap, ThingLink } from "../resources/index.ts";

export function useReplayColumns(): DataTableColumn<ReplayedDecision>[] {
  const { t, i18n } = useTranslation();

  return [
    {
      id: "subject",
      header: t("access.explain.who"),
      isRowHeader: true,
      cell: ({ subject }) => <ThingLink type={subject.type} id={subject.id} name={subject.name} />,
    },
    { id: "action", header: t("access.explain.action"), cell: ({ action }) => labelOfAction(t, action) },
    {
      id: "resource",
      header: t("access.explain.what"),
      cell: ({ resource }) => (
        <>
          {labelOfType(t, resource.type)} <ThingLink type={resource.type} id={resource.id} name={resource.name} />
        </>
      ),
    },
    {
      id: "turn",
      header: t("simulate.turn"),
      cell: ({ was, wouldBe }) => (
        <Group gap={6} wrap="nowrap">
          <EffectBadge effect={was} />
          <IconArrowNarrowRight size={18} aria-label={t("simulate.becomes")} />
          <EffectBadge effect={wouldBe} />
        </Group>
      ),
    },
    { id: "count", header: t("simulate.times"), align: "end", cell: ({ count }) => count.toLocaleString(i18n.language) },
    {
      id: "at",
      header: t("simulate.last"),
      cell: ({ at }) => (
        <NoWrap>
          <Time value={at} show="absolute" />
        </NoWrap>
      ),
    },
  ];
}

function EffectBadge({ effect }: { effect: Effect }) {
  const { t } = useTranslation();

  return (
    <StatusBadge
      size="sm"
      tone={effect === "allow" ? "positive" : "danger"}
      label={effect === "allow" ? t("simulate.allowed") : t("simulate.denied")}
    />
  );
}
