import { expect, test } from "vitest";
import type { VisibleSignupField } from "@latchkey/contract";
import { findAnswerFault, toAnswers } from "./sign-up-values.ts";

const site: VisibleSignupField = { type: "text", name: "site.code", label: "Site", isRequired: true };
const size: VisibleSignupField = { type: "number", name: "size", label: "Size", isRequired: false };

test("a required answer of blanks is missing, an optional one is not", () => {
  expect(findAnswerFault(site, "  ")).toBe("missing");
  expect(findAnswerFault(size, "  ")).toBeNull();
});

test.each(["12", "-3.5", "+1", ".5", "7."])("%s is a number", (answer) => {
  expect(findAnswerFault(size, answer)).toBeNull();
});

test.each(["12a", "1,5", "1e3", "Infinity", "0x10", "."])("%s is not a number", (answer) => {
  expect(findAnswerFault(size, answer)).toBe("not_a_number");
});

test("answers go by the field's name and open ones are left out", () => {
  expect(toAnswers([site, size], [" K 7 ", ""])).toEqual({ "site.code": "K 7" });
});
