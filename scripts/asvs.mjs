// Writes docs/security/asvs.md from the requirements (asvs-requirements.json) and what is said of each (asvs.json). With --check it
// only says what is wrong: a requirement left out, a test or a document that does not exist, a page that is stale.
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { CommandError, isMainModule, projectDir, runScript } from "./run-command.mjs";

const folder = "docs/security";
const page = `${folder}/asvs.md`;
const states = ["met", "not met", "does not apply"];

const read = (path) => readFileSync(join(projectDir, path), "utf8");
const readJson = (path) => JSON.parse(read(path));

/** The titles of tests are looked for as they are written: those with parameters by their template. */
function hasTitle(file, title) {
  const source = read(file);
  return [title, title.replaceAll('"', '\\"')].some((each) => ['"', "'", "`"].some((quote) => source.includes(quote + each + quote)));
}

/** Names of headings as links to them have it. */
function headings(path) {
  const lines = read(path)
    .split("\n")
    .filter((line) => line.startsWith("#"));
  return lines.map((line) =>
    line
      .replace(/^#+ /, "")
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N} -]/gu, "")
      .replaceAll(" ", "-"),
  );
}

function findTestProblem({ file, title }) {
  if (!existsSync(join(projectDir, file))) return `there is no file ${file}`;
  return hasTitle(file, title) ? null : `${file} has no test "${title}"`;
}

function findDocumentProblem(document) {
  const [path = "", heading = ""] = document.split("#");
  if (!existsSync(join(projectDir, path))) return `there is no file ${path}`;
  return heading === "" || headings(path).includes(heading) ? null : `${path} has no heading #${heading}`;
}

function findRowProblems(row) {
  const { state, tests = [], documents = [], note = "" } = row;
  const problems = [...tests.map(findTestProblem), ...documents.map(findDocumentProblem)].filter((problem) => problem !== null);
  if (!states.includes(state)) problems.push(`"${state}" is no state`);
  if (state === "met" && tests.length === 0) problems.push("is met, but names no test");
  if (state !== "met" && note === "") problems.push(`is "${state}" without a reason`);
  return problems.map((problem) => `${row.id}: ${problem}`);
}

/**
 * Everything that is wrong with what is said of the requirements.
 * @param {readonly { id: string }[]} requirements
 * @param {readonly { id: string, state: string }[]} rows
 * @returns {string[]}
 */
export function findProblems(requirements, rows) {
  const ids = rows.map(({ id }) => id);
  const known = new Set(requirements.map(({ id }) => id));
  return [
    ...ids.filter((id, index) => ids.indexOf(id) !== index).map((id) => `${id}: is there twice`),
    ...ids.filter((id) => !known.has(id)).map((id) => `${id}: is no requirement`),
    ...[...known].filter((id) => !ids.includes(id)).map((id) => `${id}: is left out`),
    ...rows.flatMap(findRowProblems),
  ];
}

/**
 * How many requirements of these levels are in each state, and the share of met ones among those that apply.
 * @param {readonly { id: string, level: number }[]} requirements
 * @param {ReadonlyMap<string, { state: string }>} rowById
 * @param {readonly number[]} levels
 */
export function count(requirements, rowById, levels) {
  const found = requirements.filter(({ level }) => levels.includes(level)).map(({ id }) => rowById.get(id)?.state);
  const [met, notMet, none] = states.map((state) => found.filter((each) => each === state).length);
  const share = met + notMet === 0 ? 100 : Math.floor((1000 * met) / (met + notMet)) / 10;
  return { all: found.length, met, notMet, none, share };
}

const cell = (text) => text.replaceAll("|", "\\|").replaceAll("\n", " ").replaceAll("<", "&lt;");

function evidence({ tests = [], documents = [], note = "" }) {
  const links = documents.map((each) => `[${each.replace("docs/", "")}](../../${each})`);
  const shown = tests.map(({ file, title }) => `\`${file}\`: ${cell(title)}`);
  return [...(note === "" ? [] : [cell(note)]), ...links, ...shown].join("<br>");
}

function describeChapter(chapter, rowById) {
  const rows = chapter.requirements.map((each) => {
    const row = rowById.get(each.id);
    return `| ${each.id} | ${each.level} | ${cell(each.text)} | ${row.state} | ${evidence(row)} |`;
  });
  return [
    `## ${chapter.id} ${chapter.name}`,
    "",
    "| Id | Level | Requirement | State | Evidence |",
    "| --- | --- | --- | --- | --- |",
    ...rows,
  ].join("\n");
}

function describeCounts(requirements, rowById) {
  const groups = [
    { name: "Levels 1 and 2", levels: [1, 2] },
    { name: "Level 3 alone", levels: [3] },
    { name: "All", levels: [1, 2, 3] },
  ];
  const rows = groups.map(({ name, levels }) => {
    const { all, met, notMet, none, share } = count(requirements, rowById, levels);
    return `| ${name} | ${all} | ${met} | ${notMet} | ${none} | ${share} % |`;
  });
  return [
    "| | Requirements | Met | Not met | Do not apply | Met of those that apply |",
    "| --- | --- | --- | --- | --- | --- |",
    ...rows,
  ].join("\n");
}

function describe({ source, chapters }, { about, rows }) {
  const rowById = new Map(rows.map((row) => [row.id, row]));
  const requirements = chapters.flatMap((chapter) => chapter.requirements);
  return `# ASVS 5.0.0, line by line

${source}

${about.join("\n")}

${describeCounts(requirements, rowById)}

This page is generated from \`asvs.json\` by \`node scripts/asvs.mjs\`; \`npm run check\` refuses it when a named test or document does not
exist, or a requirement is left out.

${chapters.map((chapter) => describeChapter(chapter, rowById)).join("\n\n")}
`;
}

function generate({ shouldOnlyCheck }) {
  const requirements = readJson(`${folder}/asvs-requirements.json`);
  const said = readJson(`${folder}/asvs.json`);
  const problems = findProblems(
    requirements.chapters.flatMap((chapter) => chapter.requirements),
    said.rows,
  );
  if (problems.length > 0) throw new CommandError(`${folder}/asvs.json:\n${problems.join("\n")}`);

  const text = describe(requirements, said);
  if (existsSync(join(projectDir, page)) && read(page) === text) return;
  if (shouldOnlyCheck) throw new CommandError(`Out of date: ${page}. Run node scripts/asvs.mjs`);
  writeFileSync(join(projectDir, page), text);
}

/**
 * Source files below these folders, tests and builds left out.
 * @param {readonly string[]} folders
 * @returns {string[]}
 */
export function listSources(folders) {
  const isSource = (path) => /\.(ts|tsx|mjs)$/.test(path) && !/\.(test|d)\.ts|\.test\.tsx/.test(path);
  return folders.flatMap((each) =>
    readdirSync(join(projectDir, each), { recursive: true, encoding: "utf8" })
      .filter(isSource)
      .map((path) => `${each}/${path.replaceAll("\\", "/")}`),
  );
}

if (isMainModule(import.meta.url)) await runScript(() => generate({ shouldOnlyCheck: process.argv.includes("--check") }));
