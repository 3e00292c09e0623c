import { sql } from "kysely";
import type { Events } from "../../../database/events.ts";
import { jobSchema } from "../../../database/jobs.ts";
import { executeLater } from "../../../database/transact.ts";
import type { NewAuditEntry } from "../../audit/index.ts";
import type { Moment } from "./action.store.ts";
import type { ResourceChange } from "./actions.jobs.ts";

type Verbs = Readonly<Record<string, Moment>>;

const things: Verbs = { created: "create", updated: "update", restored: "update", reverted: "update", deleted: "delete" };
const users: Verbs = {
  ...things,
  approved: "update",
  suspended: "update",
  reinstated: "update",
  verified: "update",
  email_changed: "update",
  rejected: "delete",
};

/** Our kinds of object as those that TagoIO's actions wait for, and what becomes of them. By the object's type. */
const watched: Readonly<Record<string, { prefix: string; resource: ResourceChange["resource"]; verbs: Verbs }>> = {
  run_user: { prefix: "user.", resource: "user", verbs: users },
  device: { prefix: "device.", resource: "device", verbs: things },
  analysis: { prefix: "analysis.", resource: "analysis", verbs: things },
  policy: { prefix: "policy.", resource: "am", verbs: things },
  action: { prefix: "action.", resource: "action", verbs: things },
  profile: { prefix: "profile.", resource: "profile", verbs: { updated: "update" } },
};

/** What an entry of the log means to actions; most mean nothing. */
function changeIn(profileId: string, entry: NewAuditEntry, actor: { type: string; id: string | null }): ResourceChange | null {
  const { action, object, before, result = "ok" } = entry;
  const kind = object && Object.hasOwn(watched, object.type) ? watched[object.type] : undefined;
  if (!kind || !object?.id || result !== "ok" || !action.startsWith(kind.prefix)) return null;

  const verb = action.slice(kind.prefix.length);
  const when = Object.hasOwn(kind.verbs, verb) ? kind.verbs[verb] : undefined;
  if (when === undefined) return null;
  const tags = Array.isArray(before?.["tags"]) ? before["tags"].map(String) : [];
  return {
    profileId,
    resource: kind.resource,
    when,
    id: object.id,
    last: when === "delete" ? { name: object.name, tags } : null,
    analysisId: actor.type === "analysis" ? actor.id : null,
  };
}

/**
 * Every change passes the audit log, in its own transaction: there the job is added with which actions run, so that what is rolled
 * back runs nothing and nothing is forgotten. One statement that nobody waits for, and no job where no action waits for the change.
 */
export function listenToChangesForActions(events: Events): void {
  events.on("audit.recorded", async (tx, { profileId, entry, actor }) => {
    const change = changeIn(profileId, entry, actor);
    if (change === null) return;
    const wanted = [change.resource, ...(change.resource === "device" ? ["bucket"] : [])].map((resource) =>
      JSON.stringify([{ resource, when: change.when }]),
    );
    await executeLater(
      tx,
      sql`
        select ${sql.id(jobSchema, "add_job")}(identifier => 'compat.resource_changed', payload => ${JSON.stringify(change)}::json)
        where exists (
          select 1 from tagoio_fields
          where profile_id = ${profileId} and type = 'action' and fields @> '{"active": true, "lock": false}'
            and fields -> 'trigger' @> any(${wanted}::jsonb[]))`,
    );
  });
}
