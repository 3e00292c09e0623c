import { variable } from "@latchkey/contract";
import { hasSources, isSingle } from "./widget-form.ts";
import type { WidgetForm } from "./widget-form.ts";

export type WidgetGap = "needDevice" | "needVariable" | "badVariable" | "needText" | "needLabel" | "badScale";

/** What is still to be filled in, by path of the form: `sources.0.deviceId`, `fields.1.label`. */
export function findWidgetGaps(form: WidgetForm): Record<string, WidgetGap> {
  const gaps: Record<string, WidgetGap> = {};
  const add = (path: string, gap: WidgetGap | undefined) => {
    if (gap !== undefined) gaps[path] = gap;
  };

  if (hasSources(form.type)) {
    for (const [index, source] of (isSingle(form.type) ? form.sources.slice(0, 1) : form.sources).entries()) {
      add(`sources.${index}.deviceId`, source.deviceId === "" ? "needDevice" : undefined);
      add(`sources.${index}.variable`, variableGap(source.variable));
    }
  }

  if (form.type === "gauge" && form.min >= form.max) add("max", "badScale");
  if (form.type === "note" && form.text.trim() === "") add("text", "needText");
  if (form.type === "form") addFormGaps(form, add);

  return gaps;
}

function addFormGaps(form: WidgetForm, add: (path: string, gap: WidgetGap | undefined) => void): void {
  add("deviceId", form.deviceId === "" ? "needDevice" : undefined);

  for (const [index, field] of form.fields.entries()) {
    add(`fields.${index}.variable`, variableGap(field.variable));
    add(`fields.${index}.label`, field.label.trim() === "" ? "needLabel" : undefined);
  }
}

function variableGap(text: string): WidgetGap | undefined {
  if (text.trim() === "") return "needVariable";

  return variable.safeParse(text).success ? undefined : "badVariable";
}

/** The server's paths as the form knows them: a single `source` is the first of its `sources`. */
export function toFormPath(path: string): string {
  return path
    .replace(/^body\./, "")
    .replace(/^content\./, "")
    .replace(/^source\./, "sources.0.");
}
