/** The rule as the server states it; common passwords are known to the server only (its dictionaries are large). */
export const passwordLengthMin = 10;
const goodLength = 16;
const differentCharactersMin = 5;

export type PasswordJudgement = "empty" | "too_short" | "contains_you" | "repetitive" | "long_enough" | "strong";

/** A first judgement while typing; the server has the last word. */
export function judgePassword(password: string, identity: readonly string[]): PasswordJudgement {
  const characters = [...password];
  const lower = password.toLowerCase();
  const parts = identity.flatMap((each) => each.toLowerCase().split(/[\s@._+-]+/)).filter((part) => part.length >= 4);

  if (characters.length === 0) return "empty";
  if (characters.length < passwordLengthMin) return "too_short";
  if (parts.some((part) => lower.includes(part) && lower.length - part.length < passwordLengthMin)) return "contains_you";
  if (new Set(characters).size < differentCharactersMin) return "repetitive";

  return characters.length >= goodLength ? "strong" : "long_enough";
}
