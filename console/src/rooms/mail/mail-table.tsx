import { Anchor, Text } from "@mantine/core";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { Mail } from "@latchkey/contract";
import { DataTable, Time } from "@latchkey/ui";
import type { DataTableColumn } from "@latchkey/ui";
import { StateBadge } from "./state-badge.tsx";

interface MailTableProps {
  caption: string;
  mails: readonly Mail[];
  onOpen: (mail: Mail) => void;
  isLoading?: boolean;
  isStale?: boolean;
  empty?: ReactNode;
  /** Left out where all are to one person. */
  hasRecipient?: boolean;
}

/** Messages, one a row; a row opens its message. */
export function MailTable({ mails, hasRecipient = true, ...table }: MailTableProps) {
  const columns = useMailColumns(table.onOpen);

  return (
    <DataTable
      {...table}
      rows={mails}
      columns={columns}
      hiddenColumns={hasRecipient ? [] : ["recipient"]}
      rowId={(mail) => mail.id}
      rowName={(mail) => mail.recipient}
    />
  );
}

function useMailColumns(onOpen: (mail: Mail) => void): DataTableColumn<Mail>[] {
  const { t } = useTranslation();

  return [
    {
      id: "template",
      header: t("mail.template"),
      isRowHeader: true,
      cell: (mail) => (
        <Anchor
          component="button"
          type="button"
          size="sm"
          aria-label={t("mail.open", { template: t(`mail.templates.${mail.template}`), recipient: mail.recipient })}
          onClick={() => onOpen(mail)}
        >
          {t(`mail.templates.${mail.template}`)}
        </Anchor>
      ),
    },
    { id: "recipient", header: t("mail.recipient"), cell: (mail) => <bdi>{mail.recipient}</bdi> },
    { id: "state", header: t("mail.state"), cell: (mail) => <StateBadge state={mail.state} /> },
    { id: "time", header: t("mail.time"), cell: (mail) => <Time value={mail.createdAt} /> },
    {
      id: "answer",
      header: t("mail.answer"),
      cell: (mail) => (
        <Text size="sm" c="dimmed" lineClamp={1} maw={360}>
          {mail.lastAnswer ?? "–"}
        </Text>
      ),
    },
  ];
}
