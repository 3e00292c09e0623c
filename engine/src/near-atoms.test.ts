/** Explain looks only at rules that the index calls near: it must not miss any that a look at every rule would tell. */
import { compilePolicies, explain } from "@latchkey/engine";
import type { PolicySet, Question } from "@latchkey/engine";
import fc from "fast-check";
import { expect, it, vi } from "vitest";
import { sensibleQuestionsOf, world } from "../test/world.ts";
import type { World } from "../test/world.ts";
import { patienceMillis, worldCount } from "../test/world-count.ts";
import { ask } from "./asked.ts";
import { isMatched, isWorthTelling, rulesOf, type Rule } from "./judge-rule.ts";
import { byPlace } from "./rule-ranking.ts";
import { trailOf } from "./rule-trail.ts";

vi.setConfig({ testTimeout: patienceMillis });

it("what is told besides the deciding rules is what a look at every rule finds, in the same order", () => {
  const checkWorld = (each: World) => {
    const set = compilePolicies(each);
    for (const question of sensibleQuestionsOf(each)) {
      const told = explain(set, question).rules.filter((rule) => !rule.isMatched);
      expect(told).toEqual(everyRule(set, question).slice(0, told.length));
      const { rules } = explain(set, question);
      if (rules.length < 50) expect(told).toHaveLength(everyRule(set, question).length);
    }
  };
  fc.assert(fc.property(world, checkWorld), { numRuns: Math.ceil(worldCount / 4) });
});

function everyRule(set: PolicySet, question: Question) {
  const asked = ask(set, question);
  const rules = [...set.ruleSources()].flatMap((source) => rulesOf(source, asked));
  const others = rules.filter((rule) => !isMatched(rule) && isWorthTelling(rule));
  const inOrder = others.toSorted(
    (one, other) => one.distance - other.distance || Number(isDeny(one)) - Number(isDeny(other)) || byPlace(one, other),
  );
  return inOrder.map((rule) => trailOf(rule, asked));
}

function isDeny({ permission }: Rule): boolean {
  return permission.effect === "deny";
}
