/** Mirrors the server's rule, so that it can be shown before the error; the server decides, and also knows common passwords. */
export const passwordLengthMin = 10;
const strongLength = 16;
const identityPartLengthMin = 4;

export type PasswordRating = "empty" | "too_short" | "contains_identity" | "repetitive" | "long_enough" | "strong";

/** How a password looks while it is typed. `identity`: the person's name and e-mail, as far as known. */
export function ratePassword(password: string, identity: readonly string[]): PasswordRating {
  const length = [...password].length;
  if (length === 0) return "empty";
  if (length < passwordLengthMin) return "too_short";
  if (containsIdentity(password, identity)) return "contains_identity";
  if (new Set(password.toLowerCase()).size < passwordLengthMin / 2) return "repetitive";

  return length >= strongLength ? "strong" : "long_enough";
}

function containsIdentity(password: string, identity: readonly string[]): boolean {
  const lower = password.toLowerCase();
  const parts = identity.flatMap((each) => [each, ...each.split(/[\s@._+-]+/)]).map((part) => part.toLowerCase());

  return parts.some(
    (part) => part.length >= identityPartLengthMin && lower.includes(part) && lower.length - part.length < passwordLengthMin,
  );
}
