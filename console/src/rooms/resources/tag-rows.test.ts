import { expect, test } from "vitest";
import { tagRowErrors, toTags } from "./tag-rows.ts";

const rows = [
  { key: "", value: " " },
  { key: " state ", value: "NY" },
  { key: "region", value: "" },
];

test("empty rows are no tags, and spaces around words go", () => {
  expect(toTags(rows)).toEqual([
    { key: "state", value: "NY" },
    { key: "region", value: "" },
  ]);
});

test("an error of the server stands at the row that it means, not at the one with its number", () => {
  expect(tagRowErrors(rows, [{ path: "body.tags.1.value", message: "is empty" }])).toEqual({ 2: { value: "is empty" } });
});

test("errors about other fields belong to no row", () => {
  expect(
    tagRowErrors(rows, [
      { path: "body.name", message: "is empty" },
      { path: "body.tags", message: "too many" },
    ]),
  ).toEqual({});
});
