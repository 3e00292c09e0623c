/** A tag that is tried in short must do what the whole decision says it does. */
import { compilePolicies } from "@latchkey/engine";
import fc from "fast-check";
import { expect, it, vi } from "vitest";
import { referenceDecision, referenceVerdict } from "../test/reference.ts";
import { sensibleQuestionsOf, world } from "../test/world.ts";
import type { World } from "../test/world.ts";
import { patienceMillis, worldCount } from "../test/world-count.ts";
import { ask } from "./asked.ts";
import { questionMask } from "./candidates.ts";
import { TagTrial, type TagChange } from "./tag-trial.ts";

vi.setConfig({ testTimeout: patienceMillis });

const change: fc.Arbitrary<TagChange> = fc.record({
  side: fc.constantFrom("subject" as const, "resource" as const),
  key: fc.constantFrom("site", "Site"),
  value: fc.constantFrom("north", "North", "a=b"),
  from: fc.constantFrom("north", null),
});

it("where no rule decides, one tag more allows exactly what the reference allows after it", () => {
  const checkWorld = (any: World, changes: TagChange[], hasGroups: boolean) => {
    const each = hasGroups ? any : { ...any, groups: [] };
    const set = compilePolicies(each);
    for (const question of sensibleQuestionsOf(each).filter((one) => referenceVerdict(each, one) === "none")) {
      const trial = new TagTrial(ask(set, question), questionMask(set, question));
      for (const one of changes) {
        expect(trial.isAllowedAfter(one)).toBe(referenceDecision(each, trial.questionAfter(one)) === "allow");
      }
    }
  };
  fc.assert(fc.property(world, fc.array(change, { minLength: 4, maxLength: 8 }), fc.boolean(), checkWorld), {
    numRuns: Math.ceil(worldCount / 4),
  });
});
