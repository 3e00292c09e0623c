import { expect, test } from "vitest";
import { readLanguages } from "./read-languages.ts";

test("languages come in the order of the header, without weights and regions kept", () => {
  expect(readLanguages("pt-BR,pt;q=0.9, en-US;q=0.8")).toEqual(["pt-BR", "pt", "en-US"]);
  expect(readLanguages("de")).toEqual(["de"]);
});

test("what is no language is left out, however much of it there is", () => {
  expect(readLanguages(undefined)).toEqual([]);
  expect(readLanguages("*")).toEqual([]);
  expect(readLanguages("<script>, de\u0000, ;q=1, fr")).toEqual(["fr"]);
  expect(readLanguages("de,".repeat(10_000)).length).toBeLessThanOrEqual(10);
});
