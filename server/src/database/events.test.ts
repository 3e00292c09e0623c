import { expect, test } from "vitest";
import { createEvents } from "./events.ts";

test("an event that nobody listens to is emitted without harm", async () => {
  await expect(createEvents().emit({} as never, "user.suspended" as never, {} as never)).resolves.toBeUndefined();
});
