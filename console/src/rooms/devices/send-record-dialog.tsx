import { Autocomplete, Button, Group, Modal, Stack, TextInput } from "@mantine/core";
import { useState } from "react";
import type { FormEvent } from "react";
import { useTranslation } from "react-i18next";
import type { Device } from "@latchkey/contract";
import { fieldErrors, ProblemAlert, sayDone } from "../../shell/index.ts";
import { toNewRecord } from "./new-record.ts";
import type { RecordForm } from "./new-record.ts";
import { useSendRecord } from "./use-devices.ts";
import { ValueFields } from "./value-fields.tsx";
import type { Variable } from "./variable-card.tsx";

interface SendRecordDialogProps {
  device: Device;
  variables: readonly Variable[];
  isOpen: boolean;
  onClose: () => void;
}

/** A record by hand, to try things out or to correct a value. */
export function SendRecordDialog({ device, variables, isOpen, onClose }: SendRecordDialogProps) {
  const { t } = useTranslation();

  return (
    <Modal
      opened={isOpen}
      onClose={onClose}
      title={t("resources.device.sendTitle", { name: device.name })}
      closeButtonProps={{ "aria-label": t("common.close") }}
    >
      <SendRecordForm device={device} variables={variables} onClose={onClose} />
    </Modal>
  );
}

const empty: RecordForm = { variable: "", kind: "number", text: "", isOn: false, unit: "", time: "" };

function SendRecordForm({ device, variables, onClose }: Omit<SendRecordDialogProps, "isOpen">) {
  const { t } = useTranslation();
  const [form, setForm] = useState(empty);
  const [isNumberBad, setIsNumberBad] = useState(false);
  const send = useSendRecord(device.id);
  const { known, others } = fieldErrors(send.error, ["variable", "value", "unit", "time"]);

  function change(part: Partial<RecordForm>) {
    setForm((before) => ({ ...before, ...part }));
    setIsNumberBad(false);
  }

  function submit(event: FormEvent) {
    event.preventDefault();
    const record = toNewRecord(form);
    setIsNumberBad(record === undefined);
    if (record === undefined) return;

    send.mutate(record, {
      onSuccess: () => {
        sayDone(t("resources.device.sent"));
        onClose();
      },
    });
  }

  return (
    <form onSubmit={submit}>
      <Stack>
        <ProblemAlert error={send.error} others={others} />
        <Autocomplete
          label={t("resources.device.variable")}
          required
          maxLength={100}
          data={variables.map((each) => each.variable)}
          value={form.variable}
          onChange={(variable) => change({ variable, unit: variables.find((each) => each.variable === variable)?.unit ?? form.unit })}
          error={known["variable"]}
          data-autofocus
        />
        <ValueFields form={form} onChange={change} error={isNumberBad ? t("resources.device.notNumber") : known["value"]} />
        <TextInput
          label={t("resources.device.unit")}
          description={t("resources.device.unitHelp")}
          maxLength={50}
          value={form.unit}
          onChange={(event) => change({ unit: event.currentTarget.value })}
          error={known["unit"]}
        />
        <TextInput
          type="datetime-local"
          label={t("resources.device.time")}
          description={t("resources.device.timeHelp")}
          value={form.time}
          onChange={(event) => change({ time: event.currentTarget.value })}
          error={known["time"]}
        />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t("common.cancel")}
          </Button>
          <Button type="submit" loading={send.isPending}>
            {t("resources.device.sendSubmit")}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
