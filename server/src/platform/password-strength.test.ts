import { expect, test } from "vitest";
import { findPasswordWeakness } from "./password-strength.ts";

test("a common password is refused", async () => {
  expect(await findPasswordWeakness("password123", [])).not.toBeNull();
});
