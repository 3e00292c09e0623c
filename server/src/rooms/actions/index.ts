import { onJob, type JobEntry } from "../../http/jobs.ts";
import type { ActionWords } from "./action-words.ts";
import "./actions.jobs.ts";
import { runAction } from "./run-action.ts";
import { startActions } from "./start-actions.ts";

export type { ActionWords, Thing } from "./action-words.ts";
export { webhookHeaders, webhookUrl } from "./actions.rules.ts";
export { countActions, findAction, type ActionRow } from "./actions.store.ts";
export { moments, type Outcome, type Trigger, type TriggerResource } from "./actions.tables.ts";
export { createAction, deleteAction, updateAction, type ActionChanges, type GivenOutcome } from "./change-actions.ts";
export { listenToChanges as listenToChangesForActions } from "./notice-changes.ts";
export { visibleHeadersOf } from "./webhook-headers.ts";

export function actionJobs(words: ActionWords): readonly JobEntry[] {
  return [
    onJob("actions.changed", (ctx, change) => startActions(ctx, words, change)),
    onJob("actions.run", (ctx, run) => runAction(ctx, words, run)),
  ];
}
