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
