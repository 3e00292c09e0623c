import { defaultSecuritySettings, findBrokenPasswordRule, type BrokenPasswordRule, type PasswordRules } from "@latchkey/contract";

/** Why a password is refused; null when it is good enough. Codes are words' keys. */
export type PasswordWeakness = BrokenPasswordRule | "too_common" | "used_before";

/**
 * NIST SP 800-63B: a length, and a check against values known to be common or from breaches; further rules as a profile
 * sets them.
 * @param identity the person's e-mail, name and the like, which must not be inside.
 */
export async function findPasswordWeakness(
  password: string,
  identity: readonly string[],
  rules: PasswordRules = defaultSecuritySettings.passwords,
): Promise<PasswordWeakness | null> {
  const broken = findBrokenPasswordRule(password, identity, rules);
  if (broken !== null) return broken;
  if (!rules.refuseCommon) return null;

  const estimator = await loadEstimator();
  return estimator.check(password, rules.refuseIdentity ? [...identity] : []).score < 2 ? "too_common" : null;
}

/** Words that the first guesses at any portal's passwords are made of; docs/security/sign-in.md lists them for people. */
const contextWords = ["latchkey", "portal", "console", "dashboard", "administrator", "admin", "tagoio"];

/**
 * Whether a password is little more than a word of the product or of its portal: such words and what stands before and after
 * them are tried first (ASVS 6.2.11). What is left without the word, digits and signs has to be long enough to guess at.
 */
export function isContextWord(password: string, placeWords: readonly string[]): boolean {
  const letters = (text: string) => text.toLowerCase().replaceAll(/[^\p{L}]/gu, "");
  const words = [...contextWords, ...placeWords].map(letters).filter(({ length }) => length >= contextWordLengthMin);
  const longestFirst = words.toSorted((one, other) => other.length - one.length);
  const plain = letters(password);
  const rest = longestFirst.reduce((left, word) => left.replaceAll(word, ""), plain);
  return rest !== plain && rest.length < contextWordLengthMin;
}

const contextWordLengthMin = 4;

// Judging 256 chosen characters takes over a second, and anybody may sign up: what is strong in its first 40 is strong.
const judgedLengthMax = 40;

type Estimator = { check(password: string, userInputs?: (string | number)[]): { score: number } };
let estimator: Promise<Estimator> | undefined;

// The dictionaries take tens of megabytes: they are loaded when the first password is chosen, not at start.
function loadEstimator(): Promise<Estimator> {
  estimator ??= (async () => {
    const [{ ZxcvbnFactory }, common] = await Promise.all([import("@zxcvbn-ts/core"), import("@zxcvbn-ts/language-common")]);
    return new ZxcvbnFactory({ dictionary: common.dictionary, graphs: common.adjacencyGraphs, maxLength: judgedLengthMax });
  })();
  return estimator;
}
