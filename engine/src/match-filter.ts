/** Targets and resource selectors as plain filters, so that a store can count and sample what a policy speaks about. */
import type { ResourceSelector, Target } from "@latchkey/contract";
import { tagPair } from "./model.ts";
import type { Circumstances, MatchSet } from "./model.ts";
import type { PolicySet } from "./policy-set.ts";
import { SubjectSetBuilder, type SubjectSet } from "./subject-set.ts";

/** The subjects of the target's kind that it matches in these circumstances. */
export function targetFilter(set: PolicySet, target: Target, circumstances: Circumstances): SubjectSet {
  const builder = new SubjectSetBuilder(set, target.subject, circumstances);
  builder.add(target);
  return builder.build();
}

/** The resources a selector can reach; tag match, with nobody asking, means whatever carries the key. */
export function selectorFilter(selector: ResourceSelector): MatchSet {
  const empty: MatchSet = { any: false, ids: [], tags: [], keys: [] };
  if (selector.match === "any") return { ...empty, any: true };
  if (selector.match === "id") return { ...empty, ids: [selector.id] };
  if (selector.match === "tag") return { ...empty, tags: [tagPair(selector.key, selector.value)] };
  return { ...empty, keys: [selector.key] };
}
