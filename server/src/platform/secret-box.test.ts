import { mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createSecretBox, loadMasterKey, masterKeyOf } from "./secret-box.ts";

const box = createSecretBox(masterKeyOf("a key for tests that is long enough"));

describe("the secret box", () => {
  test("opens what it sealed, whatever it is", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), (text) => {
        expect(box.open(box.seal(text, "test"), "test")).toBe(text);
      }),
    );
  });

  test("seals the same text differently each time", () => {
    expect(box.seal("same", "test")).not.toBe(box.seal("same", "test"));
  });

  test("opens nothing with another purpose or another key", () => {
    const sealed = box.seal("seed", "totp");
    expect(() => box.open(sealed, "mail")).toThrow(/sealed secret|authenticate|auth tag|Unsupported state/i);
    expect(() => createSecretBox(masterKeyOf("another key that is long enough")).open(sealed, "totp")).toThrow(
      /sealed secret|authenticate|auth tag|Unsupported state/i,
    );
  });

  test("refuses whatever was changed or cut", () => {
    const sealed = box.seal("seed", "totp");
    fc.assert(
      fc.property(fc.nat(sealed.length - 3), (at) => {
        const position = at + 2;
        const changed = sealed.slice(0, position) + (sealed[position] === "A" ? "B" : "A") + sealed.slice(position + 1);
        // The last character may carry unused bits: decoding it differently can give the same bytes.
        if (Buffer.from(changed.slice(2), "base64url").equals(Buffer.from(sealed.slice(2), "base64url"))) return;
        expect(() => box.open(changed, "totp")).toThrow(/sealed secret|authenticate|auth tag|Unsupported state/i);
        expect(() => box.open(sealed.slice(0, position), "totp")).toThrow(/sealed secret|authenticate|auth tag|Unsupported state/i);
      }),
    );
  });
});

describe("the key in the data folder", () => {
  test("is made once, kept, and readable by its owner only", () => {
    const folder = mkdtempSync(join(tmpdir(), "latchkey-key-"));
    try {
      const first = loadMasterKey(join(folder, "data"));
      expect(loadMasterKey(join(folder, "data"))).toEqual(first);
      expect(statSync(join(folder, "data", "secret.key")).mode & 0o777).toBe(0o600);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
