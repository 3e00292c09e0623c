import { createInstance } from "i18next";
import { consoleResources, initWords, loadEntryWords } from "@latchkey/words";

/**
 * The words of the pages before the console, in the language of whoever stands there. English ones are there from the start;
 * they are the console's own, so that nothing shared with it lacks words.
 */
export const entryWords = createInstance();
initWords(entryWords, { language: "en", resources: consoleResources, load: loadEntryWords });
