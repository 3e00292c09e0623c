/** The part of the password rules that browsers can show before anything is sent; the server also knows common passwords. */
import { defaultSecuritySettings, type PasswordRules } from "./security-settings.ts";

const defaultRules: PasswordRules = defaultSecuritySettings.passwords;

/** NIST SP 800-63B: a length and no composition rules, unless a profile adds some. */
export const passwordLengthMin = defaultRules.lengthMin;

const identityPartLengthMin = 4;

export type BrokenPasswordRule = "too_short" | "case_missing" | "number_missing" | "special_missing" | "contains_identity";

/** The first rule that a password breaks; null when it breaks none. `identity`: the person's name and e-mail, as far as known. */
export function findBrokenPasswordRule(
  password: string,
  identity: readonly string[],
  rules: PasswordRules = defaultRules,
): BrokenPasswordRule | null {
  if ([...password].length < rules.lengthMin) return "too_short";
  if (rules.upperAndLowerCase && !(/\p{Lu}/u.test(password) && /\p{Ll}/u.test(password))) return "case_missing";
  if (rules.lettersAndNumbers && !(/\p{L}/u.test(password) && /\p{N}/u.test(password))) return "number_missing";
  if (rules.specialCharacters && !/[^\p{L}\p{N}\s]/u.test(password)) return "special_missing";
  return rules.refuseIdentity && containsIdentity(password, identity, rules.lengthMin) ? "contains_identity" : null;
}

// A name inside is no harm when enough is left without it.
function containsIdentity(password: string, identity: readonly string[], lengthMin: number): boolean {
  const lower = password.toLowerCase();
  const parts = identity.flatMap((each) => [each, ...each.split(/[\s@._+-]+/)]).map((part) => part.toLowerCase());
  const isInside = (part: string) => part.length >= identityPartLengthMin && lower.includes(part);
  return parts.some((part) => isInside(part) && lower.length - part.length < lengthMin);
}

export type PasswordRating = "empty" | BrokenPasswordRule | "repetitive" | "long_enough" | "strong";

const strongLength = 16;
const differentCharactersMin = 5;

/** How a password looks while it is typed: a hint for a meter in words; the server has the last word. */
export function ratePassword(password: string, identity: readonly string[], rules: PasswordRules = defaultRules): PasswordRating {
  const length = [...password].length;
  if (length === 0) return "empty";

  const broken = findBrokenPasswordRule(password, identity, rules);
  if (broken !== null) return broken;
  if (new Set(password.toLowerCase()).size < differentCharactersMin) return "repetitive";
  return length >= strongLength ? "strong" : "long_enough";
}
