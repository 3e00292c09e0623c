import { createInstance } from "i18next";
import { expect, test } from "vitest";
import { consoleResources, initWords } from "@latchkey/words";
import { describeConditions } from "./describe-conditions.ts";

const words = createInstance();
initWords(words, { language: "en", resources: consoleResources });
const describing = { t: words.t, language: "en" };

test("conditions are said in half a sentence", () => {
  const hours = {
    timeZone: "America/New_York",
    windows: [
      { days: [1, 2, 3, 4, 5], from: "07:00", to: "20:00" },
      { days: [6, 1], from: "08:00", to: "24:00" },
    ],
    holidays: ["2026-12-25"],
  };

  expect(describeConditions({ hours, addresses: ["10.0.0.0/8"], trustedDevice: true, secondFactor: true }, describing)).toBe(
    "07:00 to 20:00 on Mon–Fri or 08:00 to 24:00 on Mon, Sat (America/New_York) except on 1 holiday, from 10.0.0.0/8, on a trusted device, with a second factor",
  );
});

test("without conditions there is nothing to say", () => {
  expect(describeConditions({}, describing)).toBe("");
});
