import type { PolicyTest } from "@latchkey/contract";
import type { Translate } from "@latchkey/words";
import type { NameOf, ThingRef } from "../resources/index.ts";
import { effectKeys, labelOfType, subjectKeys, verbOfAction } from "./policy-words.ts";

/** "Run user Ann, access, dashboard Payroll: Deny." */
export function describeTest(t: Translate, test: PolicyTest, nameOf: NameOf): string {
  const { subject, resource } = test;
  const who =
    subject.kind === "id"
      ? (nameOf(subject.type, subject.id) ?? subject.id)
      : describeHypothetical(t, t(subjectKeys[subject.type].name), [
          ...subject.tags.map((tag) => t("access.sentence.tag", tag)),
          ...subject.groups.map((id) => nameOf("group", id) ?? id),
          ...subject.roles.map((id) => nameOf("role", id) ?? id),
        ]);
  const what =
    resource.kind === "id"
      ? (nameOf(resource.type, resource.id) ?? resource.id)
      : describeHypothetical(
          t,
          labelOfType(t, resource.type),
          resource.tags.map((tag) => t("access.sentence.tag", tag)),
        );

  return t("policies.tests.sentence", { who, action: verbOfAction(t, test.action), what, expected: t(effectKeys[test.expected]) });
}

function describeHypothetical(t: Translate, kind: string, traits: readonly string[]): string {
  return traits.length === 0 ? t("policies.tests.some", { kind }) : t("policies.tests.someWith", { kind, traits: traits.join(", ") });
}

/** Everything that a test names by id. */
export function thingsOfTest({ subject, resource }: PolicyTest): ThingRef[] {
  const things: ThingRef[] =
    subject.kind === "id"
      ? [{ type: subject.type, id: subject.id }]
      : [...subject.groups.map((id) => ({ type: "group", id })), ...subject.roles.map((id) => ({ type: "role", id }))];

  return resource.kind === "id" ? [...things, { type: resource.type, id: resource.id }] : things;
}
