import { expect, test } from "vitest";
import { databaseErrorCode } from "./transact.ts";

test("an error without a code is not the database's", () => {
  expect(databaseErrorCode(new Error("no"))).toBeNull();
});
