import { expect, test } from "vitest";
import { emptyStep, toSteps } from "./steps.ts";

test("steps are sent when all of them are complete, each with what its kind uses", () => {
  const one = { ...emptyStep(1), key: " region ", value: "north" };
  expect(toSteps([one])).toEqual([{ kind: "set", key: "region", value: "north" }]);
  expect(toSteps([{ ...one, kind: "remove", value: "" }])).toEqual([{ kind: "remove", key: "region", value: null }]);
  expect(toSteps([{ ...one, kind: "rename_key", to: "area" }])).toEqual([{ kind: "rename_key", key: "region", to: "area" }]);
  expect(toSteps([{ ...one, kind: "change_value", to: "south" }])).toEqual([
    { kind: "change_value", key: "region", value: "north", to: "south" },
  ]);
  expect(toSteps([one, emptyStep(2)])).toBeUndefined();
  expect(toSteps([{ ...one, kind: "change_value" }])).toBeUndefined();
});
