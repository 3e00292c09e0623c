import type { WidgetContent } from "@latchkey/contract";
import { Alert, Button, Stack, Switch, Text, TextInput } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { FormEvent } from "react";
import { useDashboard } from "./dashboard-context.ts";
import { describeError } from "./error-words.ts";
import { emptyAnswers, readAnswers } from "./form-answers.ts";
import type { FormAnswers, FormField } from "./form-answers.ts";
import { changesKey } from "./query-keys.ts";

interface FormBodyProps {
  widgetId: string;
  content: Extract<WidgetContent, { type: "form" }>;
}

/** Fields that send data to a device. What was typed stays until the server has taken it. */
export function FormBody({ widgetId, content }: FormBodyProps) {
  const { t, dashboard, source, locale } = useDashboard();
  const queryClient = useQueryClient();
  const [answers, setAnswers] = useState<FormAnswers>(() => emptyAnswers(content.fields));
  const [errors, setErrors] = useState<Record<string, string>>({});
  const sending = useMutation({
    mutationFn: (values: FormAnswers) => source.submitForm(widgetId, values),
    onSuccess: () => {
      setAnswers(emptyAnswers(content.fields));
      // Other widgets of this dashboard may show what was just sent.
      void queryClient.invalidateQueries({ queryKey: changesKey(dashboard.id) });
    },
  });

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const outcome = readAnswers({ fields: content.fields, answers, locale, t });
    setErrors(outcome.errors);
    const firstWrong = content.fields.findIndex((field) => outcome.errors[field.variable] !== undefined);
    if (firstWrong >= 0) event.currentTarget.querySelectorAll("input")[firstWrong]?.focus();
    else sending.mutate(outcome.values);
  }

  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="sm">
        {content.fields.map((field) => (
          <FieldInput
            key={field.variable}
            field={field}
            answer={answers[field.variable] ?? ""}
            error={errors[field.variable]}
            onChange={(answer) => setAnswers({ ...answers, [field.variable]: answer })}
          />
        ))}
        {sending.isError ? (
          <Alert color="red" role="alert">
            {t("widgets.formNotSent", { reason: describeError(t, sending.error) })}
          </Alert>
        ) : null}
        <div>
          <Button type="submit" loading={sending.isPending}>
            {content.submitLabel}
          </Button>
          <Text component="span" role="status" size="sm" ms="sm">
            {sending.isSuccess ? t("widgets.formSent") : ""}
          </Text>
        </div>
      </Stack>
    </form>
  );
}

interface FieldInputProps {
  field: FormField;
  answer: string | number | boolean;
  error: string | undefined;
  onChange: (answer: string | boolean) => void;
}

function FieldInput({ field, answer, error, onChange }: FieldInputProps) {
  if (field.input === "switch") {
    return <Switch label={field.label} checked={answer === true} onChange={(event) => onChange(event.currentTarget.checked)} />;
  }

  return (
    <TextInput
      label={field.unit === undefined ? field.label : `${field.label} (${field.unit})`}
      required={field.isRequired}
      inputMode={field.input === "number" ? "decimal" : "text"}
      autoComplete="off"
      maxLength={field.input === "number" ? 40 : 6000}
      value={String(answer)}
      error={error}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}
