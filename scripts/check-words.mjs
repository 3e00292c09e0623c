// Checks that every language has every sentence, and that every sentence for an error belongs to an error that exists.
import { existsSync } from "node:fs";
import { join } from "node:path";
import { listErrors } from "./generate-docs.mjs";
import { CommandError, isMainModule, projectDir, runScript } from "./run-command.mjs";

/** Errors that arise in the browser, before any answer of the server. */
const clientErrors = ["unreadable_answer", "network", "unexpected"];

/**
 * @param {Record<string, { translation: object }>} resources sentences by language
 * @param {readonly string[]} errorCodes that the server knows
 */
export function findWordProblems(resources, errorCodes) {
  const languages = Object.entries(resources).map(([language, { translation }]) => ({ language, keys: new Set(listKeys(translation)) }));
  const all = new Set(languages.flatMap(({ keys }) => [...keys]));

  const missing = languages.flatMap(({ language, keys }) =>
    [...all].filter((key) => !keys.has(key)).map((key) => `${language} lacks the sentence ${key}`),
  );
  const known = new Set([...errorCodes, ...clientErrors]);
  const unknown = [...all]
    .filter((key) => key.startsWith("errors.") && !known.has(key.slice("errors.".length)))
    .map((key) => `${key} belongs to no error of the server: correct the code or remove the sentence`);
  return [...missing, ...unknown];
}

/** `{ users: { title: "..." } }` → `users.title`. */
function listKeys(words, prefix = "") {
  return Object.entries(words).flatMap(([key, value]) =>
    typeof value === "string" ? [`${prefix}${key}`] : listKeys(value, `${prefix}${key}.`),
  );
}

if (isMainModule(import.meta.url)) {
  await runScript(async () => {
    const built = join(projectDir, "words/dist/resources.js");
    if (!existsSync(built)) throw new CommandError("Build first: npm run build");

    const { resources } = await import(built);
    const errors = await listErrors();
    const problems = findWordProblems(
      resources,
      errors.map(({ code }) => code),
    );
    if (problems.length > 0) throw new CommandError(problems.join("\n"));
  });
}
