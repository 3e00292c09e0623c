import type { DetailName, MailWords } from "./mail-words.ts";
import { mailTemplates, type MailTemplate, type TemplateDefinition } from "./template-list.ts";

/** A message as Liquid, before anybody's values are put in. What a person edits for a profile has this form too. */
export interface MailSource {
  subject: string;
  preheader: string;
  /** The inside of the layout. */
  html: string;
  text: string;
}

const paragraph = (content: string) => `<p class="text" style="margin:0 0 16px;color:#212529;">${content}</p>`;

/** Makes the message of a template out of one language's words. */
export function buildSource(name: MailTemplate, words: MailWords): MailSource {
  const definition: TemplateDefinition = mailTemplates[name];
  const { subject, preheader, lines, button = "", closing = [] } = words.mails[name];
  const target = ["link", "page"].find((each) => each in definition.variables);
  const blocks = [
    ...[words.greeting, ...lines].map(lineBlock),
    ...Object.keys(definition.variables).flatMap((variable) => (definition.variables[variable] === "body" ? [bodyBlock(variable)] : [])),
    ...("code" in definition.variables ? [codeBlock] : []),
    ...(target === undefined ? [] : [buttonBlock(target, button, words.copyAddress)]),
    ...("expiresAt" in definition.variables ? [onlyWith("expiresAt", lineBlock(words.validUntil))] : []),
    ...(definition.details === undefined ? [] : [detailsBlock(definition.details, words)]),
    ...closing.map(lineBlock),
  ];

  return {
    subject,
    preheader,
    html: blocks.map((block) => block.html).join("\n"),
    text: `${blocks.map((block) => block.text).join("")}-- \n${words.footer}\n`,
  };
}

interface Block {
  html: string;
  text: string;
}

function lineBlock(line: string): Block {
  return { html: paragraph(escapeWords(line)), text: `${line}\n\n` };
}

/** A text of several lines, which stay lines. */
function bodyBlock(variable: string): Block {
  return {
    html: `<p class="text" style="margin:0 0 16px;color:#212529;white-space:pre-line;">{{ ${variable} }}</p>`,
    text: `{{ ${variable} }}\n\n`,
  };
}

const codeBlock: Block = onlyWith("code", {
  html: `<p class="code" style="margin:0 0 16px;padding:16px;border-radius:8px;background:#f1f3f5;color:#212529;font-family:ui-monospace,Menlo,Consolas,monospace;font-size:28px;letter-spacing:4px;text-align:center;">{{ code }}</p>`,
  text: "    {{ code }}\n\n",
});

function buttonBlock(target: string, label: string, copyAddress: string): Block {
  const address = `{{ ${target} }}`;
  return onlyWith(target, {
    html: `<p style="margin:0 0 16px;"><a href="${address}" style="display:inline-block;padding:12px 20px;border-radius:6px;background:#1864ab;color:#ffffff;text-decoration:none;font-weight:600;">${escapeWords(label)}</a></p>
<p class="quiet" style="margin:0 0 16px;font-size:13px;color:#495057;word-break:break-all;">${escapeWords(copyAddress)}<br>${address}</p>`,
    text: `${label}:\n${address}\n\n`,
  });
}

function detailsBlock(details: readonly string[], words: MailWords): Block {
  const rows = details.map((name) => {
    const label = words.details[name as DetailName];
    return onlyWith(name, {
      html: `<tr><td class="quiet" style="padding:2px 12px 2px 0;color:#495057;vertical-align:top;">${escapeWords(label)}</td><td class="text" style="padding:2px 0;color:#212529;">{{ ${name} }}</td></tr>`,
      text: `${label}: {{ ${name} }}\n`,
    });
  });
  return {
    html: `<table cellpadding="0" cellspacing="0" style="margin:0 0 16px;font-size:14px;">${rows.map((row) => row.html).join("")}</table>`,
    text: `${rows.map((row) => row.text).join("")}\n`,
  };
}

function onlyWith(variable: string, { html, text }: Block): Block {
  return { html: `{% if ${variable} %}${html}{% endif %}`, text: `{% if ${variable} %}${text}{% endif %}` };
}

/** Escapes what is between Liquid's own braces; values are escaped when they are put in. */
function escapeWords(line: string): string {
  return line
    .split(/(\{\{.*?\}\}|\{%.*?%\})/)
    .map((piece, index) => (index % 2 === 1 ? piece : piece.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;")))
    .join("");
}
