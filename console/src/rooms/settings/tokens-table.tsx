import { ActionIcon, Code, Group } from "@mantine/core";
import { IconShieldLock, IconTrash } from "@tabler/icons-react";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { ApiToken, TokenPermission } from "@latchkey/contract";
import { DataTable, Time } from "@latchkey/ui";
import type { DataTableColumn } from "@latchkey/ui";
import type { Translate, WordKey } from "@latchkey/words";

export const permissionWords: Record<TokenPermission, WordKey> = {
  full: "settings.tokenFull",
  read: "settings.tokenRead",
  write: "settings.tokenWrite",
};

interface TokensTableProps {
  tokens: readonly ApiToken[];
  onDelete: (token: ApiToken) => void;
  onRestrict: (token: ApiToken) => void;
}

export function TokensTable({ tokens, onDelete, onRestrict }: TokensTableProps) {
  const { t } = useTranslation();
  const columns = useMemo(() => tokenColumns(t, { onDelete, onRestrict }), [t, onDelete, onRestrict]);

  return (
    <DataTable caption={t("settings.tabTokens")} columns={columns} rows={tokens} rowId={(row) => row.id} rowName={(row) => row.name} />
  );
}

function tokenColumns(t: Translate, { onDelete, onRestrict }: Omit<TokensTableProps, "tokens">): DataTableColumn<ApiToken>[] {
  return [
    { id: "name", header: t("settings.tokenName"), isRowHeader: true, cell: (row) => <bdi>{row.name}</bdi> },
    { id: "permission", header: t("settings.tokenPermission"), cell: (row) => t(permissionWords[row.permission]) },
    { id: "hint", header: t("settings.tokenHint"), cell: (row) => <Code>{row.hint}</Code> },
    { id: "lastUsedAt", header: t("settings.tokenLastUsed"), cell: (row) => <Time value={row.lastUsedAt} /> },
    { id: "expiresAt", header: t("settings.tokenExpires"), cell: (row) => <Time value={row.expiresAt} /> },
    { id: "createdAt", header: t("common.created"), cell: (row) => <Time value={row.createdAt} /> },
    {
      id: "actions",
      header: t("common.actions"),
      align: "end",
      cell: (row) => (
        <Group gap={4} justify="flex-end" wrap="nowrap">
          <ActionIcon aria-label={t("security.restrictionsOfToken", { name: row.name })} onClick={() => onRestrict(row)}>
            <IconShieldLock size={16} aria-hidden />
          </ActionIcon>
          <ActionIcon color="red" aria-label={t("settings.tokenDelete", { name: row.name })} onClick={() => onDelete(row)}>
            <IconTrash size={16} aria-hidden />
          </ActionIcon>
        </Group>
      ),
    },
  ];
}
