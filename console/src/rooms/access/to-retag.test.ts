import { describe, expect, it } from "vitest";
import { toRetag } from "./to-retag.ts";

const tag = (key: string, value: string) => ({ key, value });

describe("toRetag", () => {
  it("names what goes and what comes", () => {
    const before = [tag("a", "1"), tag("b", "1")];
    expect(toRetag("run_user", "1", { before, after: [tag("b", "1"), tag("a", "2")] })).toMatchObject([
      { of: "run_user", which: { ids: ["1"] }, remove: [tag("a", "1")], add: [tag("a", "2")] },
    ]);
  });

  it("is nothing while a row is half typed, and where only the order differs", () => {
    const before = [tag("a", "1"), tag("b", "1")];
    expect(toRetag("device", "1", { before, after: [...before, tag("c", "")] })).toBeUndefined();
    expect(toRetag("device", "1", { before, after: before.toReversed() })).toBeUndefined();
  });
});
