import { sql } from "kysely";
import { expect, test } from "vitest";
import { keysetOf } from "./paging.ts";

test("a sort with a leading hyphen is descending", () => {
  expect(keysetOf("-name", { name: { column: sql`name`, type: "text" } }).isDescending).toBe(true);
});
