import { expect, test } from "vitest";
import { createPasswordHasher } from "./passwords.ts";

test("a password verifies against its own hash only", async () => {
  const passwords = createPasswordHasher({ queueMax: 10, cost: { memoryKib: 64, passes: 1 } });
  expect(await passwords.verify(await passwords.hash("correct"), "wrong")).toBe(false);
});
