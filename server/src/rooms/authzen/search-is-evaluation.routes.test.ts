/** A search finds exactly what single evaluations allow, in random worlds of tags, groups, roles, conditions and properties. */
import { ProblemError } from "@latchkey/client";
import type { Permission, PolicyBody, Tag } from "@latchkey/contract";
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { addType, askerOf, rule } from "../../../test/authzen/ask.ts";
import { startTestApp, type TestApp } from "../../../test/test-app.ts";

let latchkey: TestApp;
beforeAll(async () => {
  latchkey = await startTestApp();
});
afterAll(() => latchkey.close());

// Narrow alphabets: what never meets proves nothing.
const keys = ["a", "b"];
const values = ["1", "2"];
const actions = ["read", "write"];
const key = fc.constantFrom(...keys);
const value = fc.constantFrom(...values);
const tags: fc.Arbitrary<Tag[]> = fc.uniqueArray(fc.record({ key, value }), { maxLength: 3, selector: (tag) => `${tag.key}=${tag.value}` });
const position = fc.nat({ max: 3 });
const effect = fc.constantFrom<"allow" | "deny">("allow", "allow", "allow", "deny");
const conditions = fc.constantFrom<NonNullable<PolicyBody["conditions"]>>({}, {}, { secondFactor: true }, { addresses: ["192.0.2.0/24"] });
const matcher = fc.oneof(
  fc.constant({ match: "any" as const }),
  position.map((at) => ({ match: "id" as const, at })),
  fc.record({ match: fc.constant("tag" as const), key, value }),
  fc.record({ match: fc.constant("tag_match" as const), key }),
);
const target = fc.oneof(
  matcher,
  fc.nat({ max: 1 }).map((at) => ({ match: "group" as const, at })),
  fc.nat({ max: 1 }).map((at) => ({ match: "role" as const, at })),
);
const permission = fc.record({ effect, actions: fc.subarray(actions, { minLength: 1 }), matcher });
const properties = fc.option(fc.dictionary(key, fc.oneof(value, fc.subarray(values)), { maxKeys: 2 }), { nil: undefined });

const world = fc.record({
  users: fc.array(tags, { minLength: 4, maxLength: 4 }),
  objects: fc.array(tags, { minLength: 4, maxLength: 4 }),
  groups: fc.record({
    tags,
    roles: fc.boolean(),
    rule: fc.record({ match: fc.constantFrom("all" as const, "any" as const), tags: tags.filter((list) => list.length > 0) }),
  }),
  members: fc.tuple(fc.subarray([0, 1, 2, 3]), fc.subarray([0, 1, 2, 3])),
  roles: fc.record({ permissions: fc.array(permission, { maxLength: 2 }), conditions }),
  assignments: fc.array(fc.record({ role: fc.nat({ max: 1 }), user: position, conditions }), { maxLength: 3 }),
  policies: fc.array(
    fc.record({
      targets: fc.array(target, { minLength: 1, maxLength: 2 }),
      permissions: fc.array(permission, { minLength: 1, maxLength: 2 }),
      conditions,
    }),
    { minLength: 2, maxLength: 5 },
  ),
  question: fc.record({
    subject: properties,
    resource: properties,
    context: fc.record({ mfa: fc.boolean(), ip: fc.constantFrom("192.0.2.1", "198.51.100.1") }),
  }),
});
type World = typeof world extends fc.Arbitrary<infer W> ? W : never;

/** A role refuses to say the same thing twice. */
function withoutRepeats(permissions: World["roles"]["permissions"]): World["roles"]["permissions"] {
  const asText = ({ effect, actions, matcher }: (typeof permissions)[number]) => JSON.stringify([effect, actions.toSorted(), matcher]);
  return [...new Map(permissions.map((each) => [asText(each), each])).values()];
}

/** Loads a world through the API and answers how to ask it. */
async function load({ users, objects, groups, members, roles, assignments, policies }: World) {
  const profile = await latchkey.make.aProfile();
  const [params, { client }] = [{ profileId: profile.id }, profile];
  const userIds: string[] = [];
  for (const each of users) userIds.push((await latchkey.make.aUser(profile, { tags: each })).id);
  await addType(profile, "record", actions);
  const objectIds = objects.map((_tags, index) => `record ${index}`);
  const items = objects.map((each, index) => ({ id: `record ${index}`, tags: each }));
  await client.resourceTypes.saveObjects({ params: { ...params, type: "record" }, body: { items } });

  const toPermission = (each: World["roles"]["permissions"][number]): Permission =>
    rule(
      each.effect,
      each.actions,
      "record",
      each.matcher.match === "id" ? { match: "id", id: `record ${each.matcher.at}` } : each.matcher,
    );
  const inner = await client.roles.createRole({
    params,
    body: { name: "inner", permissions: withoutRepeats(roles.permissions).map(toPermission), conditions: roles.conditions },
  });
  const outer = await client.roles.createRole({ params, body: { name: "outer", includes: [inner.id] } });
  const roleIds = [inner.id, outer.id];
  const above = await client.groups.createGroup({ params, body: { name: "above", tags: groups.tags } });
  const below = await client.groups.createGroup({ params, body: { name: "below", parentId: above.id, rule: groups.rule } });
  const groupIds = [above.id, below.id];
  for (const [index, groupId] of groupIds.entries()) {
    const add = (members[index] ?? []).map((at) => userIds[at] ?? "");
    await client.groups.changeGroupMembers({ params: { ...params, groupId }, body: { add } });
  }
  const assign = (assignee: { type: "run_user" | "group"; id: string }, at: number, held: World["roles"]["conditions"]) =>
    client.roles.assignRole({ params, body: { roleId: roleIds[at] ?? "", assignee, conditions: held, reason: "test" } });
  for (const each of assignments) await assign({ type: "run_user", id: userIds[each.user] ?? "" }, each.role, each.conditions);
  if (groups.roles) await assign({ type: "group", id: above.id }, 1, {});

  for (const each of policies) {
    const targets = each.targets.map((form) => {
      const ids = { id: userIds, group: groupIds, role: roleIds };
      return "at" in form
        ? { subject: "run_user" as const, match: form.match, id: ids[form.match][form.at] ?? "" }
        : { subject: "run_user" as const, ...form };
    });
    const body = { targets, permissions: each.permissions.map(toPermission), conditions: each.conditions };
    await latchkey.make.aPolicy(profile, body).catch(unlessDead);
  }
  return { ask: await askerOf(latchkey, profile), userIds, objectIds };
}

/** Chance writes rules that the API rightly refuses, such as the same target twice: the world does without them. */
function unlessDead(error: unknown): void {
  if (!(error instanceof ProblemError) || error.code !== "access.dead_rule") throw error;
}

test("a search answers what evaluations allow", { timeout: 600_000 }, async () => {
  let allowed = 0;
  let asked = 0;
  await fc.assert(
    fc.asyncProperty(world, async (each) => {
      const { ask, userIds, objectIds } = await load(each);
      const { context, ...sent } = each.question;
      const subject = (id: string) => ({ type: "user", id, properties: sent.subject });
      const resource = (id: string) => ({ type: "record", id, properties: sent.resource });
      const pairs = userIds.flatMap((user) => objectIds.flatMap((object) => actions.map((action) => ({ user, object, action }))));
      const answer = await ask("evaluations", {
        context,
        evaluations: pairs.map((pair) => ({ subject: subject(pair.user), resource: resource(pair.object), action: { name: pair.action } })),
      });
      const decisions = answer.json().evaluations as { decision: boolean }[];
      const granted = pairs.filter((_pair, index) => decisions[index]?.decision === true);
      [allowed, asked] = [allowed + granted.length, asked + pairs.length];

      const found = async (endpoint: "search/subject" | "search/resource" | "search/action", body: object) =>
        (await ask(endpoint, { context, ...body }))
          .json()
          .results.map((result: { id?: string; name?: string }) => result.id ?? result.name);
      for (const action of actions) {
        const of = granted.filter((pair) => pair.action === action);
        for (const object of objectIds) {
          const people = await found("search/subject", { subject: subject(""), resource: resource(object), action: { name: action } });
          expect(people.toSorted()).toEqual(
            of
              .filter((pair) => pair.object === object)
              .map((pair) => pair.user)
              .toSorted(),
          );
        }
        for (const user of userIds) {
          const things = await found("search/resource", { subject: subject(user), resource: resource(""), action: { name: action } });
          expect(things.toSorted()).toEqual(
            of
              .filter((pair) => pair.user === user)
              .map((pair) => pair.object)
              .toSorted(),
          );
        }
      }
      for (const { user, object } of pairs.slice(0, 8)) {
        const names = await found("search/action", { subject: subject(user), resource: resource(object) });
        expect(names).toEqual(granted.filter((pair) => pair.user === user && pair.object === object).map((pair) => pair.action));
      }
    }),
    { numRuns: Number(process.env["LATCHKEY_SEARCH_WORLDS"] ?? 15) },
  );
  // Worlds in which everybody or nobody is allowed would let a wrong search pass.
  expect(allowed / asked).toBeGreaterThan(0.1);
  expect(allowed / asked).toBeLessThan(0.9);
});
