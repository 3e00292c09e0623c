// Checks that every language of the portal, and of the pages before the console, is complete and that every sentence for an error belongs to an error that exists.
import { existsSync } from "node:fs";
import { join } from "node:path";
import { listErrors } from "./generate-docs.mjs";
import { CommandError, isMainModule, projectDir, runScript } from "./run-command.mjs";

/** Errors that arise in the browser, before any answer of the server. */
const clientErrors = ["unreadable_answer", "network", "unexpected"];
const pluralForm = /_(zero|one|two|few|many|other)$/;

/**
 * @param {Record<string, object>} words sentences by language; the first language is what the others are measured by
 * @param {readonly string[]} errorCodes that the server knows
 */
export function findWordProblems(words, errorCodes) {
  const [[source, ownWords], ...others] = Object.entries(words);
  const original = readSentences(ownWords);

  return [
    ...findPluralProblems(source, original, original),
    ...others.flatMap(([language, translation]) => findTranslationProblems(language, original, readSentences(translation))),
    ...findUnknownErrors(original, errorCodes),
  ];
}

/** @returns {Map<string, string>} `{ users: { title: "Users" } }` as `users.title` → "Users" */
function readSentences(words, prefix = "") {
  return new Map(
    Object.entries(words).flatMap(([key, value]) =>
      typeof value === "string" ? [[prefix + key, value]] : [...readSentences(value, `${prefix}${key}.`)],
    ),
  );
}

function findTranslationProblems(language, original, translation) {
  const counted = countedKeys(original);
  const isCounted = (key) => pluralForm.test(key) && counted.has(key.replace(pluralForm, ""));

  const missing = [...original.keys()]
    .filter((key) => !isCounted(key) && !translation.has(key))
    .map((key) => `${language} lacks the sentence ${key}`);
  const needless = [...translation.keys()]
    .filter((key) => !isCounted(key) && !original.has(key))
    .map((key) => `${language} has the sentence ${key}, which nothing asks for`);

  return [
    ...missing,
    ...needless,
    ...findPluralProblems(language, original, translation),
    ...findPlaceholderProblems(language, original, translation),
  ];
}

/** Counted sentences come in exactly the forms that the language's own rules tell apart. */
function findPluralProblems(language, original, translation) {
  const forms = new Intl.PluralRules(language).resolvedOptions().pluralCategories;

  return [...countedKeys(original)].flatMap((key) => {
    const given = [...translation.keys()].filter((each) => pluralForm.test(each) && each.replace(pluralForm, "") === key);
    const needed = forms.map((form) => `${key}_${form}`);

    return [
      ...needed.filter((each) => !given.includes(each)).map((each) => `${language} lacks the plural form ${each}`),
      ...given.filter((each) => !needed.includes(each)).map((each) => `${language} has no such plural form: ${each}`),
    ];
  });
}

function findPlaceholderProblems(language, original, translation) {
  return [...translation].flatMap(([key, sentence]) => {
    const model = original.get(key) ?? original.get(key.replace(pluralForm, "_other"));
    if (model === undefined || placeholders(sentence) === placeholders(model)) return [];

    return [`${language} has other placeholders than ${placeholders(model) || "none"} in ${key}`];
  });
}

/** Each once and in alphabetical order: a language may put them elsewhere, or say one twice. */
function placeholders(sentence) {
  return [...new Set(sentence.match(/\{\{.*?\}\}/g) ?? [])].toSorted((a, b) => a.localeCompare(b)).join(" ");
}

function countedKeys(sentences) {
  return new Set([...sentences.keys()].filter((key) => key.endsWith("_other")).map((key) => key.replace(pluralForm, "")));
}

function findUnknownErrors(sentences, errorCodes) {
  const known = new Set([...errorCodes, ...clientErrors]);

  return [...sentences.keys()]
    .filter((key) => key.startsWith("errors.") && !known.has(key.slice("errors.".length)))
    .map((key) => `${key} belongs to no error of the server: correct the code or remove the sentence`);
}

if (isMainModule(import.meta.url)) {
  await runScript(async () => {
    const built = join(projectDir, "words/dist/index.js");
    if (!existsSync(built)) throw new CommandError("Build first: npm run build");

    const { languages, loadEntryWords, loadPortalWords } = await import(built);
    const words = await Promise.all(
      languages.map(async (language) => [language, { ...(await loadPortalWords(language)), ...(await loadEntryWords(language)) }]),
    );
    const errors = await listErrors();
    const problems = findWordProblems(
      Object.fromEntries(words),
      errors.map(({ code }) => code),
    );
    if (problems.length > 0) throw new CommandError(problems.join("\n"));
  });
}
