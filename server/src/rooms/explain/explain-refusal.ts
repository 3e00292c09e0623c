import type { ShortRefusal } from "@latchkey/contract";
import { explain } from "@latchkey/engine";
import { fromStoredTags } from "../../database/tags.ts";
import type { Context } from "../../http/context.ts";
import { httpErrors } from "../../http/http.errors.ts";
import { findTaggedRow, listSubjects, type PolicySets } from "../access/index.ts";
import { findProfile } from "../profiles/index.ts";

/**
 * The short and honest version for whoever was refused: only that the circumstances are wrong, and which. Everything else,
 * a deny included, answers as if the dashboard did not exist: nobody learns of it here.
 */
export async function explainRefusal(ctx: Context, policySets: PolicySets, dashboardId: string): Promise<ShortRefusal> {
  if (ctx.principal.kind !== "run_user") throw httpErrors.not_found();
  const now = ctx.platform.clock.now();
  const [[subject], row, profile] = await Promise.all([
    listSubjects(ctx.db, ctx.profileId, { type: "run_user", ids: [ctx.principal.id], now }),
    findTaggedRow(ctx.db, ctx.profileId, { type: "dashboard", id: dashboardId }),
    findProfile(ctx.db, ctx.profileId),
  ]);
  if (!subject || !row || !profile) throw httpErrors.not_found();

  const { isDeviceTrusted, hasSecondFactor } = ctx.principal.session;
  const set = await policySets.get(ctx.profileId, profile.access_revision);
  const { decision, rules } = explain(set, {
    subject,
    action: "access",
    resource: { type: "dashboard", id: row.id, tags: fromStoredTags(row.tags) },
    circumstances: { now: now.getTime(), address: ctx.source.ip, isDeviceTrusted, hasSecondFactor },
  });
  const waiting = rules.filter((rule) => rule.effect === "allow" && rule.targetMatches && rule.resourceMatches && !rule.conditionsHold);
  if (decision === "allow" || waiting.length === 0 || rules.some((rule) => rule.isMatched)) throw httpErrors.not_found();

  const unmet = waiting.flatMap((rule) => rule.nearMisses.flatMap(({ miss }) => (miss.kind === "condition" ? [toUnmet(miss)] : [])));
  return { resource: { type: "dashboard", id: row.id, name: row.name }, unmet };
}

type Unmet = ShortRefusal["unmet"][number];

function toUnmet({ condition, expected, actual, timeZone }: Unmet): Unmet {
  // Which addresses are let in is the administrators' business, as the rules themselves are.
  const shown = condition === "addresses" ? "" : expected;
  return { condition, expected: shown, actual, ...(timeZone === undefined ? {} : { timeZone }) };
}
