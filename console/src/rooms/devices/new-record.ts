import type { NewRecord } from "@latchkey/contract";
import { fromLocalTime } from "./local-time.ts";

export type ValueKind = "number" | "text" | "switch";

export interface RecordForm {
  variable: string;
  kind: ValueKind;
  text: string;
  isOn: boolean;
  unit: string;
  time: string;
}

/** The record that the form stands for; undefined when its number is none. */
export function toNewRecord(form: RecordForm): NewRecord | undefined {
  const value = toValue(form);
  if (value === undefined) return undefined;
  const unit = form.unit.trim();
  const time = fromLocalTime(form.time);

  return { variable: form.variable, value, ...(unit === "" ? {} : { unit }), ...(time === undefined ? {} : { time }) };
}

function toValue({ kind, text, isOn }: RecordForm): NewRecord["value"] | undefined {
  if (kind === "switch") return isOn;
  if (kind === "text") return text;
  const figure = Number(text.trim().replace(",", "."));

  return text.trim() === "" || !Number.isFinite(figure) ? undefined : figure;
}
