import { Button, Group, Stack, Text } from "@mantine/core";
import { IconDownload } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import type { PathStep, WhoCanQuestion, WhoCanRow } from "@latchkey/contract";
import { DataTable, EmptyState, Pager, SearchInput, useUi } from "@latchkey/ui";
import type { DataTableColumn } from "@latchkey/ui";
import type { Translate } from "@latchkey/words";
import { formatCount, LinkAnchor, LoadFailure, ProblemAlert, useCursorPaging, useProfileId, useSearchPatch } from "../../shell/index.ts";
import { explainSearch } from "../access/index.ts";
import { ThingLink } from "../resources/index.ts";
import { useExportWhoCan, useWhoCan, useWhoCanTotal } from "./use-who-can.ts";
import type { WhoCanSearch } from "./who-can-search.ts";

interface WhoCanListProps {
  question: WhoCanQuestion;
  cursor: string | undefined;
  /** The circumstances as they stand in the address, to hand on to Explain. */
  asked: WhoCanSearch;
}

export function WhoCanList({ question, cursor, asked }: WhoCanListProps) {
  const { t } = useTranslation();
  const { locale } = useUi();
  const ask = useSearchPatch<WhoCanSearch>();
  const people = useWhoCan(question, cursor);
  const download = useExportWhoCan();
  const columns = useWhoCanColumns(question, asked);
  const paging = useCursorPaging({ cursor, nextCursor: people.data?.nextCursor });
  const total = useWhoCanTotal(question, people.data?.total);
  if (people.isError) return <LoadFailure error={people.error} onRetry={() => void people.refetch()} />;

  return (
    <Stack gap="sm">
      <Group justify="space-between" gap="sm">
        <SearchInput
          label={t("whoCan.search")}
          value={question.search ?? ""}
          onChange={(text) => ask({ search: text }, { isTyping: true })}
        />
        <Button
          variant="default"
          leftSection={<IconDownload size={16} aria-hidden />}
          onClick={() => download.mutate(question)}
          loading={download.isPending}
          disabled={people.data?.items.length === 0}
        >
          {t("whoCan.export")}
        </Button>
      </Group>
      <ProblemAlert error={download.error} />
      {people.data?.items.length === 0 && cursor === undefined ? (
        <EmptyState
          title={t("whoCan.nobody")}
          text={question.search === undefined ? t("whoCan.nobodyText") : t("whoCan.nobodyFound")}
          order={2}
        />
      ) : (
        <>
          <DataTable
            caption={t("whoCan.caption")}
            columns={columns}
            rows={people.data?.items ?? []}
            rowId={(row) => row.id}
            rowName={(row) => row.name}
            isLoading={people.isPending}
            isStale={people.isPlaceholderData}
          />
          <Pager
            {...paging}
            summary={total === undefined ? null : t("whoCan.count", { count: total.count, formatted: formatCount(total, locale) })}
          />
        </>
      )}
    </Stack>
  );
}

function useWhoCanColumns(question: WhoCanQuestion, asked: WhoCanSearch): DataTableColumn<WhoCanRow>[] {
  const { t, i18n } = useTranslation();
  const profileId = useProfileId();
  const { resource, action, subjectType } = question;
  const { at, address, trustedDevice, secondFactor } = asked;

  return [
    {
      id: "name",
      header: t("common.name"),
      isRowHeader: true,
      cell: (row) => <ThingLink type={subjectType} id={row.id} name={row.name} />,
    },
    { id: "email", header: t("common.email"), cell: (row) => <bdi>{row.email ?? "–"}</bdi> },
    {
      id: "rule",
      header: t("whoCan.by"),
      cell: ({ rule }) => (
        <>
          <ThingLink
            type={rule.source}
            id={rule.id}
            name={
              rule.source === "role"
                ? t("explaining.ruleOfRole", { role: rule.name, number: rule.permissionIndex + 1 })
                : t("access.explain.ruleOf", { policy: rule.name, number: rule.permissionIndex + 1 })
            }
          />
          {rule.path.length === 0 ? null : (
            <Text size="xs" c="dimmed">
              {t("whoCan.through", { steps: describeSteps(t, rule.path, i18n.language) })}
            </Text>
          )}
        </>
      ),
    },
    {
      id: "explain",
      header: t("shell.explain"),
      align: "end",
      cell: (row) => (
        <LinkAnchor
          to="/profiles/$profileId/explain"
          params={{ profileId }}
          search={explainSearch({
            subjectType,
            subjectId: row.id,
            action,
            resourceType: resource.type,
            resourceId: resource.id,
            at,
            address,
            trustedDevice,
            secondFactor,
          })}
          aria-label={t("whoCan.explainOne", { name: row.name })}
        >
          {t("shell.explain")}
        </LinkAnchor>
      ),
    },
  ];
}

function describeSteps(t: Translate, path: readonly PathStep[], language: string): string {
  const steps = path.map((step) =>
    step.kind === "group" ? t(`explaining.path.${step.via}`, { name: step.name }) : t("explaining.path.role", { name: step.name }),
  );

  return new Intl.ListFormat(language, { type: "conjunction" }).format(steps);
}
