import { createInstance } from "i18next";
import { expect, test } from "vitest";
import { consoleResources, initWords } from "@latchkey/words";
import { startPolicy } from "./policy-templates.ts";

const words = createInstance();
initWords(words, { language: "en", resources: consoleResources });

const id = "66f0c2000000000000000001";

test("without a wish, one empty target and one empty permission wait to be filled in", () => {
  expect(startPolicy(words.t, {})).toMatchObject({
    name: "",
    targets: [{ subject: "run_user", match: "tag", key: "", value: "" }],
    permissions: [{ effect: "allow", actions: ["access"], resource: { type: "dashboard", match: "tag" } }],
  });
});

test("a question becomes the rule that answers it with yes", () => {
  const wish = { subjectType: "analysis", subjectId: id, action: "get_data", resourceType: "device", resourceId: id } as const;

  expect(startPolicy(words.t, wish)).toMatchObject({
    targets: [{ subject: "analysis", match: "id", id }],
    permissions: [{ effect: "allow", actions: ["get_data"], resource: { type: "device", match: "id", id } }],
  });
});

test("a template has a name of its own", () => {
  expect(startPolicy(words.t, { template: "region" })).toMatchObject({
    name: "Dashboards of the own region",
    targets: [{ match: "tag_match" }],
  });
});
