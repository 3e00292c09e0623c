import type { Events } from "../../database/events.ts";
import type { Platform } from "../../platform/platform.ts";
import { deploymentId } from "../../platform/ids.ts";
import { endAssignmentsOf } from "./assignments.store.ts";

/** Whoever is deleted holds no role any more, and comes back with none when restored. */
export function listenToUsersAndGroups(events: Events, platform: Platform): void {
  events.on("user.deleted", (tx, { profileId, userId }) => {
    const isAdministrator = profileId === deploymentId;
    return endAssignmentsOf(tx, {
      profileId: isAdministrator ? null : profileId,
      assignee: { type: isAdministrator ? "administrator" : "run_user", id: userId },
      at: platform.clock.now(),
      reason: "Whoever held the role was deleted.",
    });
  });
  events.on("group.deleted", (tx, { profileId, groupId, at }) =>
    endAssignmentsOf(tx, { profileId, assignee: { type: "group", id: groupId }, at, reason: "The group was deleted." }),
  );
}
