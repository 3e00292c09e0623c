/** Explain looks only at rules that the index calls near: it must not miss any that a look at every rule would tell. */
import { compilePolicies, explain } from "@latchkey/engine";
import type { PolicySet, Question } from "@latchkey/engine";
import fc from "fast-check";
import { expect, it, vi } from "vitest";
import { everyRuleWorthTelling } from "../test/every-rule.ts";
import { sensibleQuestionsOf, world } from "../test/world.ts";
import type { World } from "../test/world.ts";
import { patienceMillis, worldCount } from "../test/world-count.ts";
import { ask } from "./asked.ts";
import { questionMask } from "./candidates.ts";
import { rankAll, rankNear } from "./explain.ts";
import { Inquiry } from "./inquiry.ts";
import { missedTrail } from "./rule-trail.ts";

vi.setConfig({ testTimeout: patienceMillis });
const runs = { numRuns: Math.ceil(worldCount / 4) };
const rulesMax = 50;

it("what is told besides the deciding rules is what a look at every rule finds, in the same order", () => {
  const checkWorld = (each: World) => {
    const set = compilePolicies(each);
    for (const question of sensibleQuestionsOf(each)) {
      const { rules } = explain(set, question);
      const told = rules.filter((rule) => !rule.isMatched);
      const room = Math.max(0, rulesMax - (rules.length - told.length));
      expect(told).toEqual(everyRuleWorthTelling(set, question).slice(0, room));
    }
  };
  fc.assert(fc.property(world, checkWorld), runs);
});

it("where there are too many rules to look at each, the index finds the same ones first", () => {
  const checkWorld = (each: World) => {
    const set = compilePolicies(each);
    for (const question of sensibleQuestionsOf(each)) expect(found(set, question, "near")).toEqual(found(set, question, "all"));
  };
  fc.assert(fc.property(world, checkWorld), runs);
});

function found(set: PolicySet, question: Question, way: "near" | "all") {
  const inquiry = new Inquiry(ask(set, question), questionMask(set, question));
  set.order.settle();
  const ranking = way === "near" ? rankNear(inquiry) : rankAll(inquiry, set.postings.ofAction(inquiry.asking));
  return ranking.nearest(rulesMax).map((rule) => missedTrail(rule, inquiry));
}
