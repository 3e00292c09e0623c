import { Input, SegmentedControl, Switch, TextInput } from "@mantine/core";
import { useId } from "react";
import { useTranslation } from "react-i18next";
import type { RecordForm, ValueKind } from "./new-record.ts";

interface ValueFieldsProps {
  form: RecordForm;
  onChange: (part: Partial<RecordForm>) => void;
  error: string | undefined;
}

/** A record's value: a number, a text, or on and off. */
export function ValueFields({ form, onChange, error }: ValueFieldsProps) {
  const { t } = useTranslation();
  const kindId = useId();

  return (
    <>
      <div>
        <Input.Label labelElement="div" display="block" mb={4} id={kindId}>
          {t("resources.device.kind")}
        </Input.Label>
        <SegmentedControl<ValueKind>
          aria-labelledby={kindId}
          value={form.kind}
          onChange={(kind) => onChange({ kind })}
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
          onChange={(event) => onChange({ isOn: event.currentTarget.checked })}
        />
      ) : (
        <TextInput
          label={t("resources.device.value")}
          required
          inputMode={form.kind === "number" ? "decimal" : "text"}
          value={form.text}
          onChange={(event) => onChange({ text: event.currentTarget.value })}
          error={error}
        />
      )}
    </>
  );
}
