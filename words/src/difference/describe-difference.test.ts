import { describe, expect, it, test } from "vitest";
import { languages } from "../languages.ts";
import { describeDifference, type DifferenceParts } from "./describe-difference.ts";

const nobody = { type: "run_user", id: null, tags: [], keys: [], groups: [], roles: [] };
const nothing = { type: "dashboard", id: null, tags: [], matchKeys: [] };
const plain: DifferenceParts = { subject: nobody, resource: nothing, actions: ["access"], conditions: [], except: [] };
const whole: DifferenceParts = {
  subject: {
    ...nobody,
    tags: [{ key: "level", value: "supervisor" }],
    keys: ["site"],
    groups: [{ name: "Crew {who}" }],
    roles: [{ name: "Reader" }],
  },
  resource: { ...nothing, tags: [{ key: "state", value: "NY" }], matchKeys: ["region"] },
  actions: ["access", "edit"],
  conditions: [{}],
  except: [{ name: "Contractors" }],
};

test("in English it is what the API says", () => {
  const tagged = { ...plain, subject: { ...nobody, tags: [{ key: "level", value: "supervisor" }] } };
  const sentence = "people tagged level = supervisor gain access to dashboards tagged state = NY";
  expect(describeDifference({ ...tagged, resource: { ...nothing, tags: [{ key: "state", value: "NY" }] } }, "gains", "en")).toBe(sentence);
  expect(describeDifference(plain, "losses", "en")).toBe("all people lose access to dashboards");
});

const others = languages.filter((language) => language !== "en");

describe.each(languages)("in %s", (language) => {
  it("every part is there, names stay as they are, and gaining is not losing", () => {
    const said = describeDifference(whole, "gains", language);
    for (const part of ["level = supervisor", "site", "Crew {who}", "Reader", "state = NY", "region", "Contractors"]) {
      expect(said).toContain(part);
    }
    expect(said.replace("Crew {who}", "")).not.toMatch(/[{}]/);
    expect(describeDifference(whole, "losses", language)).not.toBe(said);
  });
});

test.each(others)("%s has no English in it", (language) => {
  expect(describeDifference(whole, "losses", language)).not.toMatch(/\b(people|lose|tagged|with|where|and)\b/);
});

test("an unknown type and action are called by their names", () => {
  const other = { ...plain, resource: { ...nothing, type: "invoice" }, actions: ["pay_now"] };
  expect(describeDifference(other, "gains", "de")).toBe("alle Personen erhalten auf Objekte der Art invoice neu: pay now");
});
