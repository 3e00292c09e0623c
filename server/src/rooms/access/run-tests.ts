import type { PolicyTest, PolicyTestResult, SubjectType } from "@latchkey/contract";
import { decide, type Circumstances, type PolicySet, type Resource, type Subject } from "@latchkey/engine";
import type { Connection } from "../../database/database.ts";
import { fromStoredTags } from "../../database/tags.ts";
import type { Context } from "../../http/context.ts";
import { groupBy } from "../../platform/group-by.ts";
import { listSubjects } from "./subjects.store.ts";
import { listTaggedRows } from "./tagged-rows.store.ts";

/** A policy with the tests that are stored with it. */
export interface TestedPolicy {
  id: string | null;
  name: string;
  tests: readonly PolicyTest[];
}

export type TestResult = Omit<PolicyTestResult, "blocksActivation">;

/** Tests with the people and resources they speak about, read once; they can then be run against any policies. */
export interface PreparedTests {
  run(set: PolicySet): TestResult[];
}

/** Somebody thought up has an id that nobody has. */
const nobodysId = "0".repeat(24);

export async function prepareTests(connection: Connection, ctx: Context, policies: readonly TestedPolicy[]): Promise<PreparedTests> {
  const tests = policies.flatMap((policy) => policy.tests);
  const subjects = await loadSubjects(connection, ctx, tests);
  const resources = await loadResources(connection, ctx, tests);
  const now = ctx.platform.clock.now();

  return {
    run: (set) =>
      policies.flatMap((policy) =>
        policy.tests.map((test) => {
          const [subject, resource] = [subjectOf(test, subjects), resourceOf(test, resources)];
          const actual =
            subject && resource ? decide(set, { subject, action: test.action, resource, circumstances: circumstancesOf(test, now) }) : null;
          return {
            policyId: policy.id,
            policyName: policy.name,
            name: test.name,
            expected: test.expected,
            actual,
            isPassed: actual === test.expected,
          };
        }),
      ),
  };
}

const keyOf = (type: string, id: string): string => `${type}/${id}`;

async function loadSubjects(connection: Connection, ctx: Context, tests: readonly PolicyTest[]): Promise<Map<string, Subject>> {
  const named = tests.flatMap(({ subject }) => (subject.kind === "id" ? [subject] : []));
  const found = new Map<string, Subject>();
  for (const [type, group] of groupBy(named, (each): SubjectType => each.type)) {
    const ids = [...new Set(group.map((each) => each.id))];
    const loaded = await listSubjects(connection, ctx.profileId, { type, ids, now: ctx.platform.clock.now() });
    for (const subject of loaded) found.set(keyOf(type, subject.id), subject);
  }
  return found;
}

async function loadResources(connection: Connection, ctx: Context, tests: readonly PolicyTest[]): Promise<Map<string, Resource>> {
  const named = tests.flatMap(({ resource }) => (resource.kind === "id" ? [resource] : []));
  const found = new Map<string, Resource>();
  for (const [type, group] of groupBy(named, (each) => each.type)) {
    const ids = [...new Set(group.map((each) => each.id))];
    const rows = await listTaggedRows(connection, ctx.profileId, { type, ids });
    for (const { id, tags } of rows) found.set(keyOf(type, id), { type, id, tags: fromStoredTags(tags) });
  }
  return found;
}

function subjectOf({ subject }: PolicyTest, loaded: ReadonlyMap<string, Subject>): Subject | undefined {
  if (subject.kind === "id") return loaded.get(keyOf(subject.type, subject.id));
  const roles = subject.roles.map((roleId) => ({ roleId, conditions: {} }));
  return { type: subject.type, id: nobodysId, tags: subject.tags, groups: subject.groups, roles };
}

function resourceOf({ resource, action }: PolicyTest, loaded: ReadonlyMap<string, Resource>): Resource | undefined {
  if (resource.kind === "id") return loaded.get(keyOf(resource.type, resource.id));
  return { type: resource.type, id: action === "create" ? null : nobodysId, tags: resource.tags };
}

function circumstancesOf({ circumstances }: PolicyTest, now: Date): Circumstances {
  return {
    now: circumstances.at === undefined ? now.getTime() : Date.parse(circumstances.at),
    address: circumstances.address ?? null,
    isDeviceTrusted: circumstances.isDeviceTrusted,
    hasSecondFactor: circumstances.hasSecondFactor,
  };
}
