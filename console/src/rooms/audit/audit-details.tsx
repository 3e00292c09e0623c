import { Box, Code, Group, Stack, Table, Text } from "@mantine/core";
import { IconMinus, IconPlus } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { AuditEntry } from "@latchkey/contract";
import { actionWords } from "./action-words.ts";
import { fieldChanges } from "./field-changes.ts";
import type { FieldChange, Line } from "./field-changes.ts";

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
      <Table
        withTableBorder
        verticalSpacing={6}
        layout="fixed"
        styles={{ th: { verticalAlign: "top" }, td: { verticalAlign: "top" } }}
        aria-label={caption}
      >
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
                <Side lines={before} icon={<IconMinus size={14} aria-label={t("audit.removed")} />} />
              </Table.Td>
              <Table.Td>
                <Side lines={after} icon={<IconPlus size={14} aria-label={t("audit.added")} />} />
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}

/** The lines of one side; the icon stands before those that the other side lacks. */
function Side({ lines, icon }: { lines: Line[] | null; icon: ReactNode }) {
  const { t } = useTranslation();
  if (lines === null || lines.length === 0) {
    return (
      <Text size="sm" c="dimmed" component="span">
        {lines === null ? t("audit.nothing") : t("audit.empty")}
      </Text>
    );
  }

  return lines.map(({ text, isChanged }, index) => (
    <Group key={`${index} ${text}`} gap={6} wrap="nowrap" align="flex-start">
      <Box w={14} pt={3} lh={0}>
        {isChanged && icon}
      </Box>
      <Text component="bdi" size="sm" {...(isChanged ? {} : { c: "dimmed" })} style={{ whiteSpace: "pre-wrap", overflowWrap: "anywhere" }}>
        {text === "" ? t("audit.empty") : text}
      </Text>
    </Group>
  ));
}

function Fact({ label, value }: { label: string; value: string | null }) {
  if (value === null || value === "") return null;

  return (
    <Text size="xs" c="dimmed" component="div">
      {label}: <Code style={{ overflowWrap: "anywhere", whiteSpace: "normal" }}>{value}</Code>
    </Text>
  );
}
