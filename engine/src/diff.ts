/**
 * The exact difference between two sets of rules, over everybody and everything that could ever exist.
 *
 * Why looking at small worlds is enough. Say a subject gains access to a resource: `after` allows, `before` does not.
 * Some allow cell c of `after` matches. Take from subject and resource everything that c does not need: fewer rules
 * match, never more, so `after` still allows. Either `before` now allows nothing either, and world(c) gains; or it does
 * allow, and denied before by some cell d. Give back what d needs: `before` denies again, and world(c + d) gains. So if
 * anybody ever gains, one of these finitely many worlds does, and whoever gains carries all that it names.
 * A loss is a gain the other way round.
 *
 * A cell that both sets have, and that matches the same people in both, can gain only together with a d that `after`
 * does not have: with one changed policy next to nothing has to be looked at.
 */
import { catalogue as builtInCatalogue } from "@latchkey/contract";
import type { Catalogue, Conditions, SubjectType, Tag } from "@latchkey/contract";
import type { RuleCell, RuleName } from "./diff-cells.ts";
import { Comparison, type Side } from "./diff-comparison.ts";
import { conditionsKey } from "./diff-conditions.ts";
import type { DiffRules } from "./diff-scenario.ts";
import { freshValue } from "./diff-sources.ts";
import { haveCommon, type World } from "./diff-worlds.ts";

/** Who gains or loses what: whoever carries all of this, with whatever carries all of that. */
export interface Combination {
  readonly subject: {
    readonly type: SubjectType;
    /** Null for whoever carries the rest. */
    readonly id: string | null;
    readonly tags: readonly Tag[];
    /** Keys carried with whatever value. */
    readonly keys: readonly string[];
    readonly groups: readonly string[];
    readonly roles: readonly string[];
  };
  readonly resource: {
    readonly type: string;
    readonly id: string | null;
    readonly tags: readonly Tag[];
    /** Keys of which it carries a value that the subject carries too. */
    readonly matchKeys: readonly string[];
  };
  readonly actions: readonly string[];
  /** All of them hold. */
  readonly conditions: readonly Conditions[];
  /** Rules that deny some of it. */
  readonly except: readonly RuleName[];
}

export interface Difference {
  readonly gains: readonly Combination[];
  readonly losses: readonly Combination[];
  /**
   * Conditions that hold together, once for each way that matters: whoever ever gains or loses does so while just these
   * hold, and what follows from them.
   */
  readonly scenarios: readonly (readonly Conditions[])[];
  /** There was more to look at than is ever looked at: what is not listed may gain or lose all the same. */
  readonly isCapped: boolean;
}

export interface DifferenceOptions {
  readonly catalogue?: Catalogue;
  /** Conditions that have ended by now never hold again. */
  readonly now: number;
  readonly worldsMax?: number;
}

const worldsMaxByDefault = 200_000;

/** Who gains and who loses when rules `before` become rules `after`. Nothing listed and not capped: proven that nobody does. */
export function differenceOf(before: DiffRules, after: DiffRules, options: DifferenceOptions): Difference {
  const { catalogue = builtInCatalogue, now, worldsMax = worldsMaxByDefault } = options;
  const comparison = new Comparison(before, after, { catalogue, now, worldsMax });
  const combinations = (own: Side, other: Side) => {
    const denies = [...comparison.cells[own].values()].filter((cell) => cell.effect === "deny");
    return comparison.gains(own, other).map((world) => toCombination(world, denies));
  };

  const [gains, losses] = [combinations("after", "before"), combinations("before", "after")];
  return { gains, losses, scenarios: [...comparison.scenarios.values()], isCapped: comparison.isCapped };
}

function toCombination(world: World, denies: readonly RuleCell[]): Combination {
  const { subject, type, need, actions } = world;
  const isFresh = (tag: Tag) => tag.value === freshValue;
  const isNamed = (tag: Tag) => !isFresh(tag);
  return {
    subject: {
      type: subject,
      id: need.id,
      tags: need.tags.filter(isNamed),
      keys: need.tags.filter(isFresh).map((tag) => tag.key),
      groups: need.groups,
      roles: need.roles,
    },
    resource: {
      type,
      id: need.resourceId,
      tags: need.resourceTags.filter(isNamed),
      matchKeys: need.resourceTags.filter(isFresh).map((tag) => tag.key),
    },
    actions: [...actions],
    conditions: [...new Map(need.conditions.map((each) => [conditionsKey(each), each]))]
      .filter(([key]) => key !== "")
      .map(([, each]) => each),
    except: exceptionsOf(world, denies),
  };
}

/** Denies on the same side that somebody who carries more may run into. */
function exceptionsOf({ subject, type, need, actions }: World, denies: readonly RuleCell[]): RuleName[] {
  const cutting = denies.filter(({ target, selector, actions: denied }) => {
    if (target.subject !== subject || selector.type !== type || !haveCommon(actions, denied)) return false;
    if (target.match === "id" && need.id !== null && target.id !== need.id) return false;
    return !(selector.match === "id" && need.resourceId !== null && selector.id !== need.resourceId);
  });
  return [...new Map(cutting.flatMap((cell) => cell.sources).map((source) => [source.id, source])).values()];
}
