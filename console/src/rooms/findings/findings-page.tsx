import { Button, Group, Stack, Text } from "@mantine/core";
import { IconRefresh, IconShieldCheck } from "@tabler/icons-react";
import { useSearch } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import type { apiRoutes, FindingKind, RouteAnswer } from "@latchkey/contract";
import { findingKind } from "@latchkey/contract";
import { EmptyState, LoadingState, Time } from "@latchkey/ui";
import { LinkButton, LoadFailure, Page, useProfileId, useSearchPatch } from "../../shell/index.ts";
import { FindingGroup } from "./finding-group.tsx";
import type { FindingsSearch } from "./findings-search.ts";
import { useFindings } from "./use-findings.ts";

type Findings = RouteAnswer<typeof apiRoutes.findings.listFindings>;

/** What is wrong or worth a look in the policies, by kind, each with the way to the rule. */
export function FindingsPage() {
  const { t } = useTranslation();
  const search = useSearch({ from: "/signed-in/profiles/$profileId/findings" });
  const findings = useFindings(search.policyId);
  const refresh = (
    <Button
      variant="default"
      leftSection={<IconRefresh size={16} aria-hidden />}
      onClick={() => void findings.refetch()}
      loading={findings.isFetching}
    >
      {t("findings.refresh")}
    </Button>
  );

  return (
    <Page title={t("findings.title")} description={t("findings.text")} actions={refresh}>
      {findings.isError ? <LoadFailure error={findings.error} onRetry={() => void findings.refetch()} /> : null}
      {findings.isPending ? <LoadingState /> : null}
      {findings.data === undefined || findings.isError ? null : <Content findings={findings.data} search={search} />}
    </Page>
  );
}

function Content({ findings, search }: { findings: Findings; search: FindingsSearch }) {
  const { t } = useTranslation();
  const ask = useSearchPatch<FindingsSearch>();
  const shown = search.kind === undefined ? findings.items : findings.items.filter(({ kind }) => kind === search.kind);
  const kinds = findingKind.options.filter((kind) => shown.some((finding) => finding.kind === kind));
  if (findings.items.length === 0 && search.policyId === undefined)
    return <EmptyState title={t("findings.none")} text={t("findings.noneText", { count: findings.policyCount })} icon={IconShieldCheck} />;

  return (
    <Stack gap="lg">
      <KindChoice counts={findings.counts} kind={search.kind} />
      {search.policyId === undefined ? null : (
        <Group gap="xs">
          <Text size="sm">{t("findings.ofOnePolicy", { name: findings.items[0]?.policyName ?? search.policyId })}</Text>
          <Button size="compact-sm" variant="default" onClick={() => ask({ policyId: undefined })}>
            {t("findings.ofAll")}
          </Button>
        </Group>
      )}
      {shown.length === 0 ? <EmptyState title={t("findings.noneHere")} icon={IconShieldCheck} order={3} /> : null}
      {kinds.map((kind) => (
        <FindingGroup key={kind} kind={kind} findings={shown.filter((finding) => finding.kind === kind)} />
      ))}
      <Text size="xs" c="dimmed">
        {t("findings.computed")} <Time value={findings.computedAt} show="absolute" />,{" "}
        {t("access.explain.revision", { revision: findings.accessRevision })}
      </Text>
    </Stack>
  );
}

function KindChoice({ counts, kind: chosen }: { counts: Record<string, number>; kind: FindingKind | undefined }) {
  const { t } = useTranslation();
  const profileId = useProfileId();
  const all = Object.values(counts).reduce((sum, count) => sum + count, 0);
  const choices = [undefined, ...findingKind.options.filter((kind) => (counts[kind] ?? 0) > 0)];

  return (
    <Group component="nav" aria-label={t("findings.kinds")} gap={4}>
      {choices.map((kind) => (
        <LinkButton
          key={kind ?? "all"}
          to="/profiles/$profileId/findings"
          params={{ profileId }}
          search={kind === undefined ? {} : { kind }}
          size="compact-sm"
          variant={kind === chosen ? "light" : "subtle"}
          color={kind === chosen ? "brand" : "gray"}
          aria-current={kind === chosen ? "true" : undefined}
          activeProps={{}}
        >
          {kind === undefined
            ? t("findings.all", { count: all })
            : t("findings.kindCount", { kind: t(`findings.kind.${kind}`), count: counts[kind] ?? 0 })}
        </LinkButton>
      ))}
    </Group>
  );
}
