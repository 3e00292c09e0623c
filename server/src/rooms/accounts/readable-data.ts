import type { PersonalData } from "./collect-data.ts";

const escapes: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };

/** A page that any browser shows without a network: one table for each section. */
export function toReadable(data: PersonalData, name: string): string {
  const sections = Object.entries(data).map(([title, content]) => `<h2>${escape(words(title))}</h2>\n${toTable(content)}`);
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${escape(name)}: my data</title>
<style>body{font:16px/1.5 system-ui,sans-serif;margin:2rem auto;max-width:72rem;padding:0 1rem}table{border-collapse:collapse;width:100%}
th,td{border:1px solid #ccc;padding:.3rem .5rem;text-align:start;vertical-align:top;overflow-wrap:anywhere}</style>
</head>
<body>
<h1>${escape(name)}: my data</h1>
${sections.join("\n")}
</body>
</html>
`;
}

function toTable(content: PersonalData[string]): string {
  const rows = Array.isArray(content) ? content : [content];
  const [first] = rows;
  if (first === undefined) return "<p>Nothing is kept.</p>";

  const columns = Object.keys(first);
  const head = columns.map((column) => `<th scope="col">${escape(words(column))}</th>`).join("");
  const body = rows.map((row) => `<tr>${columns.map((column) => `<td>${escape(toText(row[column]))}</td>`).join("")}</tr>`).join("\n");
  return `<table>\n<thead><tr>${head}</tr></thead>\n<tbody>\n${body}\n</tbody>\n</table>`;
}

function toText(value: unknown): string {
  if (value === null || value === undefined) return "";
  if (value instanceof Date) return value.toISOString();
  return typeof value === "string" ? value : JSON.stringify(value);
}

/** `last_seen_at` and `signInMethods` as words. */
function words(name: string): string {
  const text = name
    .replaceAll("_", " ")
    .replaceAll(/([a-z])([A-Z])/g, (_all, before: string, after: string) => `${before} ${after.toLowerCase()}`);
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function escape(text: string): string {
  return text.replaceAll(/[&<>"']/g, (character) => escapes[character] ?? character);
}
