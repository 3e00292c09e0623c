/** Small random worlds in which every target form meets every resource form: narrow alphabets make collisions the rule. */
import { catalogue, catalogueAction } from "@latchkey/contract";
import type { Permission, ResourceType, SubjectType, Tag, Target } from "@latchkey/contract";
import type { EnginePolicy, Resource, Subject } from "@latchkey/engine";
import fc from "fast-check";

export interface World {
  policies: EnginePolicy[];
  subjects: Subject[];
  resources: Resource[];
}

const subjectTypes: SubjectType[] = ["run_user", "analysis"];
const resourceTypes = Object.keys(catalogue) as ResourceType[];
// Case variants, a key that no object of ours may inherit, a value that contains the separator.
const keys = ["site", "Site", "__proto__"];
const values = ["north", "North", "a=b"];
const ids = ["one", "two", "three"];

const key = fc.constantFrom(...keys);
const value = fc.constantFrom(...values);
const id = fc.constantFrom(...ids);
const tags: fc.Arbitrary<Tag[]> = fc.uniqueArray(fc.record({ key, value }), { maxLength: 4, selector: (tag) => `${tag.key}=${tag.value}` });

const subject: fc.Arbitrary<Subject> = fc.record({ type: fc.constantFrom(...subjectTypes), id, tags });
const resource: fc.Arbitrary<Resource> = fc.record({
  type: fc.constantFrom(...resourceTypes),
  id: fc.option(id, { freq: 5 }),
  tags,
});

const matcher = fc.oneof(
  fc.constant({ match: "any" as const }),
  id.map((each) => ({ match: "id" as const, id: each })),
  fc.record({ match: fc.constant("tag" as const), key, value }),
  key.map((each) => ({ match: "tag_match" as const, key: each })),
);

const target: fc.Arbitrary<Target> = fc
  .tuple(fc.constantFrom(...subjectTypes), matcher)
  .map(([type, form]): Target => ({ subject: type, ...form }));

const permission: fc.Arbitrary<Permission> = fc
  .tuple(fc.constantFrom(...resourceTypes), matcher, fc.constantFrom("allow", "allow", "deny"))
  .chain(([type, form, effect]) =>
    fc
      .subarray([...Object.keys(catalogue[type]), "fly"], { minLength: 1 })
      .map((actions): Permission => ({ effect: effect === "deny" ? "deny" : "allow", actions, resource: { type, ...form } })),
  );

const status = fc.constantFrom("active" as const, "active" as const, "active" as const, "draft" as const);

/** Now and then so many pairs that the index gives the policy an atom of its own. */
const rules = fc.oneof(
  {
    weight: 9,
    arbitrary: fc.record({
      targets: fc.array(target, { minLength: 1, maxLength: 3 }),
      permissions: fc.array(permission, { minLength: 1, maxLength: 3 }),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      targets: fc.array(target, { minLength: 18, maxLength: 24, size: "max" }),
      permissions: fc.array(permission, { minLength: 18, maxLength: 24, size: "max" }),
    }),
  },
);

export const policies: fc.Arbitrary<EnginePolicy[]> = fc
  .array(fc.tuple(status, rules), { maxLength: 5 })
  .map((list) => list.map(([each, rule], index) => ({ id: `policy-${index}`, name: `Policy ${index}`, status: each, ...rule })));

export const world: fc.Arbitrary<World> = fc.record({
  policies,
  subjects: fc.array(subject, { minLength: 1, maxLength: 3 }),
  resources: fc.array(resource, { minLength: 1, maxLength: 4 }),
});

export interface Question {
  subject: Subject;
  action: string;
  resource: Resource;
}

/** Everybody asks everything, an action nobody knows included. `create` is asked of what does not exist yet. */
export function questionsOf({ subjects, resources }: Pick<World, "subjects" | "resources">): Question[] {
  return subjects.flatMap((each) =>
    resources.flatMap((wanted) =>
      [...Object.keys(catalogue[wanted.type]), "fly"].map((action) => ({
        subject: each,
        action,
        resource: existing(each, action === "create" ? { ...wanted, id: null } : wanted),
      })),
    ),
  );
}

/** An analysis can ask about itself: it is then one thing with one list of tags. */
function existing(each: Subject, wanted: Resource): Resource {
  return each.type === wanted.type && each.id === wanted.id ? { ...wanted, tags: each.tags } : wanted;
}

/** The questions that are not a plain no for want of a catalogue entry. */
export function sensibleQuestionsOf(each: World): Question[] {
  return questionsOf(each).filter(({ subject, action, resource }) =>
    catalogueAction(resource.type, action)?.subjects.includes(subject.type),
  );
}
