import type { NewRecord, WidgetContent } from "@latchkey/contract";

type FormField = Extract<WidgetContent, { type: "form" }>["fields"][number];
type Values = Record<string, NewRecord["value"]>;

const expected: Record<FormField["input"], { type: "number" | "string" | "boolean"; sentence: string }> = {
  number: { type: "number", sentence: "must be a number" },
  text: { type: "string", sentence: "must be text" },
  switch: { type: "boolean", sentence: "must be on or off" },
};

/** Turns a form's values into records; answers every problem at once so that a person mends them in one go. */
export function checkFormValues(
  fields: readonly FormField[],
  values: Values,
): { records: NewRecord[]; errors: { path: string; message: string }[] } {
  const records: NewRecord[] = [];
  const errors: { path: string; message: string }[] = [];
  const report = (variable: string, message: string) => errors.push({ path: `body.values.${variable}`, message });

  for (const field of fields) {
    const value = Object.hasOwn(values, field.variable) ? values[field.variable] : undefined;
    if (value === undefined || value === "") {
      if (field.isRequired) report(field.variable, "is required");
    } else if (typeof value !== expected[field.input].type) {
      report(field.variable, expected[field.input].sentence);
    } else {
      records.push({ variable: field.variable, value, ...(field.unit === undefined ? {} : { unit: field.unit }) });
    }
  }

  const known = new Set(fields.map((field) => field.variable));
  for (const variable of Object.keys(values)) if (!known.has(variable)) report(variable, "is not a field of this form");
  if (errors.length === 0 && records.length === 0) errors.push({ path: "body.values", message: "must fill at least one field" });
  return { records, errors };
}
