import { apiRoutes, catalogue, id as idRule, type FullExplanation, type NearMiss } from "@latchkey/contract";
import type { Command } from "commander";
import type { Context } from "../http/context.ts";
import { explainDecision } from "../rooms/explain/index.ts";
import { listByName } from "../rooms/policy-files/index.ts";
import { type CliContext, CommandError } from "./cli-context.ts";
import { checkInput } from "./read-input.ts";
import { withProfile } from "./with-app.ts";

interface ExplainOptions {
  profile: string;
  user?: string;
  analysis?: string;
  administrator?: string;
  action: string;
  type: string;
  resource: string;
  at?: string;
  asOf?: string;
  address?: string;
  secondFactor?: boolean;
  trustedDevice?: boolean;
}

/** `latchkey explain`: why somebody can or cannot do something, in words. */
export function addExplainCommand(program: Command, context: CliContext): void {
  program
    .command("explain")
    .description("say why somebody can or cannot do something")
    .requiredOption("--profile <slug>", "the profile")
    .option("--user <address or id>", "the run user who asks")
    .option("--analysis <name or id>", "or the analysis that asks")
    .option("--administrator <address or id>", "or the limited administrator who asks")
    .option("--action <action>", "what they want to do", "access")
    .option("--type <type>", "type of what they want to do it to", "dashboard")
    .requiredOption("--resource <name or id>", "what they want to do it to")
    .option("--at <time>", "judge conditions at this time, e.g. 2026-03-01T22:30:00Z")
    .option("--as-of <time>", "judge by the rules and tags of a past moment")
    .option("--address <ip>", "as if they came from this address")
    .option("--second-factor", "as if they had used a second factor")
    .option("--trusted-device", "as if they used a trusted device")
    .action(async (options: ExplainOptions) => {
      const { settings } = context.readSettings();
      const explanation = await withProfile(settings, options.profile, async (ctx, policySets) =>
        explainDecision(ctx, policySets, await readQuestion(ctx, options)),
      );
      context.print(explanation, describe(explanation));
    });
}

async function readQuestion(ctx: Context, options: ExplainOptions) {
  const { at, asOf, address } = options;
  const input = {
    subject: await findSubject(ctx, options),
    action: options.action,
    resource: { type: options.type, id: await findId(ctx, options.type, options.resource) },
    circumstances: {
      ...(at === undefined ? {} : { at }),
      ...(address === undefined ? {} : { address }),
      isDeviceTrusted: options.trustedDevice ?? false,
      hasSecondFactor: options.secondFactor ?? false,
    },
    ...(asOf === undefined ? {} : { asOf }),
  };
  return checkInput(apiRoutes.access.explain.body, input);
}

async function findSubject(ctx: Context, { user, analysis, administrator }: ExplainOptions) {
  const given = [
    { type: "run_user" as const, name: user },
    { type: "analysis" as const, name: analysis },
    { type: "administrator" as const, name: administrator },
  ].filter((each): each is typeof each & { name: string } => each.name !== undefined);
  const [asker, ...others] = given;
  if (asker === undefined || others.length > 0) {
    throw new CommandError("usage", "Name exactly one of --user, --analysis and --administrator.");
  }
  return { type: asker.type, id: await findId(ctx, asker.type, asker.name) };
}

async function findId(ctx: Context, type: string, nameOrId: string): Promise<string> {
  const [found, ...others] = await listByName(ctx.db, ctx.profileId, type, [nameOrId]);
  if (others.length > 0) throw new CommandError("ambiguous", `Several are called "${nameOrId}": name it by its id.`);
  if (found !== undefined) return found.id;
  // What exists once in a profile goes by the profile's id, whatever it is called.
  if (Object.hasOwn(catalogue, type) && !idRule.safeParse(nameOrId).success) {
    throw new CommandError("not_found", `There is no ${type.replaceAll("_", " ")} "${nameOrId}" in this profile.`);
  }
  return nameOrId;
}

const reasons: Record<FullExplanation["reason"], string> = {
  allowed_by_policy: "a rule allows it and none denies it",
  denied_by_policy: "a rule denies it, and deny always wins",
  no_policy_allows: "no rule in force allows it, and the default is deny",
  subject_not_active: "the account may not act",
};

function describe({ decision, reason, subject, action, resource, chain, rules, remedies, remedyReach, asOf }: FullExplanation): string[] {
  const verdict = decision === "allow" ? "ALLOWED" : "DENIED";
  return [
    `${verdict}: ${subject.name} to ${action} ${resource.type} "${resource.name}"${asOf === null ? "" : ` as of ${asOf}`}: ${reasons[reason]}.`,
    `Chain: ${chain.map((link) => `${link.link} ${link.state}`).join(" -> ")}`,
    ...(rules.length > 0 ? ["Rules:"] : ["No rule is near."]),
    ...rules.map(
      (rule) =>
        `  ${rule.isMatched ? rule.effect.toUpperCase() : "-"} ${rule.source} "${rule.policyName}", permission ${rule.permissionIndex + 1}${misses(rule.nearMisses)}`,
    ),
    ...(remedies.length > 0 ? ["To allow, one of:"] : []),
    ...remedies.map((remedy, index) => `  ${JSON.stringify(remedy)} (others who gain: ${remedyReach[index] ?? 0})`),
  ];
}

function misses(nearMisses: FullExplanation["rules"][number]["nearMisses"]): string {
  if (nearMisses.length === 0) return "";
  return `: ${nearMisses.map(({ side, miss }) => `${side} ${describeMiss(miss)}`).join("; ")}`;
}

function describeMiss(miss: NearMiss): string {
  switch (miss.kind) {
    case "missing_key":
      return `has no tag ${miss.key} (needs ${miss.expected})`;
    case "wrong_object":
      return `lacks ${miss.key}=${miss.expected}, which the other side carries`;
    case "condition":
      return `${miss.condition} must be ${miss.expected}, is ${miss.actual ?? "unknown"}`;
    case "group_not_joined":
      return `is not in group "${miss.groupName}"`;
    case "role_not_held":
      return `does not hold role "${miss.roleName}"`;
    case "role_not_in_force":
      return `holds role "${miss.roleName}", but not now: ${miss.condition} must be ${miss.expected}, is ${miss.actual ?? "unknown"}`;
    default:
      return `${miss.key}: has "${miss.actual}", needs "${miss.expected}"`;
  }
}
