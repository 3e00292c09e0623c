import { defaultSecuritySettings, type SecondFactorRules } from "@latchkey/contract";
import { HOTP, Secret } from "otpauth";
import { describe, expect, test } from "vitest";
import { newRecoveryCodes, printRecoveryCode, readRecoveryCode } from "./recovery-codes.rules.ts";
import { emailHint, phoneHint, provingMethodsOf, secondFactorDemandOf } from "./second-factor.rules.ts";
import { findTotpStep, newTotpSecret, normaliseCode, qrRows, totpUri } from "./totp.rules.ts";

const now = new Date("2026-03-02T09:00:10.000Z");
const step = Math.floor(now.getTime() / 30_000);
const codeAt = (secret: string, counter: number) => HOTP.generate({ secret: Secret.fromBase32(secret), digits: 6, counter });

describe("codes of an authenticator app", () => {
  test("agree with the vectors of RFC 6238, appendix B, for SHA-1", () => {
    const secret = Secret.fromLatin1("12345678901234567890").base32;
    // The last six digits of the eight that the RFC shows.
    for (const [seconds, code] of [
      [59, "287082"],
      [1_111_111_109, "081804"],
      [1_234_567_890, "005924"],
      [20_000_000_000, "353130"],
    ] as const) {
      expect(findTotpStep({ secret, code, now: new Date(seconds * 1000) })).toBe(Math.floor(seconds / 30));
    }
  });

  test.each([
    [-2, null],
    [-1, step - 1],
    [0, step],
    [1, step + 1],
    [2, null],
  ])("a code %i steps away is answered with %s", (around, expected) => {
    const secret = newTotpSecret();
    expect(findTotpStep({ secret, code: codeAt(secret, step + around), now })).toBe(expected);
  });

  test.each(["", "1", "12345", "1234567", "abcdef", "١٢٣٤٥٦", " ".repeat(6), "\u0000".repeat(6)])("%j is no code", (code) => {
    expect(findTotpStep({ secret: newTotpSecret(), code, now })).toBeNull();
  });

  test("may be typed with spaces and dashes", () => {
    expect(normaliseCode(" 123 456 ")).toBe("123456");
    expect(normaliseCode("123-456")).toBe("123456");
  });

  test("are made from 160 random bits, and from others each time", () => {
    const secrets = new Set(Array.from({ length: 100 }, newTotpSecret));
    expect(secrets.size).toBe(100);
    for (const secret of secrets) expect(Secret.fromBase32(secret).bytes).toHaveLength(20);
  });

  test("the address for the app names portal and account, whatever characters they have", () => {
    const uri = totpUri({ issuer: "A: b & c", account: "ann@example.com", secret: "JBSWY3DPEHPK3PXP" });
    expect(uri).toMatch(/^otpauth:\/\/totp\//);
    const url = new URL(uri);
    expect(url.searchParams.get("secret")).toBe("JBSWY3DPEHPK3PXP");
    expect(url.searchParams.get("issuer")).toBe("A  b & c");
    expect(decodeURIComponent(url.pathname)).toContain("ann@example.com");
  });

  test("the QR code is a square of light and dark with its three finders", () => {
    const rows = qrRows("otpauth://totp/Latchkey:ann@example.com?secret=JBSWY3DPEHPK3PXP&issuer=Latchkey");
    expect(new Set(rows.map((row) => row.length))).toEqual(new Set([rows.length]));
    for (const row of rows) expect(row).toMatch(/^[01]+$/);
    expect(rows[0]).toMatch(/^1111111.*1111111$/);
    expect(rows.at(-1)).toMatch(/^1111111/);
  });
});

describe("recovery codes", () => {
  test("are ten, each found by its first two characters alone, and never the same", () => {
    const codes = newRecoveryCodes();
    expect(codes).toHaveLength(10);
    expect(new Set(codes.map(({ selector }) => selector)).size).toBe(10);
    expect(new Set(Array.from({ length: 50 }, () => newRecoveryCodes().map(printRecoveryCode)).flat()).size).toBe(500);
  });

  test("are read as they were printed, and as people type them", () => {
    for (const code of newRecoveryCodes()) {
      const printed = printRecoveryCode(code);
      expect(printed).toMatch(/^[0-9a-hjkmnp-tv-z]{5}-[0-9a-hjkmnp-tv-z]{5}$/);
      expect(readRecoveryCode(printed)).toEqual(code);
      expect(readRecoveryCode(` ${printed.toUpperCase().replace("-", " ")} `)).toEqual(code);
      expect(readRecoveryCode(printed.replaceAll("0", "O").replaceAll("1", "l"))).toEqual(code);
    }
  });

  test.each(["", "abcde", "abcde-fghj", "abcde-fghjkm", "uuuuu-uuuuu", "abcde_fghjk", "äbcde-fghjk"])("%j is none", (typed) => {
    expect(readRecoveryCode(typed)).toBeNull();
  });
});

const rules = (changes: Partial<SecondFactorRules>): SecondFactorRules => ({ ...defaultSecuritySettings.secondFactor, ...changes });
const role = "a".repeat(24);
const tomorrow = "2026-03-03T00:00:00.000Z";
const yesterday = "2026-03-01T00:00:00.000Z";

describe("what is asked of a person", () => {
  test.each<[string, Partial<SecondFactorRules>, string[], string, string | null]>([
    ["nothing", { rule: "off" }, [], "off", null],
    ["nothing, also of holders of a role", { rule: "off", requiredRoleIds: [role] }, [role], "off", null],
    ["what they like", { rule: "optional" }, [], "optional", null],
    ["what they like, without the role", { rule: "optional", requiredRoleIds: [role] }, ["b".repeat(24)], "optional", null],
    ["one, by their role", { rule: "optional", requiredRoleIds: [role] }, [role], "required", null],
    ["one from tomorrow on, by their role", { rule: "optional", requiredRoleIds: [role], requiredFrom: tomorrow }, [role], "due", tomorrow],
    ["nothing by a date without a rule", { rule: "optional", requiredFrom: yesterday }, [], "optional", null],
    ["one at once", { rule: "required" }, [], "required", null],
    ["one from tomorrow on", { rule: "required", requiredFrom: tomorrow }, [], "due", tomorrow],
    ["one since yesterday", { rule: "required", requiredFrom: yesterday }, [], "required", yesterday],
    ["one from this very moment on", { rule: "required", requiredFrom: now.toISOString() }, [], "required", now.toISOString()],
  ])("%s", (...[, changes, roleIds, demand, dueAt]) => {
    expect(secondFactorDemandOf(rules(changes), { roleIds, now })).toEqual({ demand, dueAt: dueAt === null ? null : new Date(dueAt) });
  });
});

describe("ways to prove a second factor", () => {
  const factors = [
    { kind: "email_code", hint: "a…@example.com" },
    { kind: "passkey", hint: null },
    { kind: "passkey", hint: null },
    { kind: "totp", hint: null },
  ] as const;

  test("each kind once, the strongest first, recovery codes last", () => {
    const methods = provingMethodsOf(factors, { provedBy: "password", recoveryCodesLeft: 1 });
    expect(methods.map(({ kind }) => kind)).toEqual(["passkey", "totp", "email_code", "recovery_code"]);
    expect(methods.find(({ kind }) => kind === "email_code")?.hint).toBe("a…@example.com");
  });

  test("no recovery codes where none is left", () => {
    expect(provingMethodsOf(factors, { provedBy: "password", recoveryCodesLeft: 0 }).map(({ kind }) => kind)).not.toContain(
      "recovery_code",
    );
  });

  test("the same mailbox twice is one factor", () => {
    const methods = provingMethodsOf([factors[0]], { provedBy: "email_code", recoveryCodesLeft: 3 });
    expect(methods.map(({ kind }) => kind)).toEqual(["recovery_code"]);
  });

  test("hints tell the owner where to look and nobody else an address", () => {
    expect(emailHint("ann@example.com")).toBe("a…@example.com");
    expect(phoneHint("+4930123456")).toBe("…56");
  });
});
