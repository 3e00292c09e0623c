import { Stack } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { EmptyState, LoadingState, Pager, useUi } from "@latchkey/ui";
import { formatCount, LoadFailure, useCursorPaging } from "../../shell/index.ts";
import { AuditFilters } from "./audit-filters.tsx";
import type { AuditSearch } from "./audit-search.ts";
import { AuditTable } from "./audit-table.tsx";
import { useAuditPage } from "./use-audit.ts";

interface AuditLogProps {
  title: string;
  profileId: string | null;
  search: AuditSearch;
}

/** Filters, table and pager of the log of a profile or, without one, of the deployment. */
export function AuditLog({ title, profileId, search }: AuditLogProps) {
  return (
    <Stack gap={0}>
      <AuditFilters search={search} isDeployment={profileId === null} />
      <AuditEntries title={title} profileId={profileId} search={search} />
    </Stack>
  );
}

function AuditEntries({ title, profileId, search }: AuditLogProps) {
  const { t } = useTranslation();
  const { locale } = useUi();
  const page = useAuditPage(profileId, search);
  const paging = useCursorPaging({ cursor: search.cursor, nextCursor: page.data?.nextCursor });
  if (page.isError) return <LoadFailure error={page.error} onRetry={() => void page.refetch()} />;
  if (page.data === undefined) return <LoadingState />;
  if (page.data.items.length === 0) return <NoEntries isFiltered={Object.keys(search).length > 0} />;

  const { count } = page.data.total;
  return (
    <>
      <AuditTable caption={title} entries={page.data.items} profileId={profileId} isStale={page.isPlaceholderData} />
      <Pager {...paging} summary={t("audit.entryCount", { count, formatted: formatCount(page.data.total, locale) })} />
    </>
  );
}

function NoEntries({ isFiltered }: { isFiltered: boolean }) {
  const { t } = useTranslation();

  return isFiltered ? (
    <EmptyState title={t("audit.noMatchTitle")} text={t("audit.noMatchText")} />
  ) : (
    <EmptyState title={t("audit.emptyTitle")} text={t("audit.emptyText")} />
  );
}
