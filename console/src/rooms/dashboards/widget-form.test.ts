import { expect, test } from "vitest";
import { widgetContent } from "@latchkey/contract";
import type { WidgetContent } from "@latchkey/contract";
import { emptyWidgetForm, newSource, toContent, toWidgetForm } from "./widget-form.ts";
import { findWidgetGaps, toFormPath } from "./widget-gaps.ts";

const deviceId = "66f0c2000000000000000001";
const plain = { deviceId, variable: "temperature" };
const daily = { deviceId, variable: "rain", label: "Rain", aggregation: { function: "sum", interval: "day" } } as const;

const everyType: WidgetContent[] = [
  { type: "value", source: daily, decimals: 2 },
  { type: "line", sources: [plain, daily], pointsMax: 300 },
  { type: "area", sources: [daily], pointsMax: 500 },
  { type: "bar", sources: [plain], pointsMax: 12 },
  { type: "pie", sources: [plain, daily] },
  { type: "gauge", source: plain, min: -20, max: 45, decimals: 0 },
  { type: "table", sources: [plain], pointsMax: 100 },
  { type: "note", text: "Read me\nfirst" },
  {
    type: "form",
    deviceId,
    submitLabel: "Store",
    fields: [
      { variable: "level", label: "Level", input: "number", unit: "m", isRequired: true },
      { variable: "open", label: "Open", input: "switch", isRequired: false },
    ],
  },
];

test.each(everyType)("content to form to content is the same $type", (content) => {
  const form = toWidgetForm({ title: "Title", tabId: null, content });

  expect(toContent(form)).toEqual(content);
  expect(findWidgetGaps(form)).toEqual({});
  expect(widgetContent.safeParse(toContent(form)).success).toBe(true);
});

test("trying another look keeps the sources", () => {
  const form = toWidgetForm({ title: "", tabId: null, content: { type: "line", sources: [plain, daily], pointsMax: 300 } });

  expect(toContent({ ...form, type: "value" })).toEqual({ type: "value", source: plain, decimals: 1 });
  expect(toContent({ ...form, type: "table" })).toEqual({ type: "table", sources: [plain, daily], pointsMax: 300 });
});

test("gaps are named where they are, and only for the chosen type", () => {
  const start = { ...emptyWidgetForm(null), sources: [{ ...newSource("a"), variable: "two words" }] };

  expect(findWidgetGaps(start)).toEqual({ "sources.0.deviceId": "needDevice", "sources.0.variable": "badVariable" });
  expect(findWidgetGaps({ ...start, type: "note" })).toEqual({ text: "needText" });
  expect(findWidgetGaps({ ...start, type: "form" })).toEqual({
    deviceId: "needDevice",
    "fields.0.variable": "needVariable",
    "fields.0.label": "needLabel",
  });
});

test("a scale that ends where it begins is pointed out", () => {
  const form = toWidgetForm({ title: "", tabId: null, content: { type: "gauge", source: plain, min: 5, max: 9, decimals: 0 } });

  expect(findWidgetGaps({ ...form, max: 5 })).toEqual({ max: "badScale" });
});

test("paths of the API lead to the form's own fields", () => {
  expect(toFormPath("body.content.source.deviceId")).toBe("sources.0.deviceId");
  expect(toFormPath("body.content.sources.2.variable")).toBe("sources.2.variable");
  expect(toFormPath("body.title")).toBe("title");
});
