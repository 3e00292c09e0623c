import { Autocomplete, Button, Group, Input, Modal, SegmentedControl, Stack, Switch, TextInput } from "@mantine/core";
import { useState } from "react";
import type { FormEvent } from "react";
import { useTranslation } from "react-i18next";
import type { Device } from "@latchkey/contract";
import { fieldErrors, ProblemAlert, sayDone } from "../../shell/index.ts";
import { toNewRecord } from "./new-record.ts";
import type { RecordForm, ValueKind } from "./new-record.ts";
import { useSendRecord } from "./use-devices.ts";
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
        <div>
          <Input.Label labelElement="div" display="block" mb={4} id="record-kind">
            {t("resources.device.kind")}
          </Input.Label>
          <SegmentedControl<ValueKind>
            aria-labelledby="record-kind"
            value={form.kind}
            onChange={(kind) => change({ kind })}
            data={[
              { value: "number", label: t("resources.device.kindNumber") },
              { value: "text", label: t("resources.device.kindText") },
              { value: "switch", label: t("resources.device.kindSwitch") },
            ]}
          />
        </div>
        {form.kind === "switch" ? (
          <Switch
            label={form.isOn ? t("resources.device.on") : t("resources.device.off")}
            checked={form.isOn}
            onChange={(event) => change({ isOn: event.currentTarget.checked })}
          />
        ) : (
          <TextInput
            label={t("resources.device.value")}
            required
            inputMode={form.kind === "number" ? "decimal" : "text"}
            value={form.text}
            onChange={(event) => change({ text: event.currentTarget.value })}
            error={isNumberBad ? t("resources.device.notNumber") : known["value"]}
          />
        )}
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
