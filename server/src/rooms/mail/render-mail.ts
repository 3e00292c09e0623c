import { Liquid } from "liquidjs";
import { buildSource, type MailSource } from "./templates/build-source.ts";
import { mailWords, type MailLanguage } from "./templates/languages.ts";
import { layout } from "./templates/layout.ts";
import { smsTemplates, type MailTemplate, type SmsTemplate } from "./templates/template-list.ts";

/** What is put in: every variable of the template, and those of every message. Times are written out already. */
export type MailValues = Readonly<Record<string, string | number | null>>;

/** Variables that every message knows. */
export const commonVariables = ["name", "place", "placeUrl"] as const;

export interface RenderedMail {
  subject: string;
  preheader: string;
  html: string;
  text: string;
}

// People will write templates of their own: no files, no inherited properties, and an end to loops and lengths.
const limits = {
  templates: {},
  ownPropertyOnly: true,
  strictVariables: true,
  strictFilters: true,
  dynamicPartials: false,
  parseLimit: 200_000,
  renderLimit: 1000,
  memoryLimit: 1_000_000,
};
const htmlEngine = new Liquid({ ...limits, outputEscape: "escape" });
const textEngine = new Liquid(limits);
const layoutTemplate = htmlEngine.parse(layout);

/** Puts values into a message. Throws when it names a variable that there is not. */
export function renderSource(source: MailSource, language: MailLanguage, values: MailValues): RenderedMail {
  const subject = toOneLine(renderText(source.subject, values));
  const preheader = toOneLine(renderText(source.preheader, values));
  const footer = renderText(mailWords[language].footer, values);
  const content: unknown = htmlEngine.parseAndRenderSync(source.html, { ...values });
  const html: unknown = htmlEngine.renderSync(layoutTemplate, { ...values, language, subject, preheader, footer, content });
  return { subject, preheader, html: String(html), text: renderText(source.text, values) };
}

export function renderMail(template: MailTemplate, language: MailLanguage, values: MailValues): RenderedMail {
  return renderSource(buildSource(template, mailWords[language]), language, values);
}

export function renderSubject(template: MailTemplate, language: MailLanguage, values: MailValues): string {
  return toOneLine(renderText(mailWords[language].mails[template].subject, values));
}

export function renderSms(template: SmsTemplate, language: MailLanguage, values: MailValues): string {
  return toOneLine(renderText(mailWords[language].sms[template], values));
}

export function isSmsTemplate(template: MailTemplate | SmsTemplate): template is SmsTemplate {
  return template in smsTemplates;
}

function renderText(source: string, values: MailValues): string {
  const rendered: unknown = textEngine.parseAndRenderSync(source, { ...values });
  return String(rendered);
}

function toOneLine(text: string): string {
  return text.replaceAll(/\s+/g, " ").trim();
}
