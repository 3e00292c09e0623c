import { Button, Group, Modal, NumberInput, Stack, Switch, Text, Textarea } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import type { SubmitEvent } from "react";
import { useTranslation } from "react-i18next";
import { api, ProblemAlert, useProfileId } from "../../shell/index.ts";

interface LoginAsDialogProps {
  user: { id: string; name: string };
  onClose: () => void;
}

const usualMinutes = 30;

/** Acting as a run user for support: why, for how long, and whether anything may be changed. */
export function LoginAsDialog({ user, onClose }: LoginAsDialogProps) {
  const { t } = useTranslation();
  const profileId = useProfileId();
  const [reason, setReason] = useState("");
  const [minutes, setMinutes] = useState<string | number>(usualMinutes);
  const [mayWrite, setMayWrite] = useState(false);
  const { name } = user;
  const starting = useMutation({
    mutationFn: () =>
      api.accounts.loginAs({ params: { profileId, userId: user.id }, body: { reason: reason.trim(), minutes: Number(minutes), mayWrite } }),
    onSuccess: ({ url }) => {
      globalThis.open(url, "_blank", "noopener");
      onClose();
    },
  });

  function submit(event: SubmitEvent) {
    event.preventDefault();
    if (reason.trim() !== "") starting.mutate();
  }

  return (
    <Modal opened onClose={onClose} title={t("security.loginAsTitle", { name })} closeButtonProps={{ "aria-label": t("common.close") }}>
      <form onSubmit={submit}>
        <Stack>
          <Text>{t("security.loginAsText")}</Text>
          <Textarea
            label={t("security.loginAsReason")}
            required
            maxLength={500}
            autosize
            minRows={2}
            data-autofocus
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
          />
          <NumberInput label={t("security.loginAsMinutes")} min={1} max={480} value={minutes} onChange={setMinutes} />
          <Switch
            label={t("security.loginAsMayWrite")}
            description={t("security.loginAsMayWriteHelp")}
            checked={mayWrite}
            onChange={(event) => setMayWrite(event.currentTarget.checked)}
          />
          <ProblemAlert error={starting.error} />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t("common.cancel")}
            </Button>
            <Button type="submit" disabled={reason.trim() === ""} loading={starting.isPending}>
              {t("security.loginAsStart", { name })}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
