import { expect, test } from "vitest";
import { renameInTags } from "./plan-rename.ts";

const tags = [
  { key: "region", value: "Northeast" },
  { key: "region", value: "south" },
  { key: "level", value: "Northeast" },
];

test("a key is renamed wherever it stands, and no other", () => {
  expect(renameInTags(tags, { rename: "key", key: "region", to: "area" })).toEqual([
    { key: "area", value: "Northeast" },
    { key: "area", value: "south" },
    { key: "level", value: "Northeast" },
  ]);
});

test("a value is renamed under its own key alone", () => {
  expect(renameInTags(tags, { rename: "value", key: "region", value: "Northeast", to: "northeast" })).toEqual([
    { key: "region", value: "northeast" },
    { key: "region", value: "south" },
    { key: "level", value: "Northeast" },
  ]);
});

test("a pair that came to be there twice stands there once", () => {
  expect(renameInTags(tags, { rename: "value", key: "region", value: "Northeast", to: "south" })).toEqual([
    { key: "region", value: "south" },
    { key: "level", value: "Northeast" },
  ]);
});
