/** A remedy that does not work is worse than none: each one is carried out and asked again. */
import type { Remedy, Tag } from "@latchkey/contract";
import { compilePolicies, explain } from "@latchkey/engine";
import type { EnginePolicy, Resource, Subject } from "@latchkey/engine";
import fc from "fast-check";
import { describe, expect, it, vi } from "vitest";
import { referenceDecision } from "../test/reference.ts";
import { sensibleQuestionsOf, world } from "../test/world.ts";
import type { Question, World } from "../test/world.ts";
import { patienceMillis, worldCount } from "../test/world-count.ts";

vi.setConfig({ testTimeout: patienceMillis });

describe("remedies", () => {
  it("each turns the decision to allow when it is carried out, by itself", () => {
    const checkWorld = (each: World) => {
      const set = compilePolicies(each.policies);
      for (const question of sensibleQuestionsOf(each)) {
        const { remedies } = explain(set, question.subject, question.action, question.resource);
        const failed = remedies.filter((remedy) => decisionAfter(each.policies, question, remedy) !== "allow");
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
  const user: Subject = { type: "run_user", id: "ann", tags: tagList(userTags) };
  const dashboard: Resource = { type: "dashboard", id: "sales", tags: tagList(dashboardTags) };
  return explain(compilePolicies(policies), user, "access", dashboard).remedies;
}

function tagList(tags: TagMap): Tag[] {
  return Object.entries(tags).flatMap(([key, values]) => values.map((value) => ({ key, value })));
}

function decisionAfter(policies: EnginePolicy[], question: Question, remedy: Remedy) {
  if (remedy.kind === "remove_deny")
    return referenceDecision(
      policies.map((policy) => withoutDenies(policy, remedy.policyId)),
      question,
    );

  const { subject, resource } = question;
  const isSameThing = subject.type === resource.type && subject.id === resource.id;
  const isOnSubject = remedy.kind === "add_subject_tag" || remedy.kind === "change_subject_tag";
  const changed = {
    ...question,
    subject: isOnSubject || isSameThing ? { ...subject, tags: tagsAfter(subject.tags, remedy) } : subject,
    resource: !isOnSubject || isSameThing ? { ...resource, tags: tagsAfter(resource.tags, remedy) } : resource,
  };
  return referenceDecision(policies, changed);
}

function withoutDenies(policy: EnginePolicy, id: string): EnginePolicy {
  return policy.id === id ? { ...policy, permissions: policy.permissions.filter((each) => each.effect === "allow") } : policy;
}

function tagsAfter(tags: readonly Tag[], remedy: Exclude<Remedy, { kind: "remove_deny" }>): Tag[] {
  if (remedy.kind === "add_subject_tag" || remedy.kind === "add_resource_tag") return [...tags, { key: remedy.key, value: remedy.value }];
  return tags.map((tag) => (tag.key === remedy.key && tag.value === remedy.from ? { key: tag.key, value: remedy.to } : tag));
}
