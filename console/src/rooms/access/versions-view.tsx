import { Button, Group, Select, Stack, Text, Title } from "@mantine/core";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { ObjectVersion, Page } from "@latchkey/contract";
import { DataTable, Time } from "@latchkey/ui";
import type { DataTableColumn } from "@latchkey/ui";
import { LoadFailure, useSearchPatch } from "../../shell/index.ts";
import { OlderAndNewest } from "./older-and-newest.tsx";

interface VersionsRequest {
  query: { limit: number; cursor?: string };
  signal: AbortSignal;
}

interface VersionsViewProps {
  queryKey: readonly unknown[];
  load: (request: VersionsRequest) => Promise<Page<ObjectVersion>>;
  /** The version that is stored now. */
  current: number;
  /** Two versions from the address, so that a colleague sees the same. */
  chosen: { from?: number | undefined; to?: number | undefined };
  isLocked: boolean;
  renderComparison: (from: number, to: number) => ReactNode;
  renderRestore: (version: number, onClose: () => void) => ReactNode;
}

/** Every save of a policy, a role or a group: who, when and why; any two can be compared and each be restored. */
export function VersionsView({ queryKey, load, current, chosen, isLocked, renderComparison, renderRestore }: VersionsViewProps) {
  const { t } = useTranslation();
  const [cursor, setCursor] = useState<string>();
  const [restoring, setRestoring] = useState<number>();
  const versions = useQuery({
    queryKey: [...queryKey, cursor],
    queryFn: ({ signal }) => load({ query: { limit: 50, ...(cursor === undefined ? {} : { cursor }) }, signal }),
    placeholderData: keepPreviousData,
  });
  const items = versions.data?.items ?? [];
  const nextCursor = versions.data?.nextCursor ?? undefined;
  const columns = useVersionColumns({ current, isLocked, onRestore: setRestoring });

  if (versions.isError) return <LoadFailure error={versions.error} onRetry={() => void versions.refetch()} />;

  return (
    <Stack gap="lg">
      {current === 1 ? null : <Comparing versions={items} current={current} chosen={chosen} renderComparison={renderComparison} />}
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
      <OlderAndNewest cursor={cursor} nextCursor={nextCursor} onChange={setCursor} />
      {restoring === undefined ? null : renderRestore(restoring, () => setRestoring(undefined))}
    </Stack>
  );
}

interface ComparingProps extends Pick<VersionsViewProps, "current" | "chosen" | "renderComparison"> {
  versions: readonly ObjectVersion[];
}

/** Two versions, one after the other. */
function Comparing({ versions, current, chosen, renderComparison }: ComparingProps) {
  const { t } = useTranslation();
  const ask = useSearchPatch<{ from?: number; to?: number }>();
  const to = chosen.to ?? current;
  const from = chosen.from ?? Math.max(1, to - 1);
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
      {renderComparison(from, to)}
    </Stack>
  );
}

interface ColumnsInput {
  current: number;
  isLocked: boolean;
  onRestore: (version: number) => void;
}

function useVersionColumns({ current, isLocked, onRestore }: ColumnsInput): DataTableColumn<ObjectVersion>[] {
  const { t } = useTranslation();
  const ask = useSearchPatch<{ from?: number; to?: number }>();

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
        version === current || change === "deleted" ? null : (
          <Group gap={6} wrap="nowrap">
            <Button
              size="compact-sm"
              variant="default"
              aria-label={t("policies.versions.compareLabel", { version })}
              onClick={() => ask({ from: version, to: current })}
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
