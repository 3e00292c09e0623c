import { createInstance } from "i18next";
import { beforeEach, describe, expect, it } from "vitest";
import {
  describeFault,
  describeProblem,
  entryResources,
  findLanguage,
  initWords,
  languages,
  loadEntryWords,
  loadPortalWords,
  portalResources,
  speak,
  toLanguage,
  uiWords,
} from "./index.ts";

const others = languages.filter((language) => language !== "en");

function flatten(words: object): string[] {
  return Object.values(words).flatMap((value: unknown) => (typeof value === "object" && value !== null ? flatten(value) : [String(value)]));
}

let words = createInstance();
beforeEach(() => {
  words = createInstance();
  initWords(words, { language: "en", resources: portalResources, load: loadPortalWords });
});

describe.each(others)("the portal in %s", (language) => {
  it("holds no empty sentence, no markup and no English left over", async () => {
    const sentences = flatten(await loadPortalWords(language));

    expect(sentences.filter((sentence) => sentence.trim() === "" || /<[a-z]/i.test(sentence))).toEqual([]);
    expect(sentences.filter((sentence) => /\b(the|your|with|cannot|again)\b/i.test(sentence))).toEqual([]);
  });

  it("speaks it, in the design kit and for errors too", async () => {
    await speak(words, language);

    expect(words.language).toBe(language);
    expect(words.t("common.signIn")).not.toBe("Sign in");
    expect(uiWords(words.t).skipToContent).not.toBe("Skip to content");
    expect(describeProblem(words.t, { code: "signup.closed", title: "Closed" })).not.toMatch(/invitation\. Ask/);
    expect(describeFault(words.t, "must have at most 100 characters")).toMatch(/100/);
    expect(describeFault(words.t, "must have at most 100 characters")).not.toMatch(/characters/);
    for (const count of [0, 1, 2, 21, 1_000_000]) expect(words.t("portal.dashboardCount", { count })).not.toMatch(/dashboards?$/);
  });
});

describe.each(others)("the pages before the console in %s", (language) => {
  it("hold no empty sentence, no markup and no English left over", async () => {
    const sentences = flatten(await loadEntryWords(language));

    expect(sentences.filter((sentence) => sentence.trim() === "" || /<[a-z]/i.test(sentence))).toEqual([]);
    expect(sentences.filter((sentence) => /\b(the|your|with|cannot|again)\b/i.test(sentence))).toEqual([]);
  });

  it("speak it, with the same words for signing in as the portal", async () => {
    initWords(words, { language: "en", resources: entryResources, load: loadEntryWords });
    const english = words.t("entry.setupTitle");
    await speak(words, language);

    expect(words.t("entry.setupTitle")).not.toBe(english);
    expect(words.t("signIn.title", { name: "Latchkey" })).toBe(
      (await loadPortalWords(language)).signIn.title.replace("{{name}}", "Latchkey"),
    );
  });
});

describe("speaking", () => {
  it("another language needs sentences to load", async () => {
    const english = createInstance();
    initWords(english, { language: "en", resources: entryResources });

    await expect(speak(english, "de")).rejects.toThrow("one language");
    expect(english.language).toBe("en");
  });

  it("follows the last wish, whichever sentences arrive first", async () => {
    await Promise.all([speak(words, "fr"), speak(words, "de")]);

    expect(words.t("common.signIn")).toBe("Anmelden");
    await speak(words, "en");
    expect(words.t("common.signIn")).toBe("Sign in");
  });

  it("works with the copy of an instance that React's hook hands out", async () => {
    const copy = Object.create(Object.getPrototypeOf(words) as object, Object.getOwnPropertyDescriptors(words)) as typeof words;
    await speak(copy, "es");

    expect(copy.t("common.signIn")).not.toBe("Sign in");
  });

  it("counts as the language does", async () => {
    await speak(words, "fr");

    expect(words.t("portal.dashboardCount", { count: 0 })).toBe("0 tableau de bord");
    expect(words.t("portal.dashboardCount", { count: 2 })).toBe("2 tableaux de bord");
  });

  it("says what the server has against a field in its own words where there are no others", () => {
    expect(describeFault(words.t, "is required")).toBe("is required");
    expect(describeFault(words.t, "must have at most 100 characters")).toBe("must have at most 100 characters");
    expect(describeFault(words.t, "must be blue")).toBe("must be blue");
  });
});

describe("a wish for a language", () => {
  it("is met by the same language of another region, and by no other language", () => {
    expect(findLanguage("pt-BR")).toBe("pt-BR");
    expect(findLanguage("pt-PT")).toBe("pt-BR");
    expect(findLanguage("DE-at")).toBe("de");
    expect(findLanguage("ja")).toBeUndefined();
    expect(findLanguage("")).toBeUndefined();
  });

  it("falls back to English", () => {
    expect(toLanguage("EN-gb")).toBe("en");
    expect(toLanguage("ja")).toBe("en");
  });
});
