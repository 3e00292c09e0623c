import type { WidgetContent } from "@latchkey/contract";
import { formatFigure } from "@latchkey/ui";
import type { Translate } from "@latchkey/words";
import type { FormValues } from "./dashboard-source.ts";
import { parseNumber } from "./parse-number.ts";

export type FormField = Extract<WidgetContent, { type: "form" }>["fields"][number];
/** As typed: texts, and switches as they stand. */
export type FormAnswers = FormValues;

export function emptyAnswers(fields: readonly FormField[]): FormAnswers {
  return Object.fromEntries(fields.map((field) => [field.variable, field.input === "switch" ? false : ""]));
}

export interface ReadAnswersInput {
  fields: readonly FormField[];
  answers: FormAnswers;
  locale: string;
  t: Translate;
}

/** What to send, and what is wrong by variable. An empty field that need not be filled in is not sent at all. */
export function readAnswers({ fields, answers, locale, t }: ReadAnswersInput): { values: FormValues; errors: Record<string, string> } {
  const values: FormValues = {};
  const errors: Record<string, string> = {};

  for (const field of fields) {
    const answer = answers[field.variable] ?? "";
    const text = String(answer).trim();
    if (field.input === "switch") {
      values[field.variable] = answer === true;
    } else if (text === "") {
      if (field.isRequired) errors[field.variable] = t("widgets.fieldRequired", { field: field.label });
    } else {
      const value = field.input === "number" ? parseNumber(text, locale) : text;
      if (value === null)
        errors[field.variable] = t("widgets.fieldNumber", { field: field.label, example: formatFigure(12.5, { locale }) });
      else values[field.variable] = value;
    }
  }

  return { values, errors };
}
