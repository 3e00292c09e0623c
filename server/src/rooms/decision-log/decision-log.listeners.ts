import { isDeepStrictEqual } from "node:util";
import type { Events } from "../../database/events.ts";
import { moveRuleUses } from "./decision-log.store.ts";

/** A rule keeps its uses when it moves to another place in its policy; one that says something else starts anew. */
export function listenToPolicies(events: Events): void {
  events.on("policy.permissions_changed", async (tx, { profileId, policyId, before, after }) => {
    const taken = new Set<number>();
    const places = before.map((permission) => {
      const place = after.findIndex((other, index) => !taken.has(index) && isDeepStrictEqual(other, permission));
      if (place !== -1) taken.add(place);
      return place === -1 ? undefined : place;
    });
    await moveRuleUses(tx, profileId, { policyId, placeOf: (index) => places[index] });
  });
}
