import type { AccessFile } from "@latchkey/contract";
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Makers } from "../../../test/makers.ts";
import { toSortedJson } from "../../platform/sorted-json.ts";
import { startTestApp, type TestApp } from "../../../test/test-app.ts";

let latchkey: TestApp;
beforeAll(async () => {
  latchkey = await startTestApp();
});
afterAll(() => latchkey.close());

type Place = Awaited<ReturnType<Makers["aProfile"]>>;
const people = ["ann", "ben", "eve"].map((name) => `${name}@latchkey.test`);

async function aPlace(): Promise<Place> {
  const place = await latchkey.make.aProfile();
  await Promise.all(people.map((email) => latchkey.make.aUser(place, { email })));
  return place;
}

const exported = (place: Place, withPeople: boolean) =>
  place.client.accessFiles.exportAccess({ params: { profileId: place.id }, query: { withPeople: withPeople ? "true" : "false" } });
const apply = (place: Place, file: AccessFile) =>
  place.client.accessFiles.applyAccess({ params: { profileId: place.id }, body: { file, mark: "rules", reason: "round trip" } });
const plan = (place: Place, file: AccessFile) =>
  place.client.accessFiles.planAccess({ params: { profileId: place.id }, body: { file, mark: "rules" } });

const tag = fc.record({ key: fc.constantFrom("level", "region"), value: fc.constantFrom("a", "b", "ü =") });
const tags = fc.uniqueArray(tag, { maxLength: 3, selector: ({ key, value }) => `${key}=${value}` });
const members = fc.subarray(people);
const conditions = fc.record(
  {
    until: fc.constantFrom("2998-01-01T00:00:00.000Z", "2999-01-01T00:00:00.000Z"),
    from: fc.constant("2997-01-01T00:00:00.000Z"),
    addresses: fc.constant<string[]>(["10.0.0.0/8"]),
    secondFactor: fc.constant(true as const),
  },
  { requiredKeys: [] },
);
const permission = fc.record({
  effect: fc.constantFrom("allow" as const, "deny" as const),
  actions: fc.subarray(["access", "export"], { minLength: 1 }),
  resource: fc.constantFrom<AccessFile["policies"][number]["permissions"][number]["resource"][]>(
    { type: "dashboard" as const, match: "any" as const },
    { type: "dashboard" as const, match: "tag" as const, key: "region", value: "a" },
    { type: "dashboard" as const, match: "tag_match" as const, key: "region" },
  ),
});

const permissions = (range: { minLength?: number }) =>
  fc.uniqueArray(permission, { ...range, maxLength: 2, selector: (each) => JSON.stringify(each) });

const groupNames = ["Above", "Below", "Lone"];
const roleNames = ["Outer", "Inner"];

/** A file with everything that one can hold, in any order. */
const anyFile: fc.Arbitrary<AccessFile> = fc.boolean().chain((withPeople) =>
  fc.record({
    version: fc.constant(1 as const),
    withPeople: fc.constant(withPeople),
    tagKeys: fc.uniqueArray(
      fc.record({
        key: fc.constantFrom("level", "region", "tier"),
        description: fc.string({ maxLength: 20 }).map((text) => text.replaceAll(/[^a-z ]/gi, "").trim()),
        values: fc.option(fc.subarray(["a", "b", "ü ="], { minLength: 1 })),
        setBy: fc.constantFrom("administrators" as const, "analyses" as const),
      }),
      { selector: ({ key }) => key, maxLength: 3 },
    ),
    groups: fc.shuffledSubarray(groupNames).chain((names) =>
      fc.tuple(
        ...names.map((name) =>
          fc.record({
            name: fc.constant(name),
            description: fc.constant(""),
            parent: fc.constant(name === "Below" && names.includes("Above") ? "Above" : null),
            rule: fc.option(
              fc.record({
                match: fc.constantFrom("all" as const, "any" as const),
                tags: tags.map(([first]) => [first ?? { key: "level", value: "a" }]),
              }),
            ),
            tags,
            ...(withPeople ? { members } : {}),
          }),
        ),
      ),
    ),
    roles: permissions({}).map((held) =>
      roleNames.map((name) => ({
        name,
        description: "",
        permissions: held,
        includes: name === "Outer" ? ["Inner", "Viewer"] : [],
        conditions: {},
      })),
    ),
    policies: fc.uniqueArray(
      fc.record({
        name: fc.constantFrom("One", "Two", "Three"),
        description: fc.constant(""),
        status: fc.constantFrom("draft" as const, "monitor" as const, "active" as const),
        targets: fc.constantFrom<AccessFile["policies"][number]["targets"][]>(
          [{ subject: "run_user" as const, match: "role" as const, name: "Outer" }],
          [{ subject: "run_user" as const, match: "id" as const, name: people[0] ?? "" }],
          [{ subject: "run_user" as const, match: "tag" as const, key: "level", value: "a" }],
        ),
        permissions: permissions({ minLength: 1 }),
        conditions,
        tags,
        tests: fc.constant([]),
      }),
      { selector: ({ name }) => name, maxLength: 3 },
    ),
    assignments: fc
      .uniqueArray(
        fc.record({
          role: fc.constantFrom("Outer", "Inner", "Viewer"),
          assignee: withPeople ? fc.constantFrom(...people).map((name) => ({ type: "run_user" as const, name })) : fc.constant(null),
          conditions,
          reason: fc.constantFrom("needed", "covers for Ben"),
        }),
        { selector: (assignment) => JSON.stringify(assignment), maxLength: 4 },
      )
      .map((assignments) => assignments.flatMap(({ assignee, ...others }) => (assignee === null ? [] : [{ ...others, assignee }]))),
  }),
);

/** Some roles are given to groups that the file has, whether it speaks of people or not. */
const anyFileWithGroups = fc.tuple(anyFile, fc.nat({ max: 2 })).map(([file, count]): AccessFile => ({
  ...file,
  assignments: [
    ...file.assignments,
    ...file.groups
      .slice(0, count)
      .map(({ name }) => ({ role: "Inner", assignee: { type: "group" as const, name }, conditions: {}, reason: "all of them" })),
  ],
}));

function keyOf({ role, assignee, reason, conditions: held }: AccessFile["assignments"][number]): string {
  return toSortedJson([role, assignee.type, assignee.name, reason, held]);
}

/** Lists whose order says nothing are sorted in what comes back. */
function sorted(file: AccessFile): AccessFile {
  const by =
    <Thing>(keyOf: (thing: Thing) => string) =>
    (one: Thing, other: Thing) =>
      keyOf(one) < keyOf(other) ? -1 : 1;
  return {
    ...file,
    tagKeys: file.tagKeys.toSorted(by(({ key }) => key)),
    groups: file.groups.toSorted(by(({ name }) => name)),
    roles: file.roles.toSorted(by(({ name }) => name)),
    policies: file.policies.toSorted(by(({ name }) => name)),
    assignments: file.assignments.toSorted(by(keyOf)),
  };
}

test("whatever a file says comes back from one server, and from a second one that it was applied to; then nothing is left to do", async () => {
  await fc.assert(
    fc.asyncProperty(anyFileWithGroups, async (file) => {
      const [first, second] = [await aPlace(), await aPlace()];
      await apply(first, file);
      const out = await exported(first, file.withPeople);
      expect(sorted(out)).toEqual(sorted(file));

      await apply(second, out);
      expect(await exported(second, file.withPeople)).toEqual(out);
      for (const place of [first, second]) expect(await plan(place, file)).toMatchObject({ changes: [], errors: [] });
    }),
    { numRuns: 5, endOnFailure: true },
  );
});

test("a second file leaves nothing of the first one behind", async () => {
  await fc.assert(
    fc.asyncProperty(anyFileWithGroups, anyFileWithGroups, async (one, other) => {
      const place = await aPlace();
      // A file without people leaves those of the one before as they are.
      const [before, after] = [one, { ...other, withPeople: true, groups: other.groups.map((group) => ({ members: [], ...group })) }];
      await apply(place, before);
      await apply(place, after);
      expect(sorted(await exported(place, true))).toEqual(sorted(after));
    }),
    { numRuns: 5, endOnFailure: true },
  );
});
