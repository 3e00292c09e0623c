import { readFile, writeFile } from "node:fs/promises";
import { accessFile, catalogue, type AccessFile, type AccessPlan } from "@latchkey/contract";
import type { Command } from "commander";
import { parse, stringify, YAMLParseError } from "yaml";
import type { z } from "zod";
import { runAllPolicyTests } from "../rooms/access/index.ts";
import { applyAccess, exportAccess, findFileProblems, planAccess } from "../rooms/policy-files/index.ts";
import { type CliContext, CommandError, UsageError } from "./cli-context.ts";
import { withProfile } from "./with-app.ts";

const profileOption = ["--profile <slug>", "the profile"] as const;
const markOption = [
  "--mark <name>",
  "ownership mark of the file, e.g. its repository; only what carries it is changed or deleted",
] as const;
const defaultMark = "file";

/** `latchkey policy export|validate|plan|apply|test`: tag keys, groups, roles, policies and assignments as one file. */
export function addPolicyCommand(program: Command, context: CliContext): void {
  const policy = program
    .command("policy")
    .description("tag keys, groups, roles, policies and assignments as a file, with names instead of ids");
  addExport(policy, context);
  addValidate(policy, context);
  addPlan(policy, context);
  addApply(policy, context);
  addTest(policy, context);
}

function addExport(policy: Command, context: CliContext): void {
  policy
    .command("export")
    .description("print the tag keys, groups, roles, policies and assignments of a profile as YAML")
    .requiredOption(...profileOption)
    .option("--with-people", "with members by hand and roles given to people, by e-mail address")
    .option("--out <path>", "write to this file instead")
    .action(async ({ profile, out, withPeople = false }: { profile: string; out?: string; withPeople?: boolean }) => {
      const { settings } = context.readSettings();
      const file = await withProfile(settings, profile, (ctx) => exportAccess(ctx, { withPeople }));
      const text = stringify(file, { lineWidth: 0 });
      if (out === undefined) return context.print(file, [text.trimEnd()]);

      await writeFile(out, text);
      context.print(file, [`Wrote ${countThings(file)} to ${out}.`]);
    });
}

function addValidate(policy: Command, context: CliContext): void {
  policy
    .command("validate")
    .description("check a file without a server: shape, names used twice, and rules that can never fire")
    .argument("<file>", "the YAML or JSON file")
    .action(async (path: string) => {
      const file = await readAccessFile(path);
      const problems = findFileProblems(file, catalogue);
      if (problems.length > 0) throw new CommandError("invalid_file", problems.map((each) => `${each.path}: ${each.message}`).join("\n"));
      context.print({ valid: true }, [`${path} is valid: ${countThings(file)}.`]);
    });
}

function countThings({ tagKeys, groups, roles, policies, assignments }: AccessFile): string {
  const others = `${groups.length} groups, ${roles.length} roles, ${policies.length} policies`;
  return `${tagKeys.length} tag keys, ${others} and ${assignments.length} assignments`;
}

interface PlanOptions {
  profile: string;
  mark: string;
}

function addPlan(policy: Command, context: CliContext): void {
  policy
    .command("plan")
    .description("show what applying a file would change, and who could gain or lose by it")
    .argument("<file>", "the YAML or JSON file")
    .requiredOption(...profileOption)
    .option(...markOption, defaultMark)
    .action(async (path: string, { profile, mark }: PlanOptions) => {
      const { settings } = context.readSettings();
      const file = await readAccessFile(path);
      const plan = await withProfile(settings, profile, (ctx, sets) => planAccess(ctx, sets, { file, mark }));
      context.print(plan, describePlan(plan));
      if (plan.errors.length > 0) throw new CommandError("invalid_file", "The file cannot be applied as it stands.");
    });
}

function addApply(policy: Command, context: CliContext): void {
  policy
    .command("apply")
    .description("make what carries the mark exactly what the file says; all or nothing")
    .argument("<file>", "the YAML or JSON file")
    .requiredOption(...profileOption)
    .requiredOption("--reason <text>", "why; kept in versions and audit log")
    .option(...markOption, defaultMark)
    .action(async (path: string, { profile, mark, reason }: PlanOptions & { reason: string }) => {
      const { settings } = context.readSettings();
      const file = await readAccessFile(path);
      const plan = await withProfile(settings, profile, (ctx, sets) => applyAccess(ctx, sets, { file, mark, reason }));
      context.print(plan, [...describePlan(plan), plan.changes.length === 0 ? "Nothing to do." : "Applied."]);
    });
}

function addTest(policy: Command, context: CliContext): void {
  policy
    .command("test")
    .description("run the tests stored with the policies of a profile")
    .requiredOption(...profileOption)
    .action(async ({ profile }: { profile: string }) => {
      const { settings } = context.readSettings();
      const run = await withProfile(settings, profile, (ctx, sets) => runAllPolicyTests(ctx, sets, {}));
      const failures = run.results.filter((result) => !result.isPassed);
      const lines = failures.map(
        (each) => `FAILED ${each.policyName}: ${each.name} (expected ${each.expected}, got ${each.actual ?? "nothing"})`,
      );
      context.print(run, [...lines, `${run.passed} passed, ${run.failed} failed`]);
      if (run.failed > 0) throw new CommandError("policy_test_failed", "A promise of the policies does not hold.");
    });
}

async function readAccessFile(path: string): Promise<AccessFile> {
  const text = await readFile(path, "utf8").catch((error: NodeJS.ErrnoException) => {
    throw new UsageError(error.code === "ENOENT" ? `There is no file ${path}.` : `${path} cannot be read: ${error.message}`);
  });
  const result = accessFile.safeParse(parseYaml(path, text));
  if (result.success) return result.data;
  throw new CommandError("invalid_file", result.error.issues.map((issue) => `${path}: ${describeIssue(issue)}`).join("\n"));
}

function parseYaml(path: string, text: string): unknown {
  try {
    return parse(text);
  } catch (error) {
    if (error instanceof YAMLParseError) throw new CommandError("invalid_file", `${path}: ${error.message}`);
    throw error;
  }
}

function describeIssue(issue: z.core.$ZodIssue): string {
  return `${issue.path.join(".")}: ${issue.message}`;
}

function describePlan({ changes, unchanged, errors, difference }: AccessPlan): string[] {
  const signs = { create: "+", update: "~", delete: "-" };
  const lines = changes.flatMap((change) => [
    `${signs[change.action]} ${change.type.replaceAll("_", " ")} ${change.name}`,
    ...(change.action === "update" ? change.changes.map((each) => `    ${each.path}: ${shown(each.before)} -> ${shown(each.after)}`) : []),
  ]);
  if (errors.length > 0) return [...lines, ...errors.map((error) => `! ${error.path}: ${error.message}`)];
  return [
    ...lines,
    `${changes.length} to change, ${unchanged} unchanged.`,
    ...(difference.isNoNewAccess ? ["No new access: proven for whatever tags people and resources will carry."] : []),
    ...difference.gains.map((line) => `gain: ${line}`),
    ...difference.losses.map((line) => `lose: ${line}`),
  ];
}

function shown(value: unknown): string {
  return value === undefined || value === null ? "nothing" : JSON.stringify(value);
}
