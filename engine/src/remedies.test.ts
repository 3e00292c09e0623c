/** A remedy that does not work is worse than none: each one is carried out and asked again. */
import type { Remedy, Tag } from "@latchkey/contract";
import { compilePolicies, explain } from "@latchkey/engine";
import type { EnginePolicy, EngineRole, Question, Resource, Subject } from "@latchkey/engine";
import fc from "fast-check";
import { describe, expect, it, vi } from "vitest";
import { explainAccess, tagList } from "../test/questions.ts";
import { referenceDecision } from "../test/reference.ts";
import { sensibleQuestionsOf, world } from "../test/world.ts";
import type { World } from "../test/world.ts";
import { patienceMillis, worldCount } from "../test/world-count.ts";

vi.setConfig({ testTimeout: patienceMillis });

describe("remedies", () => {
  it("each turns the decision to allow when it is carried out, by itself", () => {
    const checkWorld = (each: World) => {
      const set = compilePolicies(each);
      for (const question of sensibleQuestionsOf(each)) {
        const { remedies } = explain(set, question);
        const failed = remedies.filter((remedy) => decisionAfter(each, question, remedy) !== "allow");
        expect(failed).toEqual([]);
      }
    };
    fc.assert(fc.property(world, checkWorld), { numRuns: Math.ceil(worldCount / 4) });
  });

  it("a value in the wrong case is corrected, on the side that has it", () => {
    expect(remediesFor([northeast], { region: ["Northeast"] }, { state: ["NY"] })).toEqual([
      { kind: "change_subject_tag", key: "region", from: "Northeast", to: "northeast", policyId: "northeast" },
    ]);
    expect(remediesFor([northeast], { region: ["northeast"] }, { state: ["ny"] })).toEqual([
      { kind: "change_resource_tag", key: "state", from: "ny", to: "NY", policyId: "northeast" },
    ]);
  });

  it("another value stays and the wanted one is added", () => {
    expect(remediesFor([northeast], { region: ["south"] }, { state: ["NY"] })).toEqual([
      { kind: "add_subject_tag", key: "region", value: "northeast", policyId: "northeast" },
    ]);
  });

  it("a missing tag match key is offered with the other side's value", () => {
    expect(remediesFor([ownCustomer], {}, { customer: ["acme"] })).toEqual([
      { kind: "add_subject_tag", key: "customer", value: "acme", policyId: "own-customer" },
    ]);
  });

  it("two things wrong at once have no single remedy", () => {
    expect(remediesFor([northeast], { region: ["south"] }, { state: ["CA"] })).toEqual([]);
  });

  it("a tag that some deny would defeat is not offered", () => {
    const contractors: EnginePolicy = {
      ...northeast,
      id: "deny-northeast-ny",
      permissions: [{ effect: "deny", actions: ["access"], resource: { type: "dashboard", match: "tag", key: "state", value: "NY" } }],
    };
    expect(remediesFor([northeast, contractors], { region: ["south"] }, { state: ["NY"] })).toEqual([]);
  });

  it("a deny that one policy holds can be taken away, denies of two policies cannot in one step", () => {
    const first: EnginePolicy = { ...northeast, id: "deny-1", permissions: [{ ...denyAll }] };
    const second: EnginePolicy = { ...northeast, id: "deny-2", permissions: [{ ...denyAll }] };
    const [user, dashboard] = [{ region: ["northeast"] }, { state: ["NY"] }];

    expect(remediesFor([northeast, first], user, dashboard)).toEqual([{ kind: "remove_deny", policyId: "deny-1" }]);
    expect(remediesFor([northeast, first, second], user, dashboard)).toEqual([]);
    expect(remediesFor([first], user, dashboard)).toEqual([]);
  });

  it("a role that holds the right is offered to whoever does not hold it", () => {
    const viewer: EngineRole = { id: "viewer", name: "Viewer", permissions: [{ ...denyAll, effect: "allow" }], includes: [] };
    const question = {
      subject: { type: "administrator" as const, id: "ann", tags: [] },
      resource: { type: "dashboard", id: "sales", tags: [] },
    };
    expect(explainAccess({ roles: [viewer] }, question).remedies).toEqual([
      { kind: "assign_role", roleId: "viewer", roleName: "Viewer", policyId: "viewer" },
    ]);
  });

  it("whoever has the role already is told to wait until it is in force", () => {
    const from = "2026-03-10T13:00:00.000Z";
    const viewer: EngineRole = { id: "viewer", name: "Viewer", permissions: [{ ...denyAll, effect: "allow" }], includes: [] };
    const subject: Subject = { type: "run_user", id: "ann", tags: [], roles: [{ roleId: "viewer", conditions: { from } }] };
    const { remedies } = explainAccess({ roles: [viewer] }, { subject, resource: { type: "dashboard", id: "sales", tags: [] } });
    expect(remedies[0]).toEqual({ kind: "wait_until", at: from, policyId: "viewer" });
  });
});

const denyAll = { effect: "deny" as const, actions: ["access"], resource: { type: "dashboard" as const, match: "any" as const } };

const northeast: EnginePolicy = {
  id: "northeast",
  name: "Northeast states",
  status: "active",
  targets: [{ subject: "run_user", match: "tag", key: "region", value: "northeast" }],
  permissions: [{ effect: "allow", actions: ["access"], resource: { type: "dashboard", match: "tag", key: "state", value: "NY" } }],
};

const ownCustomer: EnginePolicy = {
  id: "own-customer",
  name: "Own customer",
  status: "active",
  targets: [{ subject: "run_user", match: "tag_match", key: "customer" }],
  permissions: [{ effect: "allow", actions: ["access"], resource: { type: "dashboard", match: "tag_match", key: "customer" } }],
};

type TagMap = Record<string, string[]>;

function remediesFor(policies: EnginePolicy[], userTags: TagMap, dashboardTags: TagMap): Remedy[] {
  const subject: Subject = { type: "run_user", id: "ann", tags: tagList(userTags) };
  const resource: Resource = { type: "dashboard", id: "sales", tags: tagList(dashboardTags) };
  return explainAccess({ policies }, { subject, resource }).remedies;
}

function decisionAfter(each: World, question: Question, remedy: Remedy) {
  const { subject, circumstances } = question;
  const withCircumstances = (change: object) => referenceDecision(each, { ...question, circumstances: { ...circumstances, ...change } });
  const withSubject = (change: object) => referenceDecision(each, { ...question, subject: { ...subject, ...change } });
  switch (remedy.kind) {
    case "remove_deny":
      return referenceDecision(withoutDenies(each, remedy.policyId), question);
    case "wait_until":
      return withCircumstances({ now: Date.parse(remedy.at) });
    case "use_second_factor":
      return withCircumstances({ hasSecondFactor: true });
    case "use_trusted_device":
      return withCircumstances({ isDeviceTrusted: true });
    case "join_group":
      return withSubject({ groups: [...(subject.groups ?? []), remedy.groupId] });
    case "assign_role":
      return withSubject({ roles: [...(subject.roles ?? []), { roleId: remedy.roleId, conditions: {} }] });
    default:
      return referenceDecision(each, afterTagging(question, remedy));
  }
}

type TagRemedy = Extract<Remedy, { key: string }>;

function afterTagging(question: Question, remedy: TagRemedy): Question {
  const { subject, resource } = question;
  const isSameThing = subject.type === resource.type && subject.id === resource.id;
  const isOnSubject = remedy.kind === "add_subject_tag" || remedy.kind === "change_subject_tag";
  return {
    ...question,
    subject: isOnSubject || isSameThing ? { ...subject, tags: tagsAfter(subject.tags, remedy) } : subject,
    resource: !isOnSubject || isSameThing ? { ...resource, tags: tagsAfter(resource.tags, remedy) } : resource,
  };
}

/** Ids of policies and roles never meet in these worlds. */
function withoutDenies(each: World, id: string): World {
  const cleanse = <Source extends EnginePolicy | EngineRole>(source: Source): Source =>
    source.id === id ? { ...source, permissions: source.permissions.filter((permission) => permission.effect === "allow") } : source;
  return { ...each, policies: each.policies.map(cleanse), roles: each.roles.map(cleanse) };
}

function tagsAfter(tags: readonly Tag[], remedy: TagRemedy): Tag[] {
  if (remedy.kind === "add_subject_tag" || remedy.kind === "add_resource_tag") return [...tags, { key: remedy.key, value: remedy.value }];
  return tags.map((tag) => (tag.key === remedy.key && tag.value === remedy.from ? { key: tag.key, value: remedy.to } : tag));
}
