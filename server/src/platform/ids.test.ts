import { expect, test } from "vitest";
import { newId } from "./ids.ts";

test("an id is 24 lower-case hexadecimal characters", () => {
  expect(newId({ now: () => new Date() })).toMatch(/^[0-9a-f]{24}$/);
});
