import { randomBytes } from "node:crypto";

/** Crockford's base 32: no letter that looks like a digit. */
const alphabet = "0123456789abcdefghjkmnpqrstvwxyz";
const selectorLength = 2;
const codeLength = 10;

export const recoveryCodesCount = 10;
/** From here on a person is told that few are left. */
export const recoveryCodesFew = 3;

/** A code in its two parts: the one by which its hash is found, and the secret one (40 random bits), which is hashed slowly. */
export interface RecoveryCode {
  selector: string;
  secret: string;
}

/** Ten codes, each with a selector of its own. */
export function newRecoveryCodes(): RecoveryCode[] {
  const codes = new Map<string, RecoveryCode>();
  while (codes.size < recoveryCodesCount) {
    const text = randomText();
    codes.set(text.slice(0, selectorLength), toParts(text));
  }
  return [...codes.values()];
}

function randomText(): string {
  // 256 is a multiple of 32: each letter is as likely as any other.
  return [...randomBytes(codeLength)].map((byte) => alphabet.charAt(byte % alphabet.length)).join("");
}

function toParts(text: string): RecoveryCode {
  return { selector: text.slice(0, selectorLength), secret: text.slice(selectorLength) };
}

/** As shown: abcde-fghjk. */
export function printRecoveryCode({ selector, secret }: RecoveryCode): string {
  const text = selector + secret;
  return `${text.slice(0, codeLength / 2)}-${text.slice(codeLength / 2)}`;
}

/** Reads what somebody typed, null when it cannot be a code: capital letters, dashes and look-alikes do not matter. */
export function readRecoveryCode(typed: string): RecoveryCode | null {
  const text = typed.toLowerCase().replaceAll(/[\s-]/g, "").replaceAll("o", "0").replaceAll(/[il]/g, "1");
  const isCode = text.length === codeLength && [...text].every((letter) => alphabet.includes(letter));
  return isCode ? toParts(text) : null;
}
