import { Stack, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { Policy, RuleUses } from "@latchkey/contract";
import { DataTable } from "@latchkey/ui";
import type { DataTableColumn } from "@latchkey/ui";
import { LoadFailure } from "../../shell/index.ts";
import { describePermission } from "./describe-policy.ts";
import type { Describing } from "./describe-policy.ts";
import { useDescribing } from "./use-describing.ts";
import { usePolicyUses } from "./use-policy-history.ts";

type RuleUse = RuleUses["rules"][number];

/** How often, and when last, each rule decided something. */
export function UsesTab({ policy }: { policy: Policy }) {
  const { t, i18n } = useTranslation();
  const uses = usePolicyUses(policy.id);
  const columns = useUseColumns(policy);

  if (uses.isError) return <LoadFailure error={uses.error} onRetry={() => void uses.refetch()} />;

  return (
    <Stack gap="sm">
      <Text size="sm" c="dimmed">
        {uses.data === undefined
          ? t("access.preview.counting")
          : t("policies.uses.since", { day: formatDay(uses.data.since, i18n.language) })}
      </Text>
      <DataTable
        caption={t("policies.tabs.uses")}
        columns={columns}
        rows={uses.data?.rules ?? []}
        rowId={(rule) => String(rule.permissionIndex)}
        rowName={(rule) => String(rule.permissionIndex + 1)}
        isLoading={uses.isPending}
        empty={<Text c="dimmed">{t("policies.uses.none")}</Text>}
      />
    </Stack>
  );
}

function useUseColumns(policy: Policy): DataTableColumn<RuleUse>[] {
  const { t, i18n } = useTranslation();
  const describing = useDescribing([policy]);
  const day = (date: string | null) => (date === null ? t("policies.uses.never") : formatDay(date, i18n.language));

  return [
    {
      id: "rule",
      header: t("policies.uses.rule"),
      isRowHeader: true,
      width: "55%",
      cell: (rule) => <RuleCell rule={rule} policy={policy} describing={describing} />,
    },
    { id: "lastUsed", header: t("policies.uses.lastUsed"), cell: ({ lastUsedOn }) => day(lastUsedOn) },
    { id: "count", header: t("policies.uses.count"), align: "end", cell: ({ count }) => count.toLocaleString(i18n.language) },
    { id: "days", header: t("policies.uses.days"), align: "end", cell: ({ days }) => days.length.toLocaleString(i18n.language) },
  ];
}

function RuleCell({ rule, policy, describing }: { rule: RuleUse; policy: Policy; describing: Describing }) {
  const { t } = useTranslation();
  const permission = policy.permissions[rule.permissionIndex];

  return (
    <Text size="sm" style={{ overflowWrap: "anywhere", whiteSpace: "normal" }}>
      {rule.permissionIndex + 1}. {permission === undefined ? t("policies.uses.goneRule") : describePermission(permission, describing)}
    </Text>
  );
}

/** Days are counted in UTC. */
export function formatDay(day: string, language: string): string {
  return new Intl.DateTimeFormat(language, { dateStyle: "medium", timeZone: "UTC" }).format(new Date(`${day}T00:00:00Z`));
}
