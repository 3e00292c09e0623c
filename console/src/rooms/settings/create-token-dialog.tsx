import { Alert, Button, Group, Modal, NativeSelect, Radio, Stack, TextInput } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { TokenPermission } from "@latchkey/contract";
import { CopyField } from "@latchkey/ui";
import { ProblemAlert, useProblemForm } from "../../shell/index.ts";
import { useCreateToken } from "./use-tokens.ts";

interface CreateTokenDialogProps {
  profileId: string;
  isOpen: boolean;
  onClose: () => void;
}

/** A form, then the token: shown this once, and kept open until the person says they have it. */
export function CreateTokenDialog({ profileId, isOpen, onClose }: CreateTokenDialogProps) {
  const { t } = useTranslation();
  const [token, setToken] = useState<string | null>(null);
  const isShown = token !== null;

  function close() {
    setToken(null);
    onClose();
  }

  return (
    <Modal
      opened={isOpen}
      onClose={close}
      title={isShown ? t("settings.tokenCreatedTitle") : t("settings.newToken")}
      size="lg"
      // A stray click beside the dialog would lose the token for good.
      closeOnClickOutside={!isShown}
      closeOnEscape={!isShown}
      withCloseButton={!isShown}
      closeButtonProps={{ "aria-label": t("common.close") }}
    >
      {token === null ? (
        <CreateTokenForm profileId={profileId} onClose={close} onCreated={setToken} />
      ) : (
        <CreatedToken token={token} onClose={close} />
      )}
    </Modal>
  );
}

function CreatedToken({ token, onClose }: { token: string; onClose: () => void }) {
  const { t } = useTranslation();

  return (
    <Stack>
      <Alert color="orange">{t("settings.tokenCreatedText")}</Alert>
      <CopyField label={t("settings.tokenCreatedTitle")} value={token} />
      <Group justify="flex-end">
        <Button onClick={onClose}>{t("settings.tokenCreatedDone")}</Button>
      </Group>
    </Stack>
  );
}

interface CreateTokenFormProps {
  profileId: string;
  onClose: () => void;
  onCreated: (token: string) => void;
}

interface TokenValues extends Record<string, unknown> {
  name: string;
  permission: TokenPermission;
  /** Days from now, as the choice has it; empty for never. */
  expiresAt: string;
}

const dayMilliseconds = 86_400_000;

function CreateTokenForm({ profileId, onClose, onCreated }: CreateTokenFormProps) {
  const { t } = useTranslation();
  const createToken = useCreateToken(profileId);
  const { form, error, others, refuse, accept } = useProblemForm<TokenValues>({
    initialValues: { name: "", permission: "read", expiresAt: "90" },
  });

  const submit = form.onSubmit(({ expiresAt: days, ...values }) => {
    accept();
    const expiresAt = days === "" ? null : new Date(Date.now() + Number(days) * dayMilliseconds).toISOString();
    createToken.mutate({ ...values, expiresAt }, { onError: refuse, onSuccess: ({ token }) => onCreated(token) });
  });

  return (
    <form onSubmit={submit}>
      <Stack>
        <ProblemAlert error={error} others={others} />
        <TextInput
          label={t("settings.tokenName")}
          description={t("settings.tokenNameHelp")}
          required
          maxLength={100}
          data-autofocus
          {...form.getInputProps("name")}
        />
        <Radio.Group label={t("settings.tokenPermission")} {...form.getInputProps("permission")}>
          <Stack gap="xs" mt={6}>
            <Radio value="read" label={t("settings.tokenRead")} description={t("settings.tokenReadHelp")} />
            <Radio value="write" label={t("settings.tokenWrite")} description={t("settings.tokenWriteHelp")} />
            <Radio value="full" label={t("settings.tokenFull")} description={t("settings.tokenFullHelp")} />
          </Stack>
        </Radio.Group>
        <NativeSelect
          label={t("settings.tokenExpires")}
          data={[
            { value: "30", label: t("settings.tokenExpires30d") },
            { value: "90", label: t("settings.tokenExpires90d") },
            { value: "365", label: t("settings.tokenExpires365d") },
            { value: "", label: t("settings.tokenNeverExpires") },
          ]}
          {...form.getInputProps("expiresAt")}
        />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t("common.cancel")}
          </Button>
          <Button type="submit" loading={createToken.isPending}>
            {t("settings.tokenCreate")}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
