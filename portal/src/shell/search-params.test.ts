import { expect, test } from "vitest";
import { parseSearch, readOneOf, readText, stringifySearch } from "./search-params.ts";

test("text survives the round trip, figures stay text", () => {
  const search = { search: "north & east = 7", group: "state", sort: "7" };

  expect(parseSearch(stringifySearch(search))).toEqual(search);
});

test("empty and absent values leave no trace in the address", () => {
  expect(stringifySearch({ search: "", group: undefined, sort: null })).toBe("");
});

test("a value that does not fit counts as absent", () => {
  expect(readOneOf("tomorrow", ["24h", "7d"])).toBeUndefined();
  expect(readText(["a"])).toBeUndefined();
  expect(readText("a".repeat(201))).toBeUndefined();
});
