import type { WidgetContent } from "@latchkey/contract";
import { z } from "zod";

/** One thing that a widget shows: a device, and variables of it. */
export const widgetData = z.object({
  origin: z.string().optional(),
  bucket: z.string().optional(),
  variables: z.union([z.array(z.string()), z.string().transform((name) => [name])]).default([]),
  query: z.string().optional(),
  qty: z.coerce.number().int().min(1).max(10_000).optional(),
  start_date: z.unknown().optional(),
  end_date: z.unknown().optional(),
  timezone: z.string().optional(),
});
export type WidgetData = z.output<typeof widgetData>;

export const isId = (value: string | undefined): value is string => value !== undefined && /^[0-9a-f]{24}$/.test(value);

const shapes: Record<string, "line" | "bar" | "pie" | "table"> = {
  chart: "line",
  line: "line",
  bar: "bar",
  pie: "pie",
  composed: "line",
  table: "table",
};
/** Types through which people send; every other only shows. */
export const inputTypes: ReadonlySet<string> = new Set(["input_form", "form", "keypad", "push_button", "slider", "step_button"]);
const sourcesMax = 20;

/**
 * What a widget of TagoIO's looks like in our own portal: the nearest kind we have. TagoIO's own settings are kept beside it, for
 * clients that draw it themselves.
 */
export function toContent(type: string, data: readonly WidgetData[], label: string): WidgetContent {
  const sources = data
    .flatMap(({ origin, bucket, variables }) => {
      const deviceId = origin ?? bucket;
      return isId(deviceId) ? variables.map((variable) => ({ deviceId, variable: variable.toLowerCase() })) : [];
    })
    .slice(0, sourcesMax);
  const [first] = sources;
  if (first === undefined) return { type: "note", text: label === "" ? "TagoIO widget" : label };
  if (inputTypes.has(type)) return formOf(first.deviceId, sources);
  if (["card", "display", "dial", "tile"].includes(type)) return { type: "value", source: first, decimals: 1 };

  const shape = shapes[type] ?? "table";
  return shape === "pie" ? { type: "pie", sources } : { type: shape, sources, pointsMax: 100 };
}

function formOf(deviceId: string, sources: readonly { deviceId: string; variable: string }[]): WidgetContent {
  const fields = sources
    .filter((source) => source.deviceId === deviceId)
    .map(({ variable }) => ({ variable, label: variable.slice(0, 60), input: "text" as const, isRequired: false }));
  return { type: "form", deviceId, submitLabel: "Send", fields };
}
