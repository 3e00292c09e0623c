import { describe, expect, test } from "vitest";
import { commonVariables, renderMail, renderSms, type MailValues } from "../render-mail.ts";
import { mailLanguages, mailWords, toMailLanguage } from "./languages.ts";
import {
  mailTemplates,
  smsTemplates,
  type MailTemplate,
  type SmsTemplate,
  type TemplateDefinition,
  type VariableKind,
} from "./template-list.ts";

const mailNames = Object.keys(mailTemplates) as MailTemplate[];
const smsNames = Object.keys(smsTemplates) as SmsTemplate[];
const everyMail = mailLanguages.flatMap((language) => mailNames.map((name) => [language, name] as const));
const everySms = mailLanguages.flatMap((language) => smsNames.map((name) => [language, name] as const));

/** A value of its own for each variable, so that none passes for another. */
function sampleOf(name: string, kind: VariableKind): string | number {
  switch (kind.replace("?", "")) {
    case "time":
      return `1 March 2026 at 10:00 (${name})`;
    case "number":
      return 3;
    case "page":
    case "link":
      return `https://portal.example/p/acme/${name}#token=abc`;
    case "code":
      return "123456";
    default:
      return `the ${name}`;
  }
}

const common = { name: "Ann", place: "Acme", placeUrl: "https://portal.example/p/acme" };

function valuesOf(definition: TemplateDefinition, isFull: boolean): MailValues {
  const own = Object.entries<VariableKind>(definition.variables).map(([name, kind]) => {
    const isLeftOut = kind.endsWith("?") && !isFull;
    return [name, isLeftOut ? null : sampleOf(name, kind)] as const;
  });
  return { ...Object.fromEntries(own), ...common, ...(isFull ? {} : { name: null }) };
}

/** Names between Liquid's braces, string literals and filters left out. */
function variablesIn(text: string): string[] {
  const outputs = [...text.matchAll(/\{\{\s*([\w.]+)/g)].map((match) => match[1] ?? "");
  const conditions = [...text.matchAll(/\{%\s*(?:if|elsif|unless)\s+([\w.]+)/g)].map((match) => match[1] ?? "");
  return [...outputs, ...conditions];
}

describe.each(everyMail)("in %s, %s", (language, name) => {
  const definition: TemplateDefinition = mailTemplates[name];
  const words = mailWords[language].mails[name];
  const sentences = [words.subject, words.preheader, ...words.lines, words.button ?? "", ...(words.closing ?? [])];

  test("speaks only of what the template knows", () => {
    const known = new Set<string>([...commonVariables, ...Object.keys(definition.variables)]);
    expect(sentences.flatMap(variablesIn).filter((variable) => !known.has(variable))).toEqual([]);
  });

  test.each([true, false])("is whole with everything, and with what is needed only", (isFull) => {
    const { subject, preheader, html, text } = renderMail(name, language, valuesOf(definition, isFull));
    for (const part of [subject, preheader, html, text]) {
      expect(part).not.toMatch(/\{\{|\{%|undefined|\bnull\b|\[object/);
      expect(part.trim()).not.toBe("");
    }
    expect(subject.length).toBeLessThanOrEqual(90);
    expect(html).toContain(`<html lang="${language}">`);
    expect(text).toContain(common.placeUrl);
  });

  test("shows every value that it is given, in HTML and in text", () => {
    const { html, text } = renderMail(name, language, valuesOf(definition, true));
    for (const [variable, kind] of Object.entries<VariableKind>(definition.variables)) {
      const sample = String(sampleOf(variable, kind));
      expect(html).toContain(sample);
      expect(text).toContain(sample);
    }
  });

  test("keeps what lets somebody in out of subject and preheader, which screens show to anybody", () => {
    expect([words.subject, words.preheader].flatMap(variablesIn)).not.toContain("code");
    expect([words.subject, words.preheader].flatMap(variablesIn)).not.toContain("link");
  });

  test("has words on its button where it has one, and no markup in any sentence", () => {
    expect(words.button !== undefined).toBe("link" in definition.variables || "page" in definition.variables);
    expect(sentences.filter((sentence) => /[<>]/.test(sentence))).toEqual([]);
  });

  test("loads nothing from anywhere", () => {
    const { html } = renderMail(name, language, valuesOf(definition, true));
    expect(html).not.toMatch(/<(?:img|script|link|iframe|object|video|form)\b|url\(|@import|\ssrc=/i);
    const addresses = [...html.matchAll(/href="([^"]*)"/g)].map((match) => match[1]);
    expect(addresses.every((address) => address?.startsWith("https://portal.example/"))).toBe(true);
    expect(Buffer.byteLength(html)).toBeLessThan(20_000);
  });
});

test.each(everySms)("in %s, the text message %s fits into one", (language, name) => {
  const text = renderSms(name, language, valuesOf(smsTemplates[name], true));
  expect(text).toContain("123456");
  expect(text.length).toBeLessThanOrEqual(160);
});

test("languages differ: no sentence was left in English", () => {
  for (const language of mailLanguages.filter((each) => each !== "en")) {
    for (const name of mailNames) {
      expect({ language, name, lines: mailWords[language].mails[name].lines }).not.toMatchObject({ lines: mailWords.en.mails[name].lines });
      expect(mailWords[language].mails[name].subject).not.toBe(mailWords.en.mails[name].subject);
    }
  }
});

test("a wish is met by the same language of another region, then by the next wish, then by English", () => {
  expect(toMailLanguage("de-AT", "fr")).toBe("de");
  expect(toMailLanguage("PT", "fr")).toBe("pt-BR");
  expect(toMailLanguage("ja", "fr")).toBe("fr");
  expect(toMailLanguage(null, "ja")).toBe("en");
});

const polyglots = [
  `"><script>alert(1)</script>`,
  `</title><img src=x onerror=alert(1)>`,
  `javascript:/*--></title></style></textarea></script><svg onload=alert(1)>`,
  "{{ 7 | times: 7 }}{% for i in (1..9) %}x{% endfor %}",
  `' onmouseover='alert(1)`,
];

describe.each(polyglots)("a value such as %s", (value) => {
  test("is text in every place of a message, never markup and never Liquid", () => {
    for (const name of mailNames) {
      const definition: TemplateDefinition = mailTemplates[name];
      const values = Object.fromEntries(
        Object.entries<VariableKind>(definition.variables).map(([key, kind]) => [
          key,
          kind.startsWith("text") || kind === "body" ? value : sampleOf(key, kind),
        ]),
      );
      const { html } = renderMail(name, "en", { ...values, ...common, name: value, place: value });
      const plain = renderMail(name, "en", valuesOf(definition, true)).html;
      if (/[<>"']/.test(value)) expect(html).not.toContain(value);
      expect(html).not.toContain("49xx");
      expect(tagsOf(html)).toEqual(tagsOf(plain));
    }
  });
});

function tagsOf(html: string): string[] {
  return [...html.matchAll(/<\/?([a-z0-9]+)/gi)].map((match) => match[0]);
}
