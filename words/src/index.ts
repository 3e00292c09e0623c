export { describeProblem } from "./describe-problem.ts";
export type { ProblemLike } from "./describe-problem.ts";
export { initWords } from "./init-words.ts";
export { languages, toLanguage } from "./languages.ts";
export type { Language } from "./languages.ts";
export { consoleResources, portalResources, resources } from "./resources.ts";
export type { Translate, WordKey, Words } from "./typed-keys.ts";
export { uiWords } from "./ui-words.ts";
