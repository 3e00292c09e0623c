import { createRequire } from "node:module";
import PdfDocument from "pdfkit";
import { expect, test, vi } from "vitest";
import { writerOf } from "./pdf-letters.ts";

const require = createRequire(import.meta.url);

/** What is written, and what is said about how. */
function written(...texts: string[]) {
  const document = new PdfDocument();
  document.registerFont("text", require.resolve("dejavu-fonts-ttf/ttf/DejaVuSans.ttf"));
  document.registerFont("bold", require.resolve("dejavu-fonts-ttf/ttf/DejaVuSans-Bold.ttf"));
  const writer = writerOf(document, { names: ["text", "bold"], texts });
  const spy = vi.spyOn(document, "text");
  for (const text of texts) writer.text(text);
  return { lines: spy.mock.calls.map(([text]) => text), notes: writer.notes };
}

test("letters that the font has are written as they are, and nothing is said about it", () => {
  const texts = ["Chiefs – “naïve” 3 €", "Руководители, Διευθυντές", "Zażółć gęślą jaźń", "two\nlines\tand a tab"];
  expect(written(...texts)).toEqual({ lines: texts, notes: [] });
});

test.each([
  ["Chinese", "山田", "{U+5C71}{U+7530}"],
  ["Japanese", "ひと", "{U+3072}{U+3068}"],
  ["Korean", "한 A", "{U+D55C} A"],
  ["a picture outside the first plane", "🦺 crew", "{U+1F9BA} crew"],
])("%s letters stand as their numbers, and the document says so", (_what, text, shown) => {
  const { lines, notes } = written("Chiefs", text);
  expect(lines).toEqual(["Chiefs", shown]);
  expect(notes).toEqual([expect.stringContaining("The evidence as CSV has every letter.")]);
});

test("Arabic and Hebrew letters are written, and the document says that their order may be another", () => {
  const { lines, notes } = written("المشرفون", "ראשים");
  expect(lines).toEqual(["المشرفون", "ראשים"]);
  expect(notes).toEqual([expect.stringContaining("from right to left")]);
});
