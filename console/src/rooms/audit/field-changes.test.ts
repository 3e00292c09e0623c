import { expect, test } from "vitest";
import { fieldChanges } from "./field-changes.ts";

test("in a list only the items that differ are marked", () => {
  const before = { tags: ["region=Northeast", "level=viewer"] };
  const after = { tags: ["region=northeast", "level=viewer"] };

  expect(fieldChanges({ before, after })).toEqual([
    {
      field: "tags",
      before: [
        { text: "region=Northeast", isChanged: true },
        { text: "level=viewer", isChanged: false },
      ],
      after: [
        { text: "region=northeast", isChanged: true },
        { text: "level=viewer", isChanged: false },
      ],
    },
  ]);
});

test("a creation has no before, and an emptied list is empty, not absent", () => {
  expect(fieldChanges({ before: null, after: { name: "Ann", tags: [] } })).toEqual([
    { field: "name", before: null, after: [{ text: "Ann", isChanged: true }] },
    { field: "tags", before: null, after: [] },
  ]);
});

test("tags as pairs read like tags, other objects as they are", () => {
  const after = { tags: [{ key: "region", value: "north" }], targets: [{ key: "a", value: "b", match: "tag" }] };

  const [tags, targets] = fieldChanges({ before: null, after });

  expect(tags?.after?.[0]?.text).toBe("region=north");
  expect(targets?.after?.[0]?.text).toContain('"match": "tag"');
});
