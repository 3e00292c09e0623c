/**
 * Small random worlds in which every target form meets every resource form: narrow alphabets make collisions the rule.
 * Groups nest, roles include each other (circles too), anything may have conditions, and one type is not built in.
 */
import { catalogue as builtIn, findCatalogueAction } from "@latchkey/contract";
import type { Catalogue, Conditions, Permission, SubjectType, Tag, Target } from "@latchkey/contract";
import type { Circumstances, EngineGroup, EnginePolicy, EngineRole, Question, Resource, RoleHolding, Subject } from "@latchkey/engine";
import fc from "fast-check";

export interface World {
  policies: EnginePolicy[];
  groups: EngineGroup[];
  roles: EngineRole[];
  catalogue: Catalogue;
  subjects: Subject[];
  resources: Resource[];
  circumstances: Circumstances;
}

const everyForm = ["any", "id", "tag", "tag_match"] as const;
const feature = { subjects: ["run_user", "administrator"], matchForms: everyForm, category: "features" } as const;

export const catalogue: Catalogue = { ...builtIn, ticket: { open: feature, close: feature } };

/** Types whose actions differ in who can be granted them and through which forms; mostly one, so that rules and resources meet. */
const resourceType = fc.oneof(
  { weight: 12, arbitrary: fc.constant("dashboard") },
  { weight: 3, arbitrary: fc.constantFrom("run_user", "analysis", "profile", "ticket") },
  { weight: 1, arbitrary: fc.constantFrom("device", "widget", "billing", "own_settings") },
);
const subjectTypes: SubjectType[] = ["run_user", "run_user", "run_user", "analysis", "administrator"];
// Case variants, a key that no object of ours may inherit, a value that contains the separator.
const keys = ["site", "Site", "__proto__"];
const values = ["north", "North", "a=b"];
const ids = ["one", "two", "three"];
// The last of each is never made: what refers to it refers to nothing.
const groupIds = ["group-0", "group-1", "group-2", "group-3", "group-4", "group-5"];
const roleIds = ["role-0", "role-1", "role-2", "role-3"];

const key = fc.constantFrom(...keys);
const value = fc.constantFrom(...values);
const id = fc.constantFrom(...ids);
const tag: fc.Arbitrary<Tag> = fc.record({ key, value });
const tagsUpTo = (maxLength: number): fc.Arbitrary<Tag[]> =>
  fc.uniqueArray(tag, { maxLength, selector: (each) => `${each.key}=${each.value}` });

const noon = Date.parse("2026-03-10T12:00:00.000Z");
const moments = [noon, noon + 1, noon + 3_600_000].map((millis) => new Date(millis).toISOString());
const addresses = ["192.0.2.1", "192.0.2.2"];

const someConditions: fc.Arbitrary<Conditions> = fc.oneof(
  fc.record({ from: fc.constantFrom(...moments) }),
  fc.record({ until: fc.constantFrom(...moments) }),
  fc.record({ addresses: fc.subarray(addresses, { minLength: 1 }) }),
  fc.constantFrom<Conditions>({ trustedDevice: true }, { secondFactor: true }, { trustedDevice: true, secondFactor: true }),
  fc.constantFrom("08:00", "12:30").map((from): Conditions => {
    return { hours: { timeZone: "UTC", windows: [{ days: [1, 2, 3, 4, 5, 6, 7], from, to: "20:00" }], holidays: [] } };
  }),
);
/** Most rules have none, or nobody would ever be allowed anything. */
const conditions: fc.Arbitrary<Conditions> = fc.oneof({ weight: 3, arbitrary: fc.constant({}) }, { weight: 1, arbitrary: someConditions });

const circumstances: fc.Arbitrary<Circumstances> = fc.record({
  now: fc.constantFrom(...moments).map((moment) => Date.parse(moment)),
  address: fc.constantFrom(...addresses, null),
  isDeviceTrusted: fc.boolean(),
  hasSecondFactor: fc.boolean(),
});

const holdings: fc.Arbitrary<RoleHolding[]> = fc.array(fc.record({ roleId: fc.constantFrom(...roleIds), conditions }), { maxLength: 2 });

const subject: fc.Arbitrary<Subject> = fc.record({
  type: fc.constantFrom(...subjectTypes),
  id,
  tags: tagsUpTo(4),
  groups: fc.subarray(groupIds, { maxLength: 2 }),
  roles: holdings,
});
const resource: fc.Arbitrary<Resource> = fc.record({
  type: resourceType,
  id: fc.option(id, { freq: 5 }),
  tags: tagsUpTo(4),
});

const resourceMatcher = fc.oneof(
  fc.constant({ match: "any" as const }),
  id.map((each) => ({ match: "id" as const, id: each })),
  fc.record({ match: fc.constant("tag" as const), key, value }),
  key.map((each) => ({ match: "tag_match" as const, key: each })),
);
const targetMatcher = fc.oneof(
  resourceMatcher,
  fc.record({ match: fc.constant("role" as const), id: fc.constantFrom(...roleIds) }),
  fc.record({ match: fc.constant("group" as const), id: fc.constantFrom(...groupIds) }),
);

const target: fc.Arbitrary<Target> = fc
  .tuple(fc.constantFrom(...subjectTypes), targetMatcher)
  .map(([type, form]): Target => ({ subject: type, ...form }));

const permission: fc.Arbitrary<Permission> = fc
  .tuple(
    fc.oneof({ weight: 20, arbitrary: resourceType }, { weight: 1, arbitrary: fc.constant("unheard_of") }),
    resourceMatcher,
    fc.constantFrom("allow", "allow", "allow", "deny"),
  )
  .chain(([type, form, effect]) =>
    fc
      .subarray([...actionsOf(type), "fly"], { minLength: 1 })
      .map((actions): Permission => ({ effect: effect === "deny" ? "deny" : "allow", actions, resource: { type, ...form } })),
  );

const status = fc.oneof(
  { weight: 5, arbitrary: fc.constant("active" as const) },
  { weight: 1, arbitrary: fc.constant("draft" as const) },
  { weight: 1, arbitrary: fc.constant("monitor" as const) },
);

/** Now and then so many pairs that the index gives the policy an atom of its own. */
const rules = fc.oneof(
  {
    weight: 19,
    arbitrary: fc.record({
      targets: fc.array(target, { minLength: 1, maxLength: 3 }),
      permissions: fc.array(permission, { minLength: 1, maxLength: 3 }),
      conditions,
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      targets: fc.array(target, { minLength: 18, maxLength: 24, size: "max" }),
      permissions: fc.array(permission, { minLength: 18, maxLength: 24, size: "max" }),
      conditions,
    }),
  },
);

const policiesFrom = (minLength: number): fc.Arbitrary<EnginePolicy[]> =>
  fc
    .array(fc.tuple(status, rules), { minLength, maxLength: 6, size: "max" })
    .map((list) => list.map(([each, rule], index) => ({ id: `policy-${index}`, name: `Policy ${index}`, status: each, ...rule })));
export const policies = policiesFrom(0);

/** Chains of up to five groups; now and then a circle or a parent that does not exist. */
const group = fc.record({
  parent: fc.oneof(
    { weight: 3, arbitrary: fc.constant("next") },
    { weight: 1, arbitrary: fc.constant(null) },
    { weight: 2, arbitrary: fc.constantFrom(...groupIds) },
  ),
  rule: fc.option(fc.record({ match: fc.constantFrom("all" as const, "any" as const), tags: tagsUpTo(3) }), { freq: 2 }),
  tags: tagsUpTo(2),
  roles: holdings,
});
export const groups: fc.Arbitrary<EngineGroup[]> = fc.array(group, { maxLength: groupIds.length - 1, size: "max" }).map((list) =>
  list.map(({ parent, ...each }, index) => {
    const parentId = parent === "next" ? `group-${index + 1}` : parent;
    return { id: `group-${index}`, name: `Group ${index}`, parentId, ...each };
  }),
);

const role = fc.record({
  permissions: fc.array(permission, { maxLength: 2 }),
  includes: fc.subarray(roleIds, { maxLength: 2 }),
  conditions,
});
export const roles: fc.Arbitrary<EngineRole[]> = fc
  .array(role, { maxLength: roleIds.length - 1, size: "max" })
  .map((list) => list.map((each, index) => ({ id: `role-${index}`, name: `Role ${index}`, ...each })));

/** Mostly several policies about few things: where no rule speaks of what is asked, nothing can go wrong. */
export const world: fc.Arbitrary<World> = fc.record({
  policies: fc.oneof({ weight: 9, arbitrary: policiesFrom(2) }, { weight: 1, arbitrary: policies }),
  groups,
  roles,
  catalogue: fc.constant(catalogue),
  subjects: fc.array(subject, { minLength: 2, maxLength: 3 }),
  resources: fc.array(resource, { minLength: 1, maxLength: 2 }),
  circumstances,
});

/** Everybody asks everything, an action nobody knows included. `create` is asked of what does not exist yet. */
export function questionsOf({ subjects, resources, circumstances: now }: World): Question[] {
  return subjects.flatMap((each) =>
    resources.flatMap((wanted) =>
      [...actionsOf(wanted.type), "fly"].map((action) => ({
        subject: each,
        action,
        resource: existing(each, action === "create" ? { ...wanted, id: null } : wanted),
        circumstances: now,
      })),
    ),
  );
}

/** Whoever asks about themselves is one thing with one list of tags. */
function existing(each: Subject, wanted: Resource): Resource {
  return each.type === wanted.type && each.id === wanted.id ? { ...wanted, tags: each.tags } : wanted;
}

/** The questions that are not a plain no for want of a catalogue entry. */
export function sensibleQuestionsOf(each: World): Question[] {
  return questionsOf(each).filter(({ subject: who, action, resource: what }) =>
    findCatalogueAction(catalogue, what.type, action)?.subjects.includes(who.type),
  );
}

function actionsOf(type: string): string[] {
  return Object.keys(catalogue[type] ?? {});
}
