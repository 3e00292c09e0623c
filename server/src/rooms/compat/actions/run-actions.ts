import { addJob } from "../../../database/jobs.ts";
import { fromStoredTags } from "../../../database/tags.ts";
import type { Tx } from "../../../database/database.ts";
import { transact } from "../../../database/transact.ts";
import type { Context } from "../../../http/context.ts";
import { LatchkeyError } from "../../../platform/errors.ts";
import { findPolicy } from "../../access/index.ts";
import { findAnalysis } from "../../analyses/index.ts";
import { recordAuditEntry } from "../../audit/index.ts";
import { findDevice } from "../../devices/index.ts";
import { createUserNotification, notifyAdministrators } from "../../notifications/index.ts";
import { findProfile } from "../../profiles/index.ts";
import { findUser } from "../../users/index.ts";
import { toTagoPolicy } from "../access/policies.ts";
import { toRunUser } from "../people/to-run-user.ts";
import { toTagoAnalysis, triggerAnalysis } from "../things/analyses.ts";
import { toTagoDevice } from "../things/devices.ts";
import { findExtras } from "../wire/extra-fields.store.ts";
import { findAction, listActiveActions, storeAction, type Action, type Moment } from "./action.store.ts";
import type { ResourceChange } from "./actions.jobs.ts";
import { headersOf, toTagoAction } from "./actions.ts";

type Thing = Record<string, unknown>;

const all = { kind: "all" } as const;
const minuteMs = 60_000;
/** Enough for people at work, and for a list of users that is imported; what is more waits for the next minute. */
const runsPerMinuteMax = 300;

const readers: Record<ResourceChange["resource"], (ctx: Context, id: string) => Promise<Thing | undefined>> = {
  device: async (ctx, id) => {
    const row = await findDevice(ctx.db, ctx.profileId, id, all);
    return row && toTagoDevice(row, await findExtras(ctx.db, { profileId: ctx.profileId, type: "device", id }));
  },
  analysis: async (ctx, id) => {
    const row = await findAnalysis(ctx.db, ctx.profileId, id, all);
    return row && toTagoAnalysis(row, await findExtras(ctx.db, { profileId: ctx.profileId, type: "analysis", id }));
  },
  user: async (ctx, id) => {
    const row = await findUser(ctx.db, ctx.profileId, id, all);
    return row && toRunUser(row, await findExtras(ctx.db, { profileId: ctx.profileId, type: "run_user", id }));
  },
  am: async (ctx, id) => {
    const row = await findPolicy(ctx.db, ctx.profileId, id, all);
    return row && toTagoPolicy(row);
  },
  action: async (ctx, id) => {
    const action = await findAction(ctx.db, ctx.profileId, id);
    return action && toTagoAction(ctx, action);
  },
  profile: async (ctx) => {
    const row = await findProfile(ctx.db, ctx.profileId);
    return row && { id: row.id, name: row.name, tags: [] };
  },
};

/** The thing as it is now; of one that is gone, what the log kept. */
async function read(ctx: Context, { resource, id, last }: ResourceChange): Promise<Thing | undefined> {
  const found = await readers[resource](ctx, id);
  if (found || last === null) return found;
  return { id, profile: ctx.profileId, name: last.name, tags: fromStoredTags(last.tags) };
}

/** Whether one of an action's triggers is this change. What happens to itself runs none. */
function isTriggered(
  { id, trigger }: Action,
  { id: changedId, resource, when }: ResourceChange,
  tags: readonly { key: string; value: string }[],
): boolean {
  if (resource === "action" && id === changedId) return false;
  return trigger.some((each) => {
    const isThis = each.when === when && (each.resource === resource || (each.resource === "bucket" && resource === "device"));
    if (!isThis || !each.tag_key) return isThis;
    return tags.some(({ key, value }) => key === each.tag_key && (!each.tag_value || value === each.tag_value));
  });
}

/** Of what was changed, finds the actions that it triggers, and gives each a job of its own. */
export async function startActions(ctx: Context, change: ResourceChange): Promise<void> {
  const scope = await read(ctx, change);
  if (!scope) return;
  const tags = scope["tags"] as { key: string; value: string }[];

  await transact(ctx.db, async (tx) => {
    const actions = await listActiveActions(tx, ctx.profileId);
    const scripts = new Set(actions.flatMap(({ action }) => (action.type === "script" ? action.script : [])));
    // What a script of an action changes runs no scripts again: they would run each other without end.
    const isOwnEffect = change.analysisId !== null && scripts.has(change.analysisId);
    const due = actions.filter((each) => isTriggered(each, change, tags) && !(isOwnEffect && each.action.type === "script"));
    for (const action of due) await start(tx, ctx, { action, when: change.when, scope });
  });
}

async function start(tx: Tx, ctx: Context, { action, when, scope }: { action: Action; when: Moment; scope: Thing }): Promise<void> {
  const now = ctx.platform.clock.now();
  const pace = nextPace(action.pace, Math.floor(now.getTime() / minuteMs));
  const runAt = new Date(pace.minute * minuteMs);
  await storeAction(tx, ctx.profileId, { id: action.id, last_triggered: now.toISOString(), pace });
  await addJob(
    tx,
    "compat.run_action",
    { profileId: ctx.profileId, actionId: action.id, when, scope },
    runAt.getTime() > now.getTime() ? { runAt } : {},
  );
  await recordAuditEntry(tx, ctx, {
    action: "action.triggered",
    object: { type: "action", id: action.id, name: action.name },
    after: { by: scope["id"] },
    actor: { type: "system", id: null, name: "Latchkey" },
  });
}

/** The minute in which there is room for one more. */
export function nextPace(last: Action["pace"], minute: number): Action["pace"] {
  if (last.minute < minute) return { minute, count: 1 };
  if (last.count < runsPerMinuteMax) return { minute: last.minute, count: last.count + 1 };
  return { minute: last.minute + 1, count: 1 };
}

interface Occasion {
  when: Moment;
  scope: Thing;
}

/** Does what an action says. A webhook that does not answer is called again later. */
export async function runAction(ctx: Context, { actionId, ...occasion }: Occasion & { actionId: string }): Promise<void> {
  const action = await findAction(ctx.db, ctx.profileId, actionId);
  if (!action?.active || action.lock) return;
  for (const step of stepsOf(ctx, action, occasion)) {
    try {
      await step();
    } catch (error) {
      // What cannot be done at all, such as running an analysis that is off, is not tried again, and the next script runs.
      if (!(error instanceof LatchkeyError)) throw error;
      ctx.platform.log.warn("an action could not be run", { actionId, code: error.code });
    }
  }
}

function stepsOf(ctx: Context, action: Action, { when, scope }: Occasion): (() => Promise<unknown>)[] {
  const { action: outcome } = action;
  const environment = { _action_type: "resource", _action_when: when };
  switch (outcome.type) {
    case "script":
      return outcome.script.map((id) => () => triggerAnalysis(ctx, id, { data: [scope], environment }));
    case "notification":
      return [() => transact(ctx.db, (tx) => notifyAdministrators(tx, ctx, { title: outcome.subject, message: outcome.message }))];
    case "notification_run": {
      const told = { title: outcome.subject, message: outcome.message, buttons: [], closesAfterPress: true };
      return [() => createUserNotification(ctx, outcome.run_user, told)];
    }
    case "post":
      return [() => ctx.platform.outbound.postJson(outcome.url, scope, headersOf(ctx, action))];
  }
}
