import { expect, test } from "vitest";
import { userFilter } from "@latchkey/contract";
import { keepValid, parseSearch, stringifySearch } from "./search-params.ts";

test("lists are repeated and survive the round trip", () => {
  const search = { search: "ann & bo", status: ["active", "invited"], tag: ["region=north east"] };

  const text = stringifySearch(search);

  expect(text).toBe("?search=ann+%26+bo&status=active&status=invited&tag=region%3Dnorth+east");
  expect(parseSearch(text)).toEqual({ ...search, tag: "region=north east" });
});

test("empty and absent values leave no trace in the address", () => {
  expect(stringifySearch({ search: "", cursor: undefined, sort: null })).toBe("");
});

test("a value that does not fit is dropped and the others stay", () => {
  const read = keepValid(userFilter.shape);

  expect(read({ status: "active", lastSignIn: "tomorrow", unknown: "x" })).toEqual({ status: ["active"] });
});
