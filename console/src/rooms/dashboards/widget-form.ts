import type { Widget, WidgetContent, WidgetSource, WidgetType } from "@latchkey/contract";

type Aggregation = NonNullable<WidgetSource["aggregation"]>;
export type AggregateFunction = Aggregation["function"] | "none";
export type Interval = Aggregation["interval"];
type FormContent = Extract<WidgetContent, { type: "form" }>;
export type FieldInput = FormContent["fields"][number]["input"];

export interface SourceRow {
  rowId: string;
  deviceId: string;
  variable: string;
  label: string;
  aggregate: AggregateFunction;
  interval: Interval;
}

export interface FieldRow {
  rowId: string;
  variable: string;
  label: string;
  input: FieldInput;
  unit: string;
  isRequired: boolean;
}

/** The widget dialog's state. It keeps what was typed for every type, so that trying another look loses nothing. */
export interface WidgetForm {
  title: string;
  tabId: string | null;
  type: WidgetType;
  sources: SourceRow[];
  decimals: number;
  pointsMax: number;
  min: number;
  max: number;
  text: string;
  deviceId: string;
  submitLabel: string;
  fields: FieldRow[];
}

/** Types that show one figure of one source. */
export interface WidgetFieldsProps {
  form: WidgetForm;
  errors: Readonly<Record<string, string>>;
  onChange: (change: Partial<WidgetForm>) => void;
}

export function isSingle(type: WidgetType): boolean {
  return type === "value" || type === "gauge";
}

export function hasSources(type: WidgetType): boolean {
  return type !== "note" && type !== "form";
}

export function hasPointsMax(type: WidgetType): boolean {
  return type === "line" || type === "area" || type === "bar" || type === "table";
}

export function newSource(rowId: string): SourceRow {
  return { rowId, deviceId: "", variable: "", label: "", aggregate: "none", interval: "day" };
}

export function newField(rowId: string): FieldRow {
  return { rowId, variable: "", label: "", input: "number", unit: "", isRequired: true };
}

export function emptyWidgetForm(tabId: string | null): WidgetForm {
  return {
    title: "",
    tabId,
    type: "line",
    sources: [newSource("first")],
    decimals: 1,
    pointsMax: 500,
    min: 0,
    max: 100,
    text: "",
    deviceId: "",
    submitLabel: "Send",
    fields: [newField("first")],
  };
}

export function toWidgetForm({ title, tabId, content }: Pick<Widget, "title" | "tabId" | "content">): WidgetForm {
  const form = { ...emptyWidgetForm(tabId), title, type: content.type };

  if (content.type === "note") return { ...form, text: content.text };
  if (content.type === "form")
    return { ...form, deviceId: content.deviceId, submitLabel: content.submitLabel, fields: content.fields.map(toFieldRow) };
  if (content.type === "value") return { ...form, sources: [toSourceRow(content.source, 0)], decimals: content.decimals };
  if (content.type === "gauge") {
    const { source, min, max, decimals } = content;

    return { ...form, sources: [toSourceRow(source, 0)], min, max, decimals };
  }

  return { ...form, sources: content.sources.map(toSourceRow), ...("pointsMax" in content ? { pointsMax: content.pointsMax } : {}) };
}

function toSourceRow({ deviceId, variable, label, aggregation }: WidgetSource, index: number): SourceRow {
  return {
    rowId: `stored-${index}`,
    deviceId,
    variable,
    label: label ?? "",
    aggregate: aggregation?.function ?? "none",
    interval: aggregation?.interval ?? "day",
  };
}

function toFieldRow(field: FormContent["fields"][number], index: number): FieldRow {
  return { rowId: `stored-${index}`, ...field, unit: field.unit ?? "" };
}

export function toContent(form: WidgetForm): WidgetContent {
  const { type, decimals, pointsMax } = form;
  if (type === "note") return { type, text: form.text };
  if (type === "form") return { type, deviceId: form.deviceId, submitLabel: form.submitLabel.trim(), fields: form.fields.map(toField) };
  if (type === "pie") return { type, sources: form.sources.map(toSource) };
  if (type === "value") return { type, source: toSource(form.sources[0]), decimals };
  if (type === "gauge") return { type, source: toSource(form.sources[0]), min: form.min, max: form.max, decimals };

  return { type, sources: form.sources.map(toSource), pointsMax };
}

function toSource(row: SourceRow | undefined): WidgetSource {
  const { deviceId, variable, label, aggregate, interval } = row ?? newSource("");

  return {
    deviceId,
    variable: variable.trim().toLowerCase(),
    ...(label.trim() === "" ? {} : { label: label.trim() }),
    ...(aggregate === "none" ? {} : { aggregation: { function: aggregate, interval } }),
  };
}

function toField({ variable, label, input, unit, isRequired }: FieldRow): FormContent["fields"][number] {
  const unitText = input === "switch" ? "" : unit.trim();

  return {
    variable: variable.trim().toLowerCase(),
    label: label.trim(),
    input,
    isRequired,
    ...(unitText === "" ? {} : { unit: unitText }),
  };
}
