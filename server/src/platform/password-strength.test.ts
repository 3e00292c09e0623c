import { describe, expect, test } from "vitest";
import { findPasswordWeakness, isContextWord } from "./password-strength.ts";

const ann = ["Ann Miller", "ann.miller@example.com"];

describe("a password", () => {
  test.each(["", "short", "123456789", "ninechars", "👩👩👩👩👩👩👩👩👩"])(
    "%j is too short: fewer than ten characters, as a person counts them",
    async (password) => {
      expect(await findPasswordWeakness(password, [])).toBe("too_short");
    },
  );

  test.each([
    "1234567890",
    "password123",
    "Password1!",
    "P@ssw0rd123",
    "qwertyuiop",
    "qwerty12345",
    "iloveyou123",
    "aaaaaaaaaaaa",
    "abcdefghij",
    "administrator",
    "letmein123",
    "1q2w3e4r5t",
    "passwordpassword",
    "drowssap123",
  ])("%s is too common", async (password) => {
    expect(await findPasswordWeakness(password, [])).toBe("too_common");
  });

  test.each(["annmiller1", "ann.miller@example.com", "Miller1234", "MILLER-2026"])(
    "%s is refused for who it belongs to",
    async (password) => {
      expect(await findPasswordWeakness(password, ann)).not.toBeNull();
    },
  );

  test.each([
    "correct horse battery staple",
    "purple monkey dishwasher 42",
    "tGx9-vQ2m!rZ",
    "пароль лошадь батарея",
    "日本語のパスワード文です",
    "k".repeat(5) + " wzfjq vbnx",
  ])("%s is good enough: no kind of character is asked for", async (password) => {
    expect(await findPasswordWeakness(password, ann)).toBeNull();
  });

  test("may contain a name of its owner when enough else is there", async () => {
    expect(await findPasswordWeakness("miller wzfjq vbnx 8213", ann)).toBeNull();
  });

  test("is judged by its first 40 characters only, since judging hostile long ones would hold up everybody", async () => {
    const strong = "warm river under nine lamps";
    expect(await findPasswordWeakness(strong, ann)).toBeNull();
    expect(await findPasswordWeakness("a1".repeat(20) + strong, ann)).toBe("too_common");
  });
});

describe("a password of words that belong to the place", () => {
  test.each(["Latchkey2026!", "latchkey-portal-1", "AcmeEnergy#99", "2026-acme-admin", "my acme portal"])(
    "%j is refused: digits, signs and a few letters around such words are tried first",
    (password) => expect(isContextWord(password, ["Acme Energy", "acme-energy", "Acme", "Energy"])).toBe(true),
  );

  test.each(["acme has nine warm rivers", "correct horse battery staple", "12345678901"])("%j is not one", (password) =>
    expect(isContextWord(password, ["Acme Energy", "acme-energy", "Acme", "Energy", "IoT"])).toBe(false),
  );
});
