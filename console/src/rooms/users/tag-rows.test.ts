import { expect, test } from "vitest";
import { ProblemError } from "@latchkey/client";
import { tagErrors, toTags } from "./tag-rows.ts";

const rows = [
  { key: "", value: "" },
  { key: " region ", value: " north " },
  { key: "a=b", value: "" },
];

test("empty rows are not sent and blanks around are cut", () => {
  expect(toTags(rows)).toEqual([
    { key: "region", value: "north" },
    { key: "a=b", value: "" },
  ]);
});

test("an error is shown at the row that was meant, though empty rows were left out", () => {
  const errors = [
    { path: "body.tags.1.key", message: "must not contain =" },
    { path: "body.tags.1.value", message: "too short" },
  ];
  const error = new ProblemError({ type: "", title: "", status: 400, code: "invalid_request", requestId: "r", errors });

  expect(tagErrors(error, rows)).toEqual({ 2: { key: "must not contain =", value: "too short" } });
});
