import { Code, Group, Stack, Table, Text } from "@mantine/core";
import { IconMinus, IconPlus } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { AuditEntry } from "@latchkey/contract";
import { actionWords, fieldChanges } from "./action-words.ts";
import type { FieldChange } from "./action-words.ts";

/** What stands behind a row: the changed fields before and after, and where the request came from. */
export function AuditDetails({ entry }: { entry: AuditEntry }) {
  const { t } = useTranslation();
  const changes = fieldChanges(entry);

  return (
    <Stack gap="sm" p="xs">
      {entry.reason !== null && (
        <Text size="sm">
          {t("audit.reason")}: {entry.reason}
        </Text>
      )}
      {changes.length === 0 ? (
        <Text size="sm" c="dimmed">
          {t("audit.noChange")}
        </Text>
      ) : (
        <ChangeTable caption={t("audit.changes", { action: actionWords(entry.action) })} changes={changes} />
      )}
      <Group gap="lg">
        <Fact label={t("audit.requestId")} value={entry.requestId} />
        <Fact label={t("audit.ip")} value={entry.ip} />
        <Fact label={t("audit.userAgent")} value={entry.userAgent} />
        <Fact label={t("audit.action")} value={entry.action} />
      </Group>
    </Stack>
  );
}

function ChangeTable({ caption, changes }: { caption: string; changes: FieldChange[] }) {
  const { t } = useTranslation();

  return (
    <Table.ScrollContainer minWidth={480}>
      <Table captionSide="top" withTableBorder verticalSpacing={6} layout="fixed" aria-label={caption}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th scope="col" w={160}>
              {t("audit.field")}
            </Table.Th>
            <Table.Th scope="col">{t("audit.before")}</Table.Th>
            <Table.Th scope="col">{t("audit.after")}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {changes.map(({ field, before, after }) => (
            <Table.Tr key={field}>
              <Table.Th scope="row">{field}</Table.Th>
              <Table.Td>
                {before === null ? <Absent /> : <Side text={before} icon={<IconMinus size={14} aria-label={t("audit.removed")} />} />}
              </Table.Td>
              <Table.Td>
                {after === null ? <Absent /> : <Side text={after} icon={<IconPlus size={14} aria-label={t("audit.added")} />} />}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}

function Side({ text, icon }: { text: string; icon: ReactNode }) {
  return (
    <Group gap={6} wrap="nowrap" align="flex-start">
      {icon}
      <Text component="bdi" size="sm" style={{ whiteSpace: "pre-wrap", overflowWrap: "anywhere" }}>
        {text}
      </Text>
    </Group>
  );
}

function Absent() {
  const { t } = useTranslation();

  return (
    <Text size="sm" c="dimmed" component="span">
      {t("audit.nothing")}
    </Text>
  );
}

function Fact({ label, value }: { label: string; value: string | null }) {
  if (value === null || value === "") return null;

  return (
    <Text size="xs" c="dimmed" component="div">
      {label}: <Code style={{ overflowWrap: "anywhere", whiteSpace: "normal" }}>{value}</Code>
    </Text>
  );
}
