import { expect, test } from "vitest";
import { sql } from "kysely";
import { resourceFilterToSql } from "../src/database/resource-filter.ts";

test("a filter becomes one condition", () => {
  expect(resourceFilterToSql({ kind: "none" }, { id: sql`id`, tags: sql`tags` })).toBeDefined();
});
