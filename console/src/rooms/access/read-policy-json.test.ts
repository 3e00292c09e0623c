import fc from "fast-check";
import { expect, test } from "vitest";
import { policyBody } from "@latchkey/contract";
import { findJsonSlip } from "./find-json-slip.ts";
import { printPolicyJson, readPolicyJson } from "./read-policy-json.ts";

const policy = policyBody.parse({
  name: 'The "north" team',
  status: "monitor",
  targets: [{ subject: "run_user", match: "group", id: "66f0c2000000000000000001" }],
  permissions: [{ effect: "deny", actions: ["get_data"], resource: { type: "device", match: "tag_match", key: "region" } }],
  conditions: { secondFactor: true, from: "2026-01-01T00:00:00.000Z" },
});

test("JSON and back is the same policy", () => {
  expect(readPolicyJson(printPolicyJson(policy))).toEqual({ body: policy });
});

test("a slip of the pen is named with its place", () => {
  expect(readPolicyJson('{\n  "name": oops\n}')).toMatchObject({ problems: [{ place: "2:11", offset: 12 }] });
});

test("a text is JSON exactly where the language itself can read it", () => {
  const isJson = (text: string) => {
    try {
      JSON.parse(text);
      return true;
    } catch {
      return false;
    }
  };

  fc.assert(
    fc.property(fc.json(), fc.nat(), fc.constantFrom("", ",", "}", "]", '"', "\\", "0", "-", " ", "\n", "x"), (json, place, typed) => {
      const at = place % (json.length + 1);
      const text = json.slice(0, at) + typed + json.slice(at + typed.length);
      expect(findJsonSlip(text) === undefined).toBe(isJson(text));
    }),
    { numRuns: 2000 },
  );
});

test("every field that does not fit is named by its path", () => {
  const read = readPolicyJson(
    JSON.stringify({ ...policy, name: "", targets: [{ subject: "run_user", match: "tag", key: "a=b", value: "x" }] }),
  );

  expect(read).toEqual({
    problems: [
      { place: "name", message: "must not be empty" },
      { place: "targets.0.key", message: "must not contain the character =" },
    ],
  });
});
