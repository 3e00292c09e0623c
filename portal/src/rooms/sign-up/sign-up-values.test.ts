import { expect, test } from "vitest";
import type { VisibleSignupField } from "@latchkey/contract";
import { findAnswerFault, toAnswers } from "./sign-up-values.ts";

const site: VisibleSignupField = { type: "text", name: "site.code", label: "Site", isRequired: true };
const size: VisibleSignupField = { type: "number", name: "size", label: "Size", isRequired: false };

test("a required answer of blanks is missing, an optional one is not", () => {
  expect(findAnswerFault(site, "  ", "en")).toBe("missing");
  expect(findAnswerFault(size, "  ", "en")).toBeNull();
});

test.each(["12", "-3.5", "+1", ".5", "7."])("%s is a number", (answer) => {
  expect(findAnswerFault(size, answer, "en")).toBeNull();
});

test.each(["12a", "1,5", "1e3", "Infinity", "0x10", "."])("%s is not a number", (answer) => {
  expect(findAnswerFault(size, answer, "en")).toBe("not_a_number");
});

test("answers go by the field's name and open ones are left out", () => {
  expect(toAnswers([site, size], [" K 7 ", ""], "en")).toEqual({ "site.code": "K 7" });
});

test("a decimal comma is one where people write it so, and goes to the server as a point", () => {
  expect(findAnswerFault(size, "12,5", "de")).toBeNull();
  expect(toAnswers([site, size], ["1,5", "12,5"], "fr")).toEqual({ "site.code": "1,5", size: "12.5" });
  expect(findAnswerFault(size, "1.204,5", "de")).toBe("not_a_number");
});
