import { addJob } from "../../database/jobs.ts";
import { fromStoredTags } from "../../database/tags.ts";
import type { Tx } from "../../database/database.ts";
import { transact } from "../../database/transact.ts";
import type { Context } from "../../http/context.ts";
import { findPolicy } from "../access/index.ts";
import { findAnalysis } from "../analyses/index.ts";
import { recordAuditEntry } from "../audit/index.ts";
import { findDevice } from "../devices/index.ts";
import { findProfile } from "../profiles/index.ts";
import { findUser } from "../users/index.ts";
import type { ActionWords, Thing } from "./action-words.ts";
import type { ResourceChange } from "./actions.jobs.ts";
import { isTriggered, nextPace } from "./actions.rules.ts";
import { findAction, listActiveActions, updateActionRow, type ActionRow } from "./actions.store.ts";
import type { Moment, TriggerResource } from "./actions.tables.ts";

const all = { kind: "all" } as const;
const minuteMs = 60_000;

/** Something that changed, with its tags as they are stored. */
interface Changed {
  thing: Thing;
  tags: string[];
}

type Reader = (ctx: Context, words: ActionWords, id: string) => Promise<Changed | undefined>;

const readers: Record<TriggerResource, Reader> = {
  device: async (ctx, words, id) => {
    const row = await findDevice(ctx.db, ctx.profileId, id, all);
    return row && { thing: await words.device(ctx, row), tags: row.tags };
  },
  analysis: async (ctx, words, id) => {
    const row = await findAnalysis(ctx.db, ctx.profileId, id, all);
    return row && { thing: await words.analysis(ctx, row), tags: row.tags };
  },
  policy: async (ctx, words, id) => {
    const row = await findPolicy(ctx.db, ctx.profileId, id, all);
    return row && { thing: await words.policy(ctx, row), tags: row.tags };
  },
  run_user: async (ctx, words, id) => {
    const row = await findUser(ctx.db, ctx.profileId, id, all);
    return row && { thing: await words.run_user(ctx, row), tags: row.tags };
  },
  action: async (ctx, words, id) => {
    const row = await findAction(ctx.db, ctx.profileId, id);
    return row && { thing: await words.action(ctx, row), tags: row.tags };
  },
  profile: async (ctx, words) => {
    const row = await findProfile(ctx.db, ctx.profileId);
    return row && { thing: await words.profile(ctx, row), tags: [] };
  },
};

/** The thing as it is now; of one that is gone, what the log kept. */
async function read(ctx: Context, words: ActionWords, { resource, id, last }: ResourceChange): Promise<Changed | undefined> {
  const found = await readers[resource](ctx, words, id);
  if (found || last === null) return found;
  return { thing: words.deleted(ctx, { id, ...last }), tags: last.tags };
}

/** Of what was changed, finds the actions that it triggers, and gives each a job of its own. */
export async function startActions(ctx: Context, words: ActionWords, change: ResourceChange): Promise<void> {
  const changed = await read(ctx, words, change);
  if (!changed) return;
  const tags = fromStoredTags(changed.tags);

  await transact(ctx.db, async (tx) => {
    const actions = await listActiveActions(tx, ctx.profileId);
    const scripts = new Set(actions.flatMap(({ outcome }) => (outcome.type === "run_analyses" ? outcome.analysisIds : [])));
    // What a script of an action changes runs no scripts again: they would run each other without end.
    const isOwnEffect = change.analysisId !== null && scripts.has(change.analysisId);
    const due = actions.filter((each) => isTriggered(each, change, tags) && !(isOwnEffect && each.outcome.type === "run_analyses"));
    for (const action of due) await start(tx, ctx, { action, moment: change.moment, by: change.id, thing: changed.thing });
  });
}

interface Start {
  action: ActionRow;
  moment: Moment;
  /** The id of what changed. */
  by: string;
  thing: Thing;
}

async function start(tx: Tx, ctx: Context, { action, moment, by, thing }: Start): Promise<void> {
  const { profileId } = ctx;
  const now = ctx.platform.clock.now();
  const pace = nextPace({ minute: action.pace_minute, count: action.pace_count }, Math.floor(now.getTime() / minuteMs));
  const runAt = new Date(pace.minute * minuteMs);
  await updateActionRow(tx, { profileId, id: action.id }, { last_triggered_at: now, pace_minute: pace.minute, pace_count: pace.count });
  await addJob(tx, "actions.run", { profileId, actionId: action.id, moment, thing }, runAt.getTime() > now.getTime() ? { runAt } : {});
  await recordAuditEntry(tx, ctx, {
    action: "action.triggered",
    object: { type: "action", id: action.id, name: action.name },
    after: { by },
    actor: { type: "system", id: null, name: "Latchkey" },
  });
}
