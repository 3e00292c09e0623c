import type { GridPlace, Tag, widgetContent, WidgetSource } from "@latchkey/contract";
import type { z } from "zod";

export interface WidgetSeed {
  title: string;
  /** Name of the tab it stands on; on none when absent. */
  tab?: string;
  place: GridPlace;
  /** As the API takes it: what has a default may be left out. */
  content: z.input<typeof widgetContent>;
}

export interface DashboardSeed {
  name: string;
  description: string;
  tags: Tag[];
  tabs?: string[];
  widgets: WidgetSeed[];
  /** Gets a shared link that anybody can open. */
  isShared?: boolean;
}

export type FindDevice = (key: string) => string;
export type Aggregation = NonNullable<WidgetSource["aggregation"]>;

/** `at(0, 2, 6, 4)`: column, row, width and height in the grid of 12 columns. */
export function at(x: number, y: number, width: number, height: number): GridPlace {
  return { x, y, width, height };
}

export function every(interval: Aggregation["interval"], fn: Aggregation["function"] = "avg"): Aggregation {
  return { function: fn, interval };
}

/** Names the sources of one device, so that each dashboard reads as a list of figures. */
export function sourcesOf(deviceId: string): (variable: string, label: string, aggregation?: Aggregation) => WidgetSource {
  return (variable, label, aggregation) => ({ deviceId, variable, label, ...(aggregation === undefined ? {} : { aggregation }) });
}
