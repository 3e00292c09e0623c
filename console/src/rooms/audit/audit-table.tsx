import { ActionIcon, Table, Text } from "@mantine/core";
import { IconChevronDown, IconChevronRight } from "@tabler/icons-react";
import { Fragment, useState } from "react";
import { useTranslation } from "react-i18next";
import type { AuditEntry } from "@latchkey/contract";
import { StatusBadge, Time } from "@latchkey/ui";
import { actionWords } from "./action-words.ts";
import { AuditDetails } from "./audit-details.tsx";
import { AuditObject } from "./audit-object.tsx";

interface AuditTableProps {
  caption: string;
  entries: readonly AuditEntry[];
  profileId: string | null;
  isStale?: boolean;
}

const columnCount = 7;

/** Entries of the log; each row opens to what changed. */
export function AuditTable({ caption, entries, profileId, isStale = false }: AuditTableProps) {
  const { t } = useTranslation();

  return (
    <Table.ScrollContainer minWidth={760} opacity={isStale ? 0.6 : 1}>
      <Table aria-label={caption} highlightOnHover verticalSpacing="xs" aria-busy={isStale}>
        <Table.Thead>
          <Table.Tr>
            <Table.Td w={44} />
            <Table.Th scope="col">{t("audit.time")}</Table.Th>
            <Table.Th scope="col">{t("audit.actor")}</Table.Th>
            <Table.Th scope="col">{t("audit.action")}</Table.Th>
            <Table.Th scope="col">{t("audit.object")}</Table.Th>
            <Table.Th scope="col">{t("audit.result")}</Table.Th>
            <Table.Th scope="col">{t("audit.ip")}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {entries.map((entry) => (
            <AuditRow key={entry.id} entry={entry} profileId={profileId} />
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}

function AuditRow({ entry, profileId }: { entry: AuditEntry; profileId: string | null }) {
  const { t } = useTranslation();
  const [isOpen, setIsOpen] = useState(false);
  const action = actionWords(entry.action);
  const Icon = isOpen ? IconChevronDown : IconChevronRight;
  const detailsId = `entry-${entry.id}`;

  return (
    <Fragment>
      <Table.Tr>
        <Table.Td>
          <ActionIcon
            size="md"
            onClick={() => setIsOpen(!isOpen)}
            aria-expanded={isOpen}
            aria-controls={detailsId}
            aria-label={isOpen ? t("audit.hideDetails", { action }) : t("audit.details", { action })}
          >
            <Icon size={16} aria-hidden />
          </ActionIcon>
        </Table.Td>
        <Table.Td style={{ whiteSpace: "nowrap" }}>
          <Time value={entry.at} show="absolute" />
        </Table.Td>
        <Table.Td>
          <bdi>{entry.actor.name}</bdi>
          <Text size="xs" c="dimmed">
            {t(`audit.actorKind.${entry.actor.type}`)}
          </Text>
        </Table.Td>
        <Table.Th scope="row" fw={500}>
          {action}
        </Table.Th>
        <Table.Td>
          <AuditObject object={entry.object} profileId={profileId} />
        </Table.Td>
        <Table.Td>
          <ResultBadge result={entry.result} />
        </Table.Td>
        <Table.Td>{entry.ip ?? "–"}</Table.Td>
      </Table.Tr>
      <Table.Tr id={detailsId} hidden={!isOpen}>
        {isOpen && (
          <Table.Td colSpan={columnCount}>
            <AuditDetails entry={entry} />
          </Table.Td>
        )}
      </Table.Tr>
    </Fragment>
  );
}

function ResultBadge({ result }: { result: AuditEntry["result"] }) {
  const { t } = useTranslation();

  return result === "ok" ? (
    <StatusBadge tone="positive" label={t("audit.resultOk")} size="sm" />
  ) : (
    <StatusBadge tone="danger" label={t("audit.resultRefused")} size="sm" />
  );
}
