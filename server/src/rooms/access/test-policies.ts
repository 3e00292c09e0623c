import type { PolicyBody, PolicyStatus, PolicyTest, PolicyTestResult, PolicyTestRun } from "@latchkey/contract";
import type { EnginePolicy } from "@latchkey/engine";
import type { Connection } from "../../database/database.ts";
import type { Context } from "../../http/context.ts";
import { findAllowed } from "../../http/find-allowed.ts";
import { requireAllOfAccessManagement } from "../../http/require-all-of-access-management.ts";
import { currentReading } from "./current-reading.ts";
import { loadPolicySet } from "./load-policy-set.ts";
import { findPolicy, listTestedPolicies, type PolicyRow } from "./policies.store.ts";
import type { PolicySets } from "./policy-sets.ts";
import { prepareTests, type TestedPolicy, type TestResult } from "./run-tests.ts";

/** What a save would put in place of a stored policy; `policy` is null for a deletion. */
export interface Candidate {
  policyId: string | null;
  policy: (Omit<EnginePolicy, "id"> & { status: PolicyStatus; tests: TestedPolicy["tests"] }) | null;
}

/** A candidate that is not stored yet is compiled under an id that no policy has. */
const newPolicyId = "0".repeat(24);

/**
 * Runs all stored tests of active policies as if the candidate were saved. A failure blocks when it is one of the
 * candidate's own tests while it is active, or of another policy and caused by this save.
 */
export async function runTestsWith(connection: Connection, ctx: Context, { policyId, policy }: Candidate): Promise<PolicyTestResult[]> {
  const stored = await listTestedPolicies(connection, ctx.profileId);
  const others = stored.filter((row) => row.status === "active" && row.id !== policyId).map(testedOf);
  const own: TestedPolicy[] = policy?.status === "active" ? [{ id: policyId, name: policy.name, tests: policy.tests }] : [];
  if ([...others, ...own].every((each) => each.tests.length === 0)) return [];

  const set = await loadPolicySet(connection, ctx.profileId);
  const [otherTests, ownTests] = [await prepareTests(connection, ctx, others), await prepareTests(connection, ctx, own)];
  const before = otherTests.run(set);
  if (policy === null) set.remove(policyId ?? newPolicyId);
  else set.put({ ...policy, id: policyId ?? newPolicyId });

  const after = otherTests.run(set);
  return [
    ...ownTests.run(set).map((result) => ({ ...result, blocksActivation: !result.isPassed })),
    ...after.map((result, index) => ({ ...result, blocksActivation: !result.isPassed && before[index]?.isPassed === true })),
  ];
}

/** Runs the tests of one policy against the rules in force now. */
export async function runPolicyTests(ctx: Context, policySets: PolicySets, policyId: string): Promise<PolicyTestRun> {
  requireAllOfAccessManagement(ctx);
  const row = await findAllowed(ctx, { type: "access_management", action: "access" }, (filter) =>
    findPolicy(ctx.db, ctx.profileId, policyId, filter),
  );
  return runStored(ctx, policySets, [row]);
}

interface Draft {
  policyId: string | null;
  policy: PolicyBody & { tests?: PolicyTest[] | undefined };
}

/** Runs every stored test, or all of them as if a draft were saved and active. */
export async function runAllPolicyTests(
  ctx: Context,
  policySets: PolicySets,
  { draft }: { draft?: Draft | undefined },
): Promise<PolicyTestRun> {
  requireAllOfAccessManagement(ctx);
  if (draft) {
    const stored = draft.policyId === null ? undefined : await findPolicy(ctx.db, ctx.profileId, draft.policyId, { kind: "all" });
    const policy = { ...draft.policy, status: "active" as const, tests: draft.policy.tests ?? stored?.tests ?? [] };
    return toRun(await runTestsWith(ctx.db, ctx, { policyId: stored?.id ?? null, policy }));
  }
  return runStored(ctx, policySets, await listTestedPolicies(ctx.db, ctx.profileId));
}

async function runStored(ctx: Context, policySets: PolicySets, rows: readonly PolicyRow[]): Promise<PolicyTestRun> {
  const prepared = await prepareTests(ctx.db, ctx, rows.map(testedOf));
  const { set } = await currentReading(ctx, policySets);
  const results = prepared.run(set);
  const activeIds = new Set(rows.filter((row) => row.status === "active").map((row) => row.id));
  return toRun(results.map((result) => ({ ...result, blocksActivation: isBlocking(result, activeIds) })));
}

function isBlocking(result: TestResult, activeIds: ReadonlySet<string>): boolean {
  return !result.isPassed && result.policyId !== null && activeIds.has(result.policyId);
}

function testedOf({ id, name, tests }: PolicyRow): TestedPolicy {
  return { id, name, tests };
}

function toRun(results: PolicyTestResult[]): PolicyTestRun {
  const failed = results.filter((result) => !result.isPassed);
  const passed = results.filter((result) => result.isPassed);
  return { passed: passed.length, failed: failed.length, results: [...failed, ...passed] };
}
