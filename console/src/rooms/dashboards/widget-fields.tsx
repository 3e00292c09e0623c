import { Group, NumberInput, Stack, Textarea } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { InputFormFields } from "./input-form-fields.tsx";
import { SourceRows } from "./source-rows.tsx";
import { hasPointsMax, hasSources, isSingle } from "./widget-form.ts";
import type { WidgetFieldsProps } from "./widget-form.ts";

/** The fields that the chosen type needs. */
export function WidgetFields({ form, errors, onChange }: WidgetFieldsProps) {
  const { t } = useTranslation();
  if (form.type === "form") return <InputFormFields form={form} errors={errors} onChange={onChange} />;
  if (form.type === "note") {
    return (
      <Textarea
        label={t("resources.widget.noteText")}
        required
        maxLength={5000}
        autosize
        minRows={4}
        value={form.text}
        onChange={(event) => onChange({ text: event.currentTarget.value })}
        error={errors["text"]}
      />
    );
  }

  return (
    <Stack>
      {hasSources(form.type) ? <SourceRows form={form} errors={errors} onChange={onChange} /> : null}
      <Group align="flex-start">
        {isSingle(form.type) ? (
          <NumberInput
            label={t("resources.widget.decimals")}
            min={0}
            max={6}
            allowDecimal={false}
            w={120}
            value={form.decimals}
            onChange={(value) => typeof value === "number" && onChange({ decimals: value })}
            error={errors["decimals"]}
          />
        ) : null}
        {form.type === "gauge" ? <ScaleFields form={form} errors={errors} onChange={onChange} /> : null}
        {hasPointsMax(form.type) ? (
          <NumberInput
            label={t("resources.widget.pointsMax")}
            description={t("resources.widget.pointsMaxHelp")}
            min={1}
            max={10_000}
            allowDecimal={false}
            w={300}
            value={form.pointsMax}
            onChange={(value) => typeof value === "number" && onChange({ pointsMax: value })}
            error={errors["pointsMax"]}
          />
        ) : null}
      </Group>
    </Stack>
  );
}

function ScaleFields({ form, errors, onChange }: WidgetFieldsProps) {
  const { t } = useTranslation();

  return (
    <>
      <NumberInput
        label={t("resources.widget.min")}
        w={140}
        value={form.min}
        onChange={(min) => typeof min === "number" && onChange({ min })}
        error={errors["min"]}
      />
      <NumberInput
        label={t("resources.widget.max")}
        w={140}
        value={form.max}
        onChange={(max) => typeof max === "number" && onChange({ max })}
        error={errors["max"]}
      />
    </>
  );
}
