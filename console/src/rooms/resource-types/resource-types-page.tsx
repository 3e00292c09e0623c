import { Button, Code, Stack, Text, Title } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { IconApps, IconPlus } from "@tabler/icons-react";
import { useNavigate } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import type { AddedType } from "@latchkey/contract";
import { CopyField, DataTable, EmptyState, Time, useUi } from "@latchkey/ui";
import type { DataTableColumn } from "@latchkey/ui";
import { formatCount, LinkAnchor, LoadFailure, Page, useIsUnrestricted, useProfileId } from "../../shell/index.ts";
import { TypeDialog } from "./type-dialog.tsx";
import { useResourceTypes } from "./use-resource-types.ts";

/** Types of resources that other applications protect with Latchkey, and how those applications ask. */
export function ResourceTypesPage() {
  const { t } = useTranslation();
  const [isCreating, creation] = useDisclosure(false);
  const mayWrite = useIsUnrestricted();

  return (
    <Page
      title={t("resourceTypes.title")}
      description={t("resourceTypes.text")}
      actions={
        mayWrite ? (
          <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={creation.open}>
            {t("resourceTypes.create")}
          </Button>
        ) : undefined
      }
    >
      <Stack gap="xl">
        <TypeTable onCreate={mayWrite ? creation.open : undefined} />
        <Addresses />
      </Stack>
      <TypeDialog isOpen={isCreating} onClose={creation.close} />
    </Page>
  );
}

function TypeTable({ onCreate }: { onCreate: (() => void) | undefined }) {
  const { t } = useTranslation();
  const profileId = useProfileId();
  const navigate = useNavigate();
  const types = useResourceTypes();
  const columns = useTypeColumns();
  if (types.isError) return <LoadFailure error={types.error} onRetry={() => void types.refetch()} />;
  if (types.data?.items.length === 0)
    return (
      <EmptyState
        title={t("resourceTypes.emptyTitle")}
        text={t("resourceTypes.emptyText")}
        icon={IconApps}
        actions={onCreate === undefined ? undefined : <Button onClick={onCreate}>{t("resourceTypes.create")}</Button>}
      />
    );

  return (
    <DataTable
      caption={t("resourceTypes.title")}
      columns={columns}
      rows={types.data?.items ?? []}
      rowId={(row) => row.name}
      rowName={(row) => row.label}
      onOpen={(row) => void navigate({ to: "/profiles/$profileId/resource-types/$type", params: { profileId, type: row.name } })}
      isLoading={types.isPending}
    />
  );
}

function useTypeColumns(): DataTableColumn<AddedType>[] {
  const { t } = useTranslation();
  const { locale } = useUi();
  const profileId = useProfileId();

  return [
    {
      id: "label",
      header: t("resourceTypes.label"),
      isRowHeader: true,
      cell: (row) => (
        <>
          <LinkAnchor to="/profiles/$profileId/resource-types/$type" params={{ profileId, type: row.name }} fw={600}>
            <bdi>{row.label}</bdi>
          </LinkAnchor>
          <Text size="sm" fw={400} c="dimmed" lineClamp={2}>
            {row.description}
          </Text>
        </>
      ),
    },
    { id: "name", header: t("resourceTypes.name"), cell: (row) => <Code>{row.name}</Code> },
    { id: "actions", header: t("access.editor.actions"), cell: (row) => row.actions.map(({ label }) => label).join(", ") },
    { id: "objects", header: t("resourceTypes.objects"), align: "end", cell: (row) => formatCount(row.objectCount, locale) },
    { id: "updated", header: t("common.updated"), cell: (row) => <Time value={row.updatedAt} /> },
  ];
}

/** Where an application that speaks the AuthZEN Authorization API 1.0 asks. */
function Addresses() {
  const { t } = useTranslation();
  const profileId = useProfileId();
  const { origin } = globalThis.location;

  return (
    <Stack component="section" gap="sm" maw={720} aria-labelledby="authzen">
      <div>
        <Title order={2} size="h3" id="authzen">
          {t("resourceTypes.authzen")}
        </Title>
        <Text size="sm" c="dimmed">
          {t("resourceTypes.authzenText")}
        </Text>
      </div>
      <CopyField label={t("resourceTypes.baseAddress")} value={`${origin}/authzen/${profileId}`} />
      <CopyField label={t("resourceTypes.document")} value={`${origin}/.well-known/authzen-configuration/authzen/${profileId}`} />
      <Text size="sm">
        <LinkAnchor to="/profiles/$profileId/settings" params={{ profileId }} search={{ tab: "tokens" }}>
          {t("resourceTypes.makeToken")}
        </LinkAnchor>
      </Text>
    </Stack>
  );
}
