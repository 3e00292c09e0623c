import { Button, Group, Select, Stack, Text, Title } from "@mantine/core";
import { useSearch } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { ObjectVersion, Policy } from "@latchkey/contract";
import { DataTable, Time } from "@latchkey/ui";
import type { DataTableColumn } from "@latchkey/ui";
import { LoadFailure, useMay, useSearchPatch } from "../../shell/index.ts";
import { RestoreDialog } from "./restore-dialog.tsx";
import { usePolicyVersions } from "./use-policy-history.ts";
import { VersionComparison } from "./version-comparison.tsx";

/** Every save of the policy: who, when and why; any two can be compared and each be restored. */
export function VersionsTab({ policy }: { policy: Policy }) {
  const { t } = useTranslation();
  const [cursor, setCursor] = useState<string>();
  const [restoring, setRestoring] = useState<number>();
  const versions = usePolicyVersions(policy.id, cursor);
  const items = versions.data?.items ?? [];
  const nextCursor = versions.data?.nextCursor ?? undefined;
  const columns = useVersionColumns(policy, setRestoring);

  if (versions.isError) return <LoadFailure error={versions.error} onRetry={() => void versions.refetch()} />;

  return (
    <Stack gap="lg">
      <Comparing policy={policy} versions={items} />
      <DataTable
        caption={t("policies.tabs.versions")}
        columns={columns}
        rows={items}
        rowId={(each) => String(each.version)}
        rowName={(each) => t("policies.versions.name", { version: each.version })}
        isLoading={versions.isPending}
        isStale={versions.isPlaceholderData}
        empty={<Text c="dimmed">{t("policies.versions.none")}</Text>}
      />
      <Group>
        {cursor === undefined ? null : (
          <Button variant="default" size="xs" onClick={() => setCursor(undefined)}>
            {t("policies.versions.newest")}
          </Button>
        )}
        {nextCursor === undefined ? null : (
          <Button variant="default" size="xs" onClick={() => setCursor(nextCursor)}>
            {t("policies.versions.older")}
          </Button>
        )}
      </Group>
      {restoring === undefined ? null : <RestoreDialog policy={policy} version={restoring} onClose={() => setRestoring(undefined)} />}
    </Stack>
  );
}

/** Two versions side by side, chosen in the address so that a colleague sees the same. */
function Comparing({ policy, versions }: { policy: Policy; versions: readonly ObjectVersion[] }) {
  const { t } = useTranslation();
  const search = useSearch({ from: "/signed-in/profiles/$profileId/policies/$policyId" });
  const ask = useSearchPatch<{ from?: number; to?: number }>();
  if (policy.version === 1) return null;

  const to = search.to ?? policy.version;
  const from = search.from ?? Math.max(1, to - 1);
  const options = [...new Set([...versions.map((each) => each.version), from, to])]
    .toSorted((one, other) => other - one)
    .map((version) => ({ value: String(version), label: t("policies.versions.name", { version }) }));

  return (
    <Stack gap="xs" component="section" aria-labelledby="compare-versions">
      <Title order={2} id="compare-versions">
        {t("policies.versions.compare")}
      </Title>
      <Group gap="sm">
        <Select
          label={t("policies.versions.from")}
          data={options}
          value={String(from)}
          onChange={(value) => value !== null && ask({ from: Number(value) })}
          allowDeselect={false}
          w={180}
        />
        <Select
          label={t("policies.versions.to")}
          data={options}
          value={String(to)}
          onChange={(value) => value !== null && ask({ to: Number(value) })}
          allowDeselect={false}
          w={180}
        />
      </Group>
      <VersionComparison policyId={policy.id} from={from} to={to} />
    </Stack>
  );
}

function useVersionColumns(policy: Policy, onRestore: (version: number) => void): DataTableColumn<ObjectVersion>[] {
  const { t } = useTranslation();
  const ask = useSearchPatch<{ from?: number; to?: number }>();
  const may = useMay();
  const isLocked = policy.managedBy !== null || !may("access_management", "edit");

  return [
    {
      id: "version",
      header: t("policies.versions.version"),
      isRowHeader: true,
      cell: ({ version, change, restoredFrom }) => (
        <>
          <Text fw={600}>{t("policies.versions.name", { version })}</Text>
          <Text size="xs" c="dimmed">
            {restoredFrom === null
              ? t(`policies.versions.change.${change}`)
              : t("policies.versions.restoredFrom", { version: restoredFrom })}
          </Text>
        </>
      ),
    },
    {
      id: "author",
      header: t("policies.versions.author"),
      cell: ({ author, at }) => (
        <>
          {author}
          <Text size="xs" c="dimmed">
            <Time value={at} />
          </Text>
        </>
      ),
    },
    {
      id: "reason",
      header: t("policies.versions.reason"),
      width: "40%",
      cell: ({ reason, overrides }) => (
        <Text size="sm" style={{ overflowWrap: "anywhere", whiteSpace: "normal" }}>
          {reason ?? "–"}
          {overrides.length === 0 ? "" : ` (${t("policies.versions.overridden")})`}
        </Text>
      ),
    },
    {
      id: "actions",
      header: t("policies.versions.actions"),
      cell: ({ version, change }) =>
        version === policy.version || change === "deleted" ? null : (
          <Group gap={6} wrap="nowrap">
            <Button
              size="compact-sm"
              variant="default"
              aria-label={t("policies.versions.compareLabel", { version })}
              onClick={() => ask({ from: version, to: policy.version })}
            >
              {t("policies.versions.compareNow")}
            </Button>
            {isLocked ? null : (
              <Button
                size="compact-sm"
                variant="default"
                aria-label={t("policies.versions.restoreLabel", { version })}
                onClick={() => onRestore(version)}
              >
                {t("policies.versions.restore")}
              </Button>
            )}
          </Group>
        ),
    },
  ];
}
