import { Group, Stack, Text } from "@mantine/core";
import { IconAlertTriangle, IconCheck, IconLock, IconX } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import type { PolicySummary } from "@latchkey/contract";
import { StatusBadge, Time } from "@latchkey/ui";
import type { DataTableColumn } from "@latchkey/ui";
import { LinkAnchor, useProfileId } from "../../shell/index.ts";
import { describePolicy } from "./describe-policy.ts";
import type { Describing } from "./describe-policy.ts";
import { warningKeys } from "./policy-words.ts";
import { PolicyStatusBadge } from "./policy-status-badge.tsx";
import { useDescribing } from "./use-describing.ts";
import { useFindingCounts, useLastUses } from "./use-policy-history.ts";
import { formatDay } from "./uses-tab.tsx";

/** Columns of the policy list; the sentence stands below the name, as it says what the name only hints at. */
export function usePolicyColumns(policies: readonly PolicySummary[]): DataTableColumn<PolicySummary>[] {
  const { t, i18n } = useTranslation();
  const describing = useDescribing(policies);
  const lastUses = useLastUses(policies.map((policy) => policy.id));
  const findings = useFindingCounts();

  return [
    {
      id: "name",
      header: t("common.name"),
      sortKey: "name",
      isRowHeader: true,
      width: "34%",
      cell: (policy) => <NameCell policy={policy} describing={describing} />,
    },
    { id: "effect", header: t("access.list.effect"), cell: (policy) => <EffectCell policy={policy} /> },
    {
      id: "status",
      header: t("access.status.label"),
      cell: (policy) => <PolicyStatusBadge status={policy.status} />,
    },
    {
      id: "subjects",
      header: t("access.list.subjects"),
      align: "end",
      cell: (policy) => policy.subjectCount.toLocaleString(i18n.language),
    },
    {
      id: "resources",
      header: t("access.list.resources"),
      align: "end",
      cell: (policy) => policy.resourceCount.toLocaleString(i18n.language),
    },
    {
      id: "lastUsed",
      header: t("policies.list.lastUsed"),
      cell: (policy) => {
        const last = lastUses.get(policy.id);
        if (last === undefined) return <Text c="dimmed">{t("access.preview.counting")}</Text>;

        return last === null ? t("policies.uses.never") : formatDay(last, i18n.language);
      },
    },
    {
      id: "findings",
      header: t("policies.list.findingsLabel"),
      width: "12%",
      cell: (policy) => <FindingsCell policy={policy} count={findings?.get(policy.id) ?? 0} />,
    },
    {
      id: "changed",
      header: t("access.list.changed"),
      sortKey: "updatedAt",
      cell: (policy) => (
        <>
          <Time value={policy.updatedAt} />
          <Text size="xs" c="dimmed">
            {t("access.list.changedBy", { name: policy.updatedBy })}
          </Text>
        </>
      ),
    },
  ];
}

function NameCell({ policy, describing }: { policy: PolicySummary; describing: Describing }) {
  const { t } = useTranslation();
  const profileId = useProfileId();

  return (
    <Stack gap={2} miw={200}>
      <Group gap={6} wrap="nowrap">
        <LinkAnchor to="/profiles/$profileId/policies/$policyId" params={{ profileId, policyId: policy.id }} fw={600}>
          {policy.name}
        </LinkAnchor>
        {policy.managedBy === null ? null : <StatusBadge tone="info" size="sm" icon={IconLock} label={t("policies.file.badge")} />}
      </Group>
      <Text size="sm" fw={400} c="dimmed" style={{ overflowWrap: "anywhere", whiteSpace: "normal" }}>
        {describePolicy(policy, describing)}
      </Text>
    </Stack>
  );
}

function EffectCell({ policy }: { policy: PolicySummary }) {
  const { t } = useTranslation();
  const effects = new Set(policy.permissions.map((permission) => permission.effect));

  return (
    <Group gap={4}>
      {effects.has("allow") ? <StatusBadge tone="positive" label={t("access.allow")} icon={IconCheck} /> : null}
      {effects.has("deny") ? <StatusBadge tone="danger" label={t("access.deny")} icon={IconX} /> : null}
    </Group>
  );
}

/** Several rules may share one warning; it is said once. Sentences, not badges: those would not break into lines. */
function FindingsCell({ policy, count }: { policy: PolicySummary; count: number }) {
  const profileId = useProfileId();
  const { t } = useTranslation();
  const colors = new Map(
    policy.warnings.map((warning) => [
      t(warningKeys[warning.code], { key: warning.key ?? "" }).split(":")[0],
      warning.code === "any_subject" || warning.code === "any_resource" ? "var(--mantine-color-error)" : "var(--mantine-color-orange-text)",
    ]),
  );

  return (
    <Stack gap={4} miw={policy.warnings.length === 0 && count === 0 ? 0 : 96}>
      {[...colors].map(([sentence, color]) => (
        <Group key={sentence} gap={6} wrap="nowrap" align="flex-start" c={color}>
          <IconAlertTriangle size={16} aria-hidden />
          <Text size="xs" flex={1} style={{ overflowWrap: "anywhere" }}>
            {sentence}
          </Text>
        </Group>
      ))}
      {count === 0 ? null : (
        <LinkAnchor to="/profiles/$profileId/findings" params={{ profileId }} search={{ policyId: policy.id }} size="xs">
          {t("policies.list.findings", { count })}
        </LinkAnchor>
      )}
    </Stack>
  );
}
