import { expect, test } from "vitest";
import { sha256Hex } from "./sha256-hex.ts";

async function bySystem(text: string): Promise<string> {
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text));

  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

test("agrees with the system's own for every length around a block, and beyond ASCII", async () => {
  for (const text of [...Array.from({ length: 140 }, (_, length) => "q".repeat(length)), "Žižek ✓ 東京", "salt?expires=17&x=12345"]) {
    expect(sha256Hex(text)).toBe(await bySystem(text));
  }
});
