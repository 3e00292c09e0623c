import { expect, test } from "vitest";
import { emptyField, move, selfSetKeys, toDraft, toField } from "./signup-fields.ts";

test("a field survives being edited", () => {
  const text = { type: "text", name: "company", label: "Company", isRequired: true } as const;
  const hidden = { type: "hidden", name: "plan", value: "trial" } as const;

  expect(toField(toDraft(text))).toEqual(text);
  expect(toField(toDraft(hidden))).toEqual(hidden);
});

test("fields move by one place and stop at the ends", () => {
  expect(move(["a", "b", "c"], 1, -1)).toEqual(["b", "a", "c"]);
  expect(move(["a", "b", "c"], 1, 1)).toEqual(["a", "c", "b"]);
  expect(move(["a", "b"], 0, -1)).toEqual(["a", "b"]);
  expect(move(["a", "b"], 1, 1)).toEqual(["a", "b"]);
});

test("hidden fields are not set by users", () => {
  const fields = [
    { ...emptyField(), name: "region" },
    { ...emptyField(), type: "hidden" as const, name: "plan" },
    { ...emptyField(), name: " " },
  ];

  expect(selfSetKeys(fields)).toEqual(["region"]);
});
