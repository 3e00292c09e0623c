import { expect, test } from "vitest";
import { outputState } from "./output-state.ts";

test("warns from 80 % on and says that nothing is left at the limit", () => {
  expect(outputState(0, 10)).toBe("free");
  expect(outputState(7, 10)).toBe("free");
  expect(outputState(8, 10)).toBe("near");
  expect(outputState(9, 10)).toBe("near");
  expect(outputState(10, 10)).toBe("reached");
  expect(outputState(12, 10)).toBe("reached");
});

test("a limit of nothing is reached before anything is shown", () => {
  expect(outputState(0, 0)).toBe("reached");
});
