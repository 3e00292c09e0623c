import { readFile } from "node:fs/promises";
import i18next from "i18next";
import { beforeAll, describe, expect, it } from "vitest";
import { describeProblem, initWords, resources, uiWords } from "./index.ts";

const sentences = flatten(resources.en.translation);

function flatten(words: object, prefix = ""): [string, string][] {
  return Object.entries(words).flatMap(([key, value]: [string, unknown]) =>
    typeof value === "object" && value !== null
      ? flatten(value, `${prefix}${key}.`)
      : ([[`${prefix}${key}`, String(value)]] as [string, string][]),
  );
}

describe("sentences", () => {
  it("are never empty", () => {
    expect(sentences.filter(([, sentence]) => sentence.trim() === "")).toEqual([]);
  });

  it("come in both numbers where they are counted", () => {
    const keys = new Set(sentences.map(([key]) => key));
    const lonely = [...keys].filter((key) => key.endsWith("_one") && !keys.has(key.replace(/_one$/, "_other")));

    expect(lonely).toEqual([]);
  });

  it("name their placeholders plainly, so that a translator knows what comes there", () => {
    const odd = sentences.filter(([, sentence]) => /\{\{(?![a-zA-Z]+\}\})/.test(sentence) || /[^{]\{[^{]/.test(sentence));

    expect(odd).toEqual([]);
  });

  it("hold no markup beyond the numbered or named tags of Trans", () => {
    expect(sentences.filter(([, sentence]) => /<(script|a |b>|i>|img|br|span)/i.test(sentence))).toEqual([]);
  });
});

describe("words in use", () => {
  beforeAll(() => initWords(i18next, { language: "en", resources }));

  it("fills in placeholders without escaping, since the page does that", () => {
    expect(i18next.t("ui.openRow", { name: "<Ann & Bo>" })).toBe("Open <Ann & Bo>");
  });

  it("counts", () => {
    expect(i18next.t("users.userCount", { count: 1 })).toBe("1 user");
    expect(i18next.t("users.userCount", { count: 12 })).toBe("12 users");
  });

  it("has a sentence for every code that the server documents", async () => {
    const page = await readFile(new URL("../../docs/errors.md", import.meta.url), "utf8");
    const codes = [...page.matchAll(/^\| `([a-z_.]+)` \|/gm)].map((match) => match[1] ?? "");
    const known = new Set(sentences.map(([key]) => key));

    expect(codes.length).toBeGreaterThan(10);
    expect(codes.filter((code) => !known.has(`errors.${code}`))).toEqual([]);
  });

  it("says an unknown problem in the server's own words", () => {
    const problem = { code: "future.thing", title: "A new thing", detail: "It went wrong in a new way." };

    expect(describeProblem(i18next.t, problem)).toBe("It went wrong in a new way.");
    expect(describeProblem(i18next.t, { code: "future.thing", title: "A new thing" })).toBe("A new thing");
    expect(describeProblem(i18next.t, { code: "http.not_found", title: "Not found." })).toContain("may not see it");
  });

  it("never mistakes a group of codes for a sentence", () => {
    expect(describeProblem(i18next.t, { code: "http", title: "Odd" })).toBe("Odd");
  });

  it("gives the design kit words without leftover placeholders", () => {
    const spoken = Object.values(uiWords(i18next.t)).map((word) => (typeof word === "function" ? word("7" as never) : word));

    expect(spoken.filter((word) => word.includes("{{") || word.startsWith("ui."))).toEqual([]);
  });
});
