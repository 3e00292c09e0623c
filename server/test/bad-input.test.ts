import { expect, test } from "vitest";
import { everyRoute } from "./sample-calls.ts";

test("there are routes that take a body", () => {
  expect(everyRoute.filter(({ spec }) => spec.body).length).toBeGreaterThan(20);
});
