/** Targets and resource selectors as plain filters, so that a store can count and sample what a policy speaks about. */
import type { ResourceSelector, Target } from "@latchkey/contract";
import { tagPair } from "./model.ts";
import type { Matcher, MatchSet } from "./model.ts";

/** The subjects of the target's kind that it matches. */
export function targetFilter(target: Target): MatchSet {
  return matchSet(target);
}

/** The resources a selector can reach; tag match, with nobody asking, means whatever carries the key. */
export function selectorFilter(selector: ResourceSelector): MatchSet {
  return matchSet(selector);
}

export function emptyMatchSet(): MatchSet {
  return { any: false, ids: [], tags: [], keys: [] };
}

function matchSet(matcher: Matcher): MatchSet {
  if (matcher.match === "any") return { ...emptyMatchSet(), any: true };
  if (matcher.match === "id") return { ...emptyMatchSet(), ids: [matcher.id] };
  if (matcher.match === "tag") return { ...emptyMatchSet(), tags: [tagPair(matcher.key, matcher.value)] };
  return { ...emptyMatchSet(), keys: [matcher.key] };
}
