/** A second oracle: Cedar, given the same rules, decides every question the same way. */
import { compilePolicies, decide } from "@latchkey/engine";
import type { EngineGroup, EngineRole } from "@latchkey/engine";
import fc from "fast-check";
import { expect, it, vi } from "vitest";
import { cedarDecision, teachCedar } from "../test/cedar.ts";
import { sensibleQuestionsOf, world } from "../test/world.ts";
import type { World } from "../test/world.ts";
import { patienceMillis, worldCount } from "../test/world-count.ts";

vi.setConfig({ testTimeout: patienceMillis });

/** A call into Cedar costs a thousand decisions: fewer worlds, and some of each world's questions. */
const cedarWorldCount = Math.ceil(worldCount / 8);
const questionsPerWorld = 12;

it("decides like Cedar in any world without circles", () => {
  const counts = { allow: 0, deny: 0 };
  const checkWorld = (any: World, seed: number) => {
    const each = withoutCircles(any);
    const set = compilePolicies(each);
    const questions = sensibleQuestionsOf(each);
    teachCedar(each);

    for (let asked = 0; asked < Math.min(questionsPerWorld, questions.length); asked += 1) {
      const question = questions[(seed + asked * 7) % questions.length];
      if (question === undefined) continue;
      const decision = decide(set, question);
      counts[decision] += 1;
      expect({ question, decision }).toEqual({ question, decision: cedarDecision(each, question) });
    }
  };
  fc.assert(fc.property(world, fc.nat(10_000), checkWorld), { numRuns: cedarWorldCount });

  // Worlds in which nobody may do anything would prove nothing.
  expect(Math.min(counts.allow, counts.deny)).toBeGreaterThan(cedarWorldCount / 2);
});

/** Groups have parents that come later in the list, roles include roles that come earlier. */
function withoutCircles(each: World): World {
  const groups = each.groups.map((group, index): EngineGroup => {
    const isLater = each.groups.slice(index + 1).some((other) => other.id === group.parentId);
    return isLater ? group : { ...group, parentId: null };
  });
  const roles = each.roles.map((role, index): EngineRole => {
    const earlier = each.roles.slice(0, index).map((other) => other.id);
    return { ...role, includes: role.includes.filter((id) => earlier.includes(id)) };
  });
  return { ...each, groups, roles };
}
