import { Button, Checkbox, Group, Modal, Stack, Text, Textarea } from "@mantine/core";
import { useState } from "react";
import type { SubmitEvent } from "react";
import { useTranslation } from "react-i18next";
import { ProblemAlert, sayDone } from "../../shell/index.ts";
import type { Person } from "./person.ts";
import { useChange } from "./use-person.ts";

const checks = ["resetCheckCalled", "resetCheckAsked", "resetCheckNoLink"] as const;

/** The favourite way of attackers to get around a second factor is to have it reset: first the checks, then the button. */
export function ResetFactorsDialog({ person, onClose }: { person: Person; onClose: () => void }) {
  const { t } = useTranslation();
  const [done, setDone] = useState<string[]>([]);
  const [reason, setReason] = useState("");
  const resetting = useChange(person, person.resetFactors);
  const isReady = done.length === checks.length && reason.trim() !== "";

  function submit(event: SubmitEvent) {
    event.preventDefault();
    if (!isReady) return;
    resetting.mutate(reason.trim(), {
      onSuccess: () => {
        sayDone(t("security.resetDone"));
        onClose();
      },
    });
  }

  return (
    <Modal
      opened
      size="lg"
      onClose={onClose}
      title={t("security.resetTitle", { name: person.name })}
      closeButtonProps={{ "aria-label": t("common.close") }}
    >
      <form onSubmit={submit}>
        <Stack>
          <Text>{t("security.resetText", { name: person.name })}</Text>
          <Checkbox.Group value={done} onChange={setDone} aria-label={t("security.resetTitle", { name: person.name })}>
            <Stack gap="xs">
              {checks.map((check) => (
                <Checkbox key={check} value={check} label={t(`security.${check}`)} />
              ))}
            </Stack>
          </Checkbox.Group>
          <Textarea
            label={t("security.resetReason")}
            description={t("security.resetReasonHelp")}
            required
            maxLength={500}
            autosize
            minRows={2}
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
          />
          <ProblemAlert error={resetting.error} />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose} data-autofocus>
              {t("common.cancel")}
            </Button>
            <Button type="submit" color="red" disabled={!isReady} loading={resetting.isPending}>
              {t("security.personReset")}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
