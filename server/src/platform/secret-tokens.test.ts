import { expect, test } from "vitest";
import { hashToken } from "./secret-tokens.ts";

test("a token is stored as its SHA-256 digest", () => {
  expect(hashToken("abc").toString("hex")).toBe("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
});
