import { useTranslation } from "react-i18next";
import { EmptyState, Pager, useUi } from "@latchkey/ui";
import { formatCount, LoadFailure, useCursorPaging, useSearchPatch } from "../../shell/index.ts";
import { MailDrawer } from "./mail-drawer.tsx";
import { MailFilters } from "./mail-filters.tsx";
import type { MailSearch } from "./mail-search.ts";
import { MailTable } from "./mail-table.tsx";
import { NotConfigured } from "./not-configured.tsx";
import { useMailDelivery, useMailPage } from "./use-mails.ts";
import type { MailOwner } from "./use-mails.ts";

interface MailLogProps {
  title: string;
  owner: MailOwner;
  search: MailSearch;
}

/** Filters, table and pager of the messages of a profile or, without one, of the deployment. */
export function MailLog({ title, owner, search }: MailLogProps) {
  const patch = useSearchPatch<MailSearch>();
  const delivery = useMailDelivery(owner);
  const { mail: openId, ...filter } = search;
  // Opening and closing a message stays on the page of the list.
  const open = (mail: string | undefined) => patch({ mail, cursor: search.cursor });

  return (
    <>
      {delivery.data?.isEmailConfigured === false ? <NotConfigured /> : null}
      <MailFilters search={search} />
      <Mails title={title} owner={owner} filter={filter} onOpen={(mail) => open(mail)} />
      {openId === undefined ? null : <MailDrawer key={openId} owner={owner} mailId={openId} onClose={() => open(undefined)} />}
    </>
  );
}

interface MailsProps {
  title: string;
  owner: MailOwner;
  filter: Omit<MailSearch, "mail">;
  onOpen: (mailId: string) => void;
}

function Mails({ title, owner, filter, onOpen }: MailsProps) {
  const { t } = useTranslation();
  const { locale } = useUi();
  const page = useMailPage(owner, filter);
  const paging = useCursorPaging({ cursor: filter.cursor, nextCursor: page.data?.nextCursor });
  if (page.isError) return <LoadFailure error={page.error} onRetry={() => void page.refetch()} />;

  const total = page.data?.total;
  return (
    <>
      <MailTable
        caption={title}
        mails={page.data?.items ?? []}
        onOpen={(mail) => onOpen(mail.id)}
        isLoading={page.isPending}
        isStale={page.isPlaceholderData}
        empty={<NoMails isFiltered={Object.keys(filter).length > 0} />}
      />
      <Pager
        {...paging}
        summary={total === undefined ? "" : t("mail.count", { count: total.count, formatted: formatCount(total, locale) })}
      />
    </>
  );
}

function NoMails({ isFiltered }: { isFiltered: boolean }) {
  const { t } = useTranslation();

  return isFiltered ? (
    <EmptyState title={t("mail.noMatchTitle")} text={t("mail.noMatchText")} />
  ) : (
    <EmptyState title={t("mail.emptyTitle")} text={t("mail.emptyText")} />
  );
}
