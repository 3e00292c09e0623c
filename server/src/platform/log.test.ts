import { expect, test } from "vitest";
import { silentLog } from "./log.ts";

test("a silent log takes everything", () => {
  expect(() => silentLog.error("ignored")).not.toThrow();
});
