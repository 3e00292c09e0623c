import { describe, expect, it } from "vitest";
import { languages, loadPortalWords } from "@latchkey/words";
import { findWordProblems } from "./check-words.mjs";

const english = {
  title: "Users",
  open: "Open {{name}} in {{place}}",
  rows_one: "{{count}} row",
  rows_other: "{{count}} rows",
  errors: { users: { email_taken: "Taken." } },
};
const german = {
  title: "Benutzer",
  open: "In {{place}} {{name}} öffnen",
  rows_one: "{{count}} Zeile",
  rows_other: "{{count}} Zeilen",
  errors: { users: { email_taken: "Vergeben." } },
};
const codes = ["users.email_taken"];

describe("words", () => {
  it.each(languages)("of the portal are complete in %s", async (language) => {
    const words = { en: await loadPortalWords("en"), [language]: await loadPortalWords(language) };
    expect(findWordProblems(words, []).filter((problem) => problem.startsWith(`${language} `))).toEqual([]);
  });

  it("are complete when every language has the same sentences and every error is known", () => {
    expect(findWordProblems({ en: english, de: german }, codes)).toEqual([]);
  });

  it("name the sentence that a language lacks, the one that nothing asks for, and the one that belongs to no error", () => {
    const { title, ...rest } = german;
    expect(findWordProblems({ en: english, de: { ...rest, titel: title } }, [])).toEqual([
      "de lacks the sentence title",
      "de has the sentence titel, which nothing asks for",
      "errors.users.email_taken belongs to no error of the server: correct the code or remove the sentence",
    ]);
  });

  it("have the plural forms that their language tells apart, no more and no fewer", () => {
    expect(findWordProblems({ en: english, fr: german, ja: german, pl: { ...german, rows_few: "{{count}} wiersze" } }, codes)).toEqual([
      "fr lacks the plural form rows_many",
      "ja has no such plural form: rows_one",
      "pl lacks the plural form rows_many",
    ]);
  });

  it("keep the placeholders of every sentence and form", () => {
    const odd = { ...german, open: "{{nme}} in {{place}} öffnen", rows_one: "eine Zeile" };
    expect(findWordProblems({ en: english, de: odd }, codes)).toEqual([
      "de has other placeholders than {{name}} {{place}} in open",
      "de has other placeholders than {{count}} in rows_one",
    ]);
  });
});
