import { timingSafeEqual } from "node:crypto";
import { HOTP, Secret, TOTP } from "otpauth";
import { encode } from "uqr";

const stepSeconds = 30;
const digits = 6;
/** Clocks of phones drift: the code before and the code after count too (RFC 6238, section 5.2). */
const stepsAround = [-1, 0, 1];

/** 160 random bits, as RFC 4226 recommends. */
export function newTotpSecret(): string {
  return new Secret({ size: 20 }).base32;
}

/** What an authenticator app reads; `issuer` and `account` are what it shows. */
export function totpUri({ issuer, account, secret }: { issuer: string; account: string; secret: string }): string {
  // A colon separates the two in the label.
  const label = account.replaceAll(":", " ");
  return new TOTP({
    issuer: issuer.replaceAll(":", " "),
    label,
    secret: Secret.fromBase32(secret),
    digits,
    period: stepSeconds,
  }).toString();
}

/** Rows of a QR code without its border; 1 is dark. */
export function qrRows(content: string): string[] {
  return encode(content, { ecc: "M", border: 0 }).data.map((row) => row.map((isDark) => (isDark ? "1" : "0")).join(""));
}

/**
 * The time step whose code this is, or null. Every step is compared, in constant time, so that neither the digits nor the
 * drift can be told from how long it takes.
 */
export function findTotpStep({ secret, code, now }: { secret: string; code: string; now: Date }): number | null {
  const given = Buffer.from(code.padEnd(digits).slice(0, digits + 1));
  const current = Math.floor(now.getTime() / 1000 / stepSeconds);

  let found: number | null = null;
  for (const around of stepsAround) {
    const counter = current + around;
    const right = Buffer.from(HOTP.generate({ secret: Secret.fromBase32(secret), digits, counter }));
    if (given.length === right.length && timingSafeEqual(given, right)) found = counter;
  }
  return found;
}

/** Codes as people copy them: "123 456". */
export function normaliseCode(code: string): string {
  return code.replaceAll(/[\s-]/g, "");
}
