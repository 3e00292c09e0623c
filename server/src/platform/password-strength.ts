/** Why a password is refused; null when it is good enough. Codes are words' keys. */
export type PasswordWeakness = "too_short" | "too_common" | "contains_identity";

export const passwordLengthMin = 10;

/**
 * NIST SP 800-63B: a length, no composition rules, and a check against values known to be common.
 * @param identity the person's e-mail, name and the like, which must not be inside.
 */
export async function findPasswordWeakness(password: string, identity: readonly string[]): Promise<PasswordWeakness | null> {
  if ([...password].length < passwordLengthMin) return "too_short";

  const lower = password.toLowerCase();
  const parts = identity.flatMap((each) => [each, ...each.split(/[\s@._+-]+/)]).map((each) => each.toLowerCase());
  if (parts.some((part) => part.length >= 4 && lower.includes(part) && lower.length - part.length < passwordLengthMin)) return "contains_identity";

  const estimator = await loadEstimator();
  return estimator.check(password, [...identity]).score < 2 ? "too_common" : null;
}

type Estimator = { check(password: string, userInputs?: (string | number)[]): { score: number } };
let estimator: Promise<Estimator> | undefined;

// The dictionaries take tens of megabytes: they are loaded when the first password is chosen, not at start.
function loadEstimator(): Promise<Estimator> {
  estimator ??= (async () => {
    const [{ ZxcvbnFactory }, common] = await Promise.all([import("@zxcvbn-ts/core"), import("@zxcvbn-ts/language-common")]);
    return new ZxcvbnFactory({ dictionary: common.dictionary, graphs: common.adjacencyGraphs });
  })();
  return estimator;
}
