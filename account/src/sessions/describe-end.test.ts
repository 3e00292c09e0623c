import { createInstance } from "i18next";
import { expect, test } from "vitest";
import { initWords, portalResources } from "@latchkey/words";
import { describeEnd } from "./describe-end.ts";

const words = createInstance();
initWords(words, { language: "en", resources: portalResources });
const reader = { locale: "en-GB", timeZone: "Europe/Berlin" };
const session = { expiresAt: "2026-03-03T09:30:00.000Z", lastSeenAt: "2026-03-01T08:00:00.000Z" };

test("a session says when it ends, in the reader's words and time", () => {
  expect(describeEnd(words.t, { ...session, idleEndsAt: null }, reader)).toBe("Ends 3 March 2026 at 10:30");
});

test("and after how long without use, where that may come first", () => {
  const ends = (idleEndsAt: string) => describeEnd(words.t, { ...session, idleEndsAt }, reader);
  expect(ends("2026-03-01T16:00:00.000Z")).toBe("Ends 3 March 2026 at 10:30, or after 8 hours without use");
  expect(ends("2026-03-01T09:30:00.000Z")).toBe("Ends 3 March 2026 at 10:30, or after 90 minutes without use");
});
