// Writes the documents that are made from code: docs/settings.md and docs/errors.md. With --check it only says which are stale.
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { CommandError, isMainModule, projectDir, runScript } from "./run-command.mjs";

const serverDir = join(projectDir, "server/dist");

/** Every error that the server declares, by code. */
export async function listErrors() {
  const files = readdirSync(serverDir, { recursive: true, encoding: "utf8" }).filter((path) => path.endsWith(".errors.js"));
  for (const file of files.toSorted()) await import(join(serverDir, file));
  const { listErrorDefinitions } = await import(join(serverDir, "platform/errors.js"));
  return listErrorDefinitions().toSorted((a, b) => a.code.localeCompare(b.code, "en"));
}

async function describeSettings() {
  const { describeSettings: describe } = await import(join(serverDir, "settings.js"));
  const sections = describe().map((setting) =>
    [
      `## ${setting.name}`,
      "",
      setting.sentence,
      "",
      `- Environment: \`${setting.env}\``,
      ...setting.envAlso.map((name) => `- Also read: \`${name}\``),
      `- Flag: \`${setting.flag}\``,
      `- Value: ${setting.type}`,
      `- Default: ${setting.default === "" ? "none" : `\`${setting.default}\``}`,
      ...(setting.isSecret ? ["- A secret: never printed"] : []),
      "",
    ].join("\n"),
  );
  return `# Settings

Each setting can be given as a flag, as an environment variable, or as a line \`name: value\` in \`latchkey.yaml\` in the data
folder (another place: \`LATCHKEY_CONFIG\` or \`--config\`). A flag is stronger than the environment, the environment is stronger
than the file. \`LATCHKEY_<NAME>_FILE\` names a file that holds the value, which suits secrets. \`npx latchkey config\` prints what
is in effect and where it comes from.

This page is generated from \`server/src/settings-list.ts\`.

${sections.join("\n")}`;
}

async function describeErrors() {
  const errors = await listErrors();
  const rows = errors.map(({ code, definition }) => `| \`${code}\` | ${definition.status} | ${definition.title} | ${definition.advice} |`);
  return `# Errors

Every refusal of the API is a problem answer (RFC 9457) whose \`code\` is one of these. Codes never change once released.

This page is generated from the \`*.errors.ts\` files of the server.

| Code | Status | What it says | What to do |
| --- | --- | --- | --- |
${rows.map((row) => row.replaceAll("\n", " ")).join("\n")}
`;
}

const documents = [
  { path: "docs/settings.md", describe: describeSettings },
  { path: "docs/errors.md", describe: describeErrors },
];

async function generateDocs({ shouldOnlyCheck }) {
  if (!existsSync(join(serverDir, "settings.js"))) throw new CommandError("Build first: npm run build");

  const stale = [];
  for (const { path, describe } of documents) {
    const full = join(projectDir, path);
    const text = await describe();
    if (existsSync(full) && readFileSync(full, "utf8") === text) continue;
    stale.push(path);
    if (shouldOnlyCheck) continue;
    mkdirSync(dirname(full), { recursive: true });
    writeFileSync(full, text);
  }
  if (shouldOnlyCheck && stale.length > 0) throw new CommandError(`Out of date: ${stale.join(", ")}. Run node scripts/generate-docs.mjs`);
}

if (isMainModule(import.meta.url)) {
  await runScript(() => generateDocs({ shouldOnlyCheck: process.argv.includes("--check") }));
}
