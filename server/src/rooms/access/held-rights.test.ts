/** Class 11 of docs/security, attack by attack: what a delegated person must not be able to hand on. */
import { catalogue, type Conditions, type Permission, type Target } from "@latchkey/contract";
import { compilePolicies, type EnginePolicy } from "@latchkey/engine";
import { describe, expect, test } from "vitest";
import { holdsAll, holdsReplacement, isNothingGained, type Holder } from "./held-rights.ts";
import { isNothingGainedOn } from "./retagging.ts";
import { worldsOf } from "./worlds.ts";

const now = Date.parse("2026-03-10T12:00:00.000Z");
const me: Target = { subject: "run_user", match: "id", id: "me" };
const everybody: Target = { subject: "run_user", match: "any" };
const people: Permission = { effect: "allow", actions: ["edit", "delete"], resource: { type: "run_user", match: "any" } };
const devices: Permission = { effect: "allow", actions: ["access"], resource: { type: "device", match: "any" } };
const denied = (permission: Permission): Permission => ({ ...permission, effect: "deny" });
const inSeconds = (seconds: number) => new Date(now + seconds * 1000).toISOString();

let count = 0;
function policy(permission: Permission, targets: Target[], conditions: Conditions = {}): EnginePolicy {
  const id = `policy-${(count += 1)}`;
  return { id, name: id, status: "active", targets, permissions: [permission], conditions };
}

function holder(...policies: EnginePolicy[]): Holder {
  return { set: compilePolicies({ catalogue, policies }), subject: { type: "run_user", id: "me", tags: [] }, now };
}

describe("a denial for everybody", () => {
  test("makes up for nothing that is not held, neither when it is there nor when it goes", () => {
    const [denial, allow] = [policy(denied(people), [everybody]), policy(people, [me])];
    expect(holdsReplacement(holder(), null, denial)).toBe(true);
    expect(holdsReplacement(holder(denial), null, allow)).toBe(false);
    expect(holdsReplacement(holder(denial, allow), denial, null)).toBe(false);
  });

  test("does not wash away one for the caller alone", () => {
    const held = policy(people, [everybody]);
    const others = [held, policy(denied(people), [me])];
    const allow = policy(people, [{ subject: "run_user", match: "id", id: "friend" }]);
    expect(holdsReplacement(holder(...others), null, allow)).toBe(false);
    expect(holdsReplacement(holder(...others, policy(denied(people), [everybody])), null, allow)).toBe(false);
  });

  test("hides no role that comes to nothing only until it goes", () => {
    const tagged: Target = { subject: "run_user", match: "tag", key: "level", value: "chief" };
    const rules = [policy(people, [tagged]), policy(denied(people), [everybody])];
    const chief = { type: "run_user" as const, id: "friend", tags: [{ key: "level", value: "chief" }] };
    expect(isNothingGained(holder(...rules), { ...chief, tags: [] }, chief)).toBe(false);
    expect(isNothingGained(holder(...rules, policy(people, [me])), { ...chief, tags: [] }, chief)).toBe(true);
  });

  test("keeps nobody from handing on what they hold but for it", () => {
    const secret: Permission = { ...denied(people), resource: { type: "run_user", match: "tag", key: "class", value: "secret" } };
    const given = holder(policy(people, [me]), policy(secret, [everybody]));
    expect(holdsReplacement(given, null, policy(people, [{ subject: "run_user", match: "id", id: "friend" }]))).toBe(true);
  });

  test("by tag match denies something else to each, so that it counts for the caller", () => {
    const own: Permission = { ...denied(people), resource: { type: "run_user", match: "tag_match", key: "site" } };
    const given = holder(policy(people, [me]), policy(own, [everybody]));
    const subject = { ...given.subject, tags: [{ key: "site", value: "north" }] };
    expect(holdsAll({ ...given, subject }, [people], { to: ["run_user"] })).toBe(false);
  });
});

describe("among more conditions than are compared one by one", () => {
  const range = (n: number) => `10.${n}.0.0/16`;
  const many = Array.from({ length: 9 }, (_, n) => policy(devices, [me], { addresses: [range(n)] }));

  test.each([
    ["that have ended", [1, 2, 3].map((seconds): Conditions => ({ until: inSeconds(-seconds) }))],
    ["that imply each other", [[1], [1, 2], [1, 2, 3]].map((list): Conditions => ({ addresses: list.map(range) }))],
  ])("some %s give nothing for nothing", (_title, conditions) => {
    const rules = [{ trustedDevice: true }, { secondFactor: true }, { trustedDevice: true, secondFactor: true }, { from: inSeconds(60) }];
    const all = [...conditions, ...(rules as Conditions[])].map((each) => policy(devices, [me], each));
    const given: Conditions = { addresses: [range(1)], trustedDevice: true, secondFactor: true };
    expect(holdsAll(holder(...all), [people], { to: ["run_user"], given })).toBe(false);
    expect(holdsAll(holder(...all), [people], { to: ["run_user"] })).toBe(false);
    expect(holdsAll(holder(...all, ...many), [people], { to: ["run_user"], given })).toBe(false);
  });

  test("what is held without any is handed on, and what is held under one under that one alone", () => {
    const [conditions] = many.map((each) => each.conditions);
    expect(holdsAll(holder(...many, policy(people, [me])), [people], { to: ["run_user"] })).toBe(true);
    expect(holdsAll(holder(...many), [devices], { to: ["run_user"], given: conditions })).toBe(true);
    expect(holdsAll(holder(...many), [devices], { to: ["run_user"], given: { trustedDevice: true } })).toBe(false);
    expect(holdsAll(holder(...many), [devices], { to: ["run_user"] })).toBe(false);
  });

  test("a denial under conditions counts for the caller, and does not for whoever gains", () => {
    const [held, denial] = [policy(people, [me]), policy(denied(people), [me], { trustedDevice: true })];
    expect(holdsAll(holder(...many, held, denial), [people], { to: ["run_user"] })).toBe(false);

    const tagged: Target = { subject: "run_user", match: "tag", key: "level", value: "chief" };
    const chiefs = [policy(people, [tagged]), policy(denied(people), [tagged], { trustedDevice: true })];
    const [before, after] = [[], [{ key: "level", value: "chief" }]].map((tags) => ({ type: "run_user" as const, id: "x", tags }));
    expect(isNothingGained(holder(...many, ...chiefs), before ?? null, after ?? holder().subject)).toBe(false);
  });

  test("no resource is tagged so that a rule lets somebody do more", () => {
    const secret: Permission = { ...devices, resource: { type: "device", match: "tag", key: "class", value: "open" } };
    const given = holder(...many, policy(secret, [everybody], { trustedDevice: true }));
    const retag = (after: string[]) => isNothingGainedOn(given, { resource: { type: "device", id: "d" }, tags: { before: [], after } });
    expect(retag(["class=open"])).toBe(false);
    expect(retag(["floor=2"])).toBe(true);
  });

  test("there is one world, however many there are", () => {
    const { set } = holder(...Array.from({ length: 1500 }, (_, n) => policy(devices, [me], { until: inSeconds(n + 1) })));
    expect(worldsOf(set, { now })).toHaveLength(1);
  });
});
