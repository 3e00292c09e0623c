import { createInstance } from "i18next";
import { expect, test } from "vitest";
import { initWords, portalResources } from "@latchkey/words";
import { describeDevice, describePlace } from "./describe-device.ts";

const words = createInstance();
initWords(words, { language: "en", resources: portalResources });
const facts = { browser: "Firefox 140", system: "Linux", kind: "desktop" as const, name: null };

test("a device has the name that its owner gave it, else what its browser says", () => {
  expect(describeDevice(words.t, { ...facts, name: "Old laptop" })).toBe("Old laptop");
  expect(describeDevice(words.t, facts)).toBe("Firefox 140 on Linux");
  expect(describeDevice(words.t, { ...facts, system: null })).toBe("Firefox 140");
  expect(describeDevice(words.t, { ...facts, browser: null, system: null })).toBe("Unknown device");
});

test("a place is a country where that is known, in the reader's language", () => {
  expect(describePlace(words.t, { address: "192.0.2.7", country: "DE" }, "fr")).toBe("Allemagne (192.0.2.7)");
  expect(describePlace(words.t, { address: "192.0.2.7", country: null }, "fr")).toBe("192.0.2.7");
  expect(describePlace(words.t, { address: "192.0.2.7", country: "?" }, "en")).toBe("? (192.0.2.7)");
  expect(describePlace(words.t, { address: null, country: null }, "en")).toBe("unknown");
});
