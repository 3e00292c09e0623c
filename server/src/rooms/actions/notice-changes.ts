import { sql } from "kysely";
import type { Events } from "../../database/events.ts";
import { jobSchema, type JobName } from "../../database/jobs.ts";
import { executeLater } from "../../database/transact.ts";
import type { NewAuditEntry } from "../audit/index.ts";
import type { ResourceChange } from "./actions.jobs.ts";
import type { Moment, TriggerResource } from "./actions.tables.ts";

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

/** What the log calls the things that actions wait for, and what becomes of them. By the object's type. */
const watched: Readonly<Record<TriggerResource, { prefix: string; verbs: Verbs }>> = {
  run_user: { prefix: "user.", verbs: users },
  device: { prefix: "device.", verbs: things },
  analysis: { prefix: "analysis.", verbs: things },
  policy: { prefix: "policy.", verbs: things },
  action: { prefix: "action.", verbs: things },
  profile: { prefix: "profile.", verbs: { updated: "update" } },
};

function isWatched(type: string): type is TriggerResource {
  return Object.hasOwn(watched, type);
}

/** What an entry of the log means to actions; most mean nothing. */
function changeIn(profileId: string, entry: NewAuditEntry, actor: { type: string; id: string | null }): ResourceChange | null {
  const { action, object, before, result = "ok" } = entry;
  if (!object?.id || !isWatched(object.type) || result !== "ok") return null;
  const { prefix, verbs } = watched[object.type];
  if (!action.startsWith(prefix)) return null;

  const verb = action.slice(prefix.length);
  const moment = Object.hasOwn(verbs, verb) ? verbs[verb] : undefined;
  if (moment === undefined) return null;
  const tags = Array.isArray(before?.["tags"]) ? before["tags"].map(String) : [];
  return {
    profileId,
    resource: object.type,
    moment,
    id: object.id,
    last: moment === "delete" ? { name: object.name, tags } : null,
    analysisId: actor.type === "analysis" ? actor.id : null,
  };
}

const job: JobName = "actions.changed";

/**
 * Every change passes the audit log, in its own transaction: there the job is added with which actions run, so that what is rolled
 * back runs nothing and nothing is forgotten. One statement that nobody waits for, and no job where no action waits for the change.
 */
export function listenToChanges(events: Events): void {
  events.on("audit.recorded", async (tx, { profileId, entry, actor }) => {
    const change = changeIn(profileId, entry, actor);
    if (change === null) return;
    const wanted = JSON.stringify([{ resource: change.resource, moment: change.moment }]);
    await executeLater(
      tx,
      sql`
        select ${sql.id(jobSchema, "add_job")}(identifier => ${sql.lit(job)}, payload => ${JSON.stringify(change)}::json)
        where exists (
          select 1 from actions
          where profile_id = ${profileId} and is_active and not is_locked and triggers @> ${wanted}::jsonb)`,
    );
  });
}
