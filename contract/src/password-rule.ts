/** The part of the password rule that browsers can show before anything is sent; the server also knows common passwords. */

/** NIST SP 800-63B: a length and no composition rules. */
export const passwordLengthMin = 10;

const identityPartLengthMin = 4;

/** What a password breaks of the rule; null when nothing is. `identity`: the person's name and e-mail, as far as known. */
export function findBrokenPasswordRule(password: string, identity: readonly string[]): "too_short" | "contains_identity" | null {
  if ([...password].length < passwordLengthMin) return "too_short";

  const lower = password.toLowerCase();
  const parts = identity.flatMap((each) => [each, ...each.split(/[\s@._+-]+/)]).map((part) => part.toLowerCase());
  const isInside = (part: string) => part.length >= identityPartLengthMin && lower.includes(part);
  return parts.some((part) => isInside(part) && lower.length - part.length < passwordLengthMin) ? "contains_identity" : null;
}

export type PasswordRating = "empty" | "too_short" | "contains_identity" | "repetitive" | "long_enough" | "strong";

const strongLength = 16;
const differentCharactersMin = 5;

/** How a password looks while it is typed: a hint for a meter in words; the server has the last word. */
export function ratePassword(password: string, identity: readonly string[]): PasswordRating {
  const length = [...password].length;
  if (length === 0) return "empty";

  const broken = findBrokenPasswordRule(password, identity);
  if (broken !== null) return broken;
  if (new Set(password.toLowerCase()).size < differentCharactersMin) return "repetitive";
  return length >= strongLength ? "strong" : "long_enough";
}
