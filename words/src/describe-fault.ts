import type { Translate } from "./typed-keys.ts";

/** The server says what is wrong with a field in English and without a code; these are the ones a person may meet. */
const known = {
  "is required": "required",
  "must not be empty": "empty",
  "must be a number": "number",
  "must be text": "text",
  "must be an e-mail address such as ann@example.com": "email",
  "must not contain control characters": "controlCharacters",
} as const;

/** What is wrong with a field, in the reader's language; the server's own words where there are no others. */
export function describeFault(t: Translate, message: string): string {
  const tooLong = /^must have at most (\d+) characters$/.exec(message);
  if (tooLong !== null) return t("portal.faults.tooLong", { count: Number(tooLong[1]) });

  const fault = Object.entries(known).find(([sentence]) => sentence === message)?.[1];

  return fault === undefined ? message : t(`portal.faults.${fault}`);
}
