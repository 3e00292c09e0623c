import { initWords, portalResources } from "@latchkey/words";
import i18next from "i18next";
import { beforeAll, describe, expect, it } from "vitest";
import { emptyAnswers, readAnswers } from "./form-answers.ts";
import type { FormField } from "./form-answers.ts";
import { parseNumber } from "./parse-number.ts";

const fields: FormField[] = [
  { variable: "temp", label: "Temperature", input: "number", isRequired: true },
  { variable: "note", label: "Remark", input: "text", isRequired: false },
  { variable: "pump", label: "Pump", input: "switch", isRequired: true },
];

beforeAll(() => initWords(i18next, { language: "en", resources: portalResources }));

function read(answers: Record<string, string | boolean>) {
  return readAnswers({ fields, answers: { ...emptyAnswers(fields), ...answers }, locale: "en", t: i18next.t });
}

describe("an input form", () => {
  it("sends numbers as numbers, texts trimmed, and switches as they stand", () => {
    expect(read({ temp: " 12.5 ", note: " fine ", pump: true })).toEqual({ values: { temp: 12.5, note: "fine", pump: true }, errors: {} });
  });

  it("leaves out what is empty and need not be filled in", () => {
    expect(read({ temp: "0" }).values).toEqual({ temp: 0, pump: false });
  });

  it("says which field is missing or no number", () => {
    expect(read({}).errors).toEqual({ temp: "Fill in Temperature." });
    expect(read({ temp: "warm" }).errors).toEqual({ temp: "Temperature must be a number, such as 12.5." });
  });
});

describe("numbers as people write them", () => {
  it.each([
    ["12.5", "en", 12.5],
    ["1,204.5", "en", 1204.5],
    ["-3", "en", -3],
    ["−3", "en", -3],
    ["1e3", "en", 1000],
    ["1.204,5", "de", 1204.5],
    ["0,5", "de", 0.5],
    ["12.5", "de", 12.5],
    ["1 204,5", "fr", 1204.5],
    ["1’204.5", "de-CH", 1204.5],
  ])("%s in %s", (text, locale, value) => {
    expect(parseNumber(text, locale)).toBe(value);
  });

  it.each([
    ["1.204", "de"],
    ["1,5", "en"],
    ["12..5", "en"],
    ["", "en"],
    ["12 apples", "en"],
    ["Infinity", "en"],
    ["0x10", "en"],
    ["1e999", "en"],
  ])("%s in %s is refused rather than guessed", (text, locale) => {
    expect(parseNumber(text, locale)).toBeNull();
  });
});
