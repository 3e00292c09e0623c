import { Button, Group, Stack, Text } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { IconKey, IconPlus } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { ApiToken } from "@latchkey/contract";
import { EmptyState, LoadingState } from "@latchkey/ui";
import { ConfirmMutation, LoadFailure } from "../../shell/index.ts";
import { TokenRestrictionsDialog } from "../security/index.ts";
import { CreateTokenDialog } from "./create-token-dialog.tsx";
import { TokensTable } from "./tokens-table.tsx";
import { useDeleteToken, useTokens } from "./use-tokens.ts";

export function TokensPanel({ profileId }: { profileId: string }) {
  const { t } = useTranslation();
  const [isCreating, creation] = useDisclosure(false);
  const [doomed, setDoomed] = useState<ApiToken | null>(null);
  const [restricted, setRestricted] = useState<ApiToken | null>(null);

  return (
    <Stack>
      <Group justify="space-between">
        <Text c="dimmed" maw={640}>
          {t("settings.tokensText")}
        </Text>
        <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={creation.open}>
          {t("settings.newToken")}
        </Button>
      </Group>
      <TokenList profileId={profileId} onDelete={setDoomed} onRestrict={setRestricted} />
      <CreateTokenDialog profileId={profileId} isOpen={isCreating} onClose={creation.close} />
      {restricted !== null && <TokenRestrictionsDialog token={restricted} onClose={() => setRestricted(null)} />}
      {doomed !== null && <DeleteTokenDialog profileId={profileId} token={doomed} onClose={() => setDoomed(null)} />}
    </Stack>
  );
}

interface TokenListProps {
  profileId: string;
  onDelete: (token: ApiToken) => void;
  onRestrict: (token: ApiToken) => void;
}

function TokenList({ profileId, ...actions }: TokenListProps) {
  const { t } = useTranslation();
  const tokens = useTokens(profileId);
  if (tokens.isError) return <LoadFailure error={tokens.error} onRetry={() => void tokens.refetch()} />;
  if (tokens.data === undefined) return <LoadingState />;
  if (tokens.data.items.length === 0) {
    return <EmptyState title={t("settings.tokensEmptyTitle")} text={t("settings.tokensEmptyText")} icon={IconKey} />;
  }

  return <TokensTable tokens={tokens.data.items} {...actions} />;
}

interface DeleteTokenDialogProps {
  profileId: string;
  token: ApiToken;
  onClose: () => void;
}

function DeleteTokenDialog({ profileId, token, onClose }: DeleteTokenDialogProps) {
  const { t } = useTranslation();
  const deleteToken = useDeleteToken(profileId);

  return (
    <ConfirmMutation
      mutation={deleteToken}
      variables={token.id}
      done={t("settings.tokenDeleted")}
      onClose={onClose}
      title={t("settings.tokenDeleteTitle", { name: token.name })}
      confirmLabel={t("common.delete")}
    >
      <Text>{t("settings.tokenDeleteText")}</Text>
    </ConfirmMutation>
  );
}
