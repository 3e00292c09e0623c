import { expect, test } from "vitest";
import { formatLocale, wishedLanguage } from "./wished-language.ts";

test("the own choice comes before what the person reads, that before the portal's language, and that before the browser's", () => {
  expect(wishedLanguage({ own: "fr", portal: "de", browser: ["es"] })).toBe("fr");
  expect(wishedLanguage({ own: undefined, portal: "de-AT", browser: ["es"] })).toBe("de");
  expect(wishedLanguage({ own: "fr", person: "pt-BR", portal: "de", browser: ["es"] })).toBe("fr");
  expect(wishedLanguage({ own: undefined, person: "pt-BR", portal: "de", browser: ["es"] })).toBe("pt-BR");
  expect(wishedLanguage({ own: undefined, person: "ja", portal: "de", browser: ["es"] })).toBe("de");
  expect(wishedLanguage({ own: undefined, browser: ["nl", "pt-PT", "es"] })).toBe("pt-BR");
});

test("a portal in a language without sentences shows the browser's, or English", () => {
  expect(wishedLanguage({ own: undefined, portal: "ja", browser: ["es-MX", "en"] })).toBe("es");
  expect(wishedLanguage({ own: undefined, portal: "ja", browser: ["ja", "nl-NL"] })).toBe("en");
});

test("dates follow the region of the portal or the browser, never another language than the page's", () => {
  expect(formatLocale("de", { portal: "de-AT", browser: ["de-DE"] })).toBe("de-AT");
  expect(formatLocale("en", { portal: "de", browser: ["fr", "en-GB"] })).toBe("en-GB");
  expect(formatLocale("es", { portal: "de", browser: ["fr"] })).toBe("es");
});
