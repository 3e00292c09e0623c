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

/** A call into Cedar costs a thousand decisions: of each world all that is allowed is asked, and as much again of what is not. */
const deniedPerWorldMin = 4;

it("decides like Cedar in any world without circles", () => {
  const seen = { worlds: 0, mixed: 0 };
  const checkWorld = (any: World, seed: number) => {
    const each = withoutCircles(any);
    const set = compilePolicies(each);
    const decided = sensibleQuestionsOf(each).map((question) => ({ question, decision: decide(set, question) }));
    const [allowed, denied] = (["allow", "deny"] as const).map((effect) => decided.filter(({ decision }) => decision === effect));
    const asked = [...(allowed ?? []), ...someOf(denied ?? [], seed, Math.max(allowed?.length ?? 0, deniedPerWorldMin))];

    teachCedar(each);
    const answers = asked.map(({ question, decision }) => ({ question, decision, wanted: cedarDecision(each, question) }));
    expect(answers.filter(({ decision, wanted }) => decision !== wanted)).toEqual([]);
    seen.worlds += 1;
    if (new Set(answers.map(({ decision }) => decision)).size === 2) seen.mixed += 1;
  };
  fc.assert(fc.property(world, fc.nat(10_000), checkWorld), { numRuns: worldCount });

  // Worlds in which nobody may do anything would prove nothing.
  expect(seen.mixed / seen.worlds).toBeGreaterThan(0.2);
});

/** So many in a row, wherever chance begins. */
function someOf<Thing>(things: readonly Thing[], start: number, count: number): Thing[] {
  const at = things.length === 0 ? 0 : start % things.length;
  return [...things.slice(at), ...things.slice(0, at)].slice(0, count);
}

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
