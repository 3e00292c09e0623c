/** Random rules, people and tags for tests that compare every way of deciding; narrow alphabets make them meet. */
import {
  catalogue,
  type Conditions,
  type Permission,
  type ResourceType,
  type SubjectType,
  type Tag,
  type Target,
} from "@latchkey/contract";
import type { Circumstances, EngineGroup, EnginePolicy, RoleHolding, Subject } from "@latchkey/engine";
import fc from "fast-check";

// Few keys and values, so that they meet; each has a meaning to arrays, patterns, JSON, SQL or JavaScript, or a near twin.
const keys = ["site", "Site", "sit", "s_te", "a,b", "{k}", '"', "__proto__", "é", "e\u0301"];
const values = ["north", "North", "a=b", "=", "it's", 'say "hi"', "C:\\x\\", "{a,b}", "a,b", "NULL", "%", "日本 👩‍🌾", "'; --"].map((each) =>
  each.trim(),
);
export const ids = Array.from({ length: 4 }, (_, index) => `${index + 1}`.repeat(24));

// The first are drawn as often as all others together: what meets nothing proves nothing.
const oftenFirst = (all: readonly string[]) =>
  fc.oneof({ weight: 1, arbitrary: fc.constantFrom(...all.slice(0, 2)) }, { weight: 1, arbitrary: fc.constantFrom(...all) });
const key = oftenFirst(keys);
const value = oftenFirst(values);
const id = fc.constantFrom(...ids);
export const tags: fc.Arbitrary<Tag[]> = fc.uniqueArray(fc.record({ key, value }), {
  maxLength: 5,
  selector: (each) => `${each.key}=${each.value}`,
});
export const matcher = fc.oneof(
  fc.constant({ match: "any" as const }),
  id.map((each) => ({ match: "id" as const, id: each })),
  fc.record({ match: fc.constant("tag" as const), key, value }),
  key.map((each) => ({ match: "tag_match" as const, key: each })),
);
// Allow twice as often as deny, or nothing would ever be allowed.
const effect = fc.constantFrom("allow" as const, "allow" as const, "deny" as const);

export const groupIds = Array.from({ length: 4 }, (_, index) => `${index}`.padStart(24, "a"));
export const roleIds = Array.from({ length: 3 }, (_, index) => `${index}`.padStart(24, "b"));
const groupOrRole = fc.oneof(
  fc.record({ match: fc.constant("group" as const), id: fc.constantFrom(...groupIds) }),
  fc.record({ match: fc.constant("role" as const), id: fc.constantFrom(...roleIds) }),
);

const moments = [0, 1, 3_600_000].map((offset) => new Date(Date.parse("2026-03-10T12:00:00.000Z") + offset).toISOString());
const addresses = ["192.0.2.1", "192.0.2.2"];
const someConditions: fc.Arbitrary<Conditions> = fc.oneof(
  fc.record({ from: fc.constantFrom(...moments) }),
  fc.record({ until: fc.constantFrom(...moments) }),
  fc.record({ addresses: fc.subarray(addresses, { minLength: 1 }), until: fc.constantFrom(...moments) }),
  fc.constantFrom<Conditions>({ trustedDevice: true }, { secondFactor: true }, { trustedDevice: true, secondFactor: true }),
);
export const conditions = fc.oneof({ weight: 3, arbitrary: fc.constant({}) }, { weight: 1, arbitrary: someConditions });
export const circumstances: fc.Arbitrary<Circumstances> = fc.record({
  now: fc.constantFrom(...moments).map((moment) => Date.parse(moment)),
  address: fc.constantFrom(...addresses, null),
  isDeviceTrusted: fc.boolean(),
  hasSecondFactor: fc.boolean(),
});
const holdings: fc.Arbitrary<RoleHolding[]> = fc.array(fc.record({ roleId: fc.constantFrom(...roleIds), conditions }), { maxLength: 2 });
export const subject: fc.Arbitrary<Subject> = fc.record({
  type: fc.constantFrom("run_user" as const, "run_user" as const, "analysis" as const),
  id,
  tags,
  groups: fc.subarray(groupIds, { maxLength: 2 }),
  roles: holdings,
});

export const groupsInWorld: fc.Arbitrary<EngineGroup[]> = fc
  .array(
    fc.record({
      // Each is below one that comes later, so that there is no circle.
      isBelowNext: fc.boolean(),
      rule: fc.option(
        fc.record({
          match: fc.constantFrom("all" as const, "any" as const),
          tags: fc.array(fc.record({ key, value }), { minLength: 1, maxLength: 2 }),
        }),
      ),
      tags: fc.array(fc.record({ key, value }), { maxLength: 2 }),
      roles: holdings,
    }),
    { minLength: groupIds.length - 1, maxLength: groupIds.length - 1 },
  )
  .map((list) =>
    list.map(({ isBelowNext, ...each }, index) => ({
      ...each,
      id: groupIds[index] ?? "",
      name: `Group ${index}`,
      parentId: isBelowNext ? (groupIds[index + 1] ?? null) : null,
    })),
  );

type TargetForm = Target extends infer T ? (T extends Target ? Omit<T, "subject"> : never) : never;

export function targetOf(types: SubjectType[], form: fc.Arbitrary<TargetForm> = fc.oneof(matcher, groupOrRole)): fc.Arbitrary<Target> {
  return fc.tuple(fc.constantFrom(...types), form).map(([type, each]) => ({ subject: type, ...each }));
}

export function permissionOf(types: ResourceType[]): fc.Arbitrary<Permission> {
  return fc.tuple(fc.constantFrom(...types), matcher, effect).chain(([type, form, each]) =>
    fc.subarray(Object.keys(catalogue[type]), { minLength: 1 }).map((actions): Permission => ({
      effect: each,
      actions: ["access", ...actions.filter((action) => action !== "access")],
      resource: { type, ...form },
    })),
  );
}

export function policiesOf(target: fc.Arbitrary<Target>, permission: fc.Arbitrary<Permission>): fc.Arbitrary<EnginePolicy[]> {
  const rules = fc.record({
    status: fc.constantFrom("active" as const, "active" as const, "active" as const, "draft" as const),
    targets: fc.array(target, { minLength: 1, maxLength: 3 }),
    permissions: fc.array(permission, { minLength: 1, maxLength: 3 }),
    conditions,
  });
  return fc
    .array(rules, { minLength: 2, maxLength: 6 })
    .map((list) => list.map((each, index) => ({ id: `policy-${index}`, name: `Policy ${index}`, ...each })));
}
