import type { JobMap } from "../../database/jobs.ts";
import { transact } from "../../database/transact.ts";
import type { Context } from "../../http/context.ts";
import { httpErrors } from "../../http/http.errors.ts";
import { LatchkeyError } from "../../platform/errors.ts";
import { queueMail, secondsUntilRoom } from "../mail/index.ts";
import { createUserNotification, notifyAdministrators } from "../notifications/index.ts";
import { findUserByEmail } from "../users/index.ts";
import type { ActionWords } from "./action-words.ts";
import "./actions.jobs.ts";
import { findAction, type ActionRow } from "./actions.store.ts";
import type { Outcome } from "./actions.tables.ts";
import { headersOf } from "./webhook-headers.ts";

type Run = JobMap["actions.run"];

/** Does what an action says. A webhook that does not answer is called again later. */
export async function runAction(ctx: Context, words: ActionWords, { actionId, ...occasion }: Run): Promise<void> {
  const action = await findAction(ctx.db, ctx.profileId, actionId);
  if (!action?.is_active || action.is_locked) return;
  for (const step of stepsOf(ctx, words, { action, ...occasion })) {
    try {
      await step();
    } catch (error) {
      // What cannot be done at all, such as running an analysis that is off, is not tried again, and the next script runs.
      if (!(error instanceof LatchkeyError)) throw error;
      ctx.platform.log.warn("an action could not be run", { actionId, code: error.code });
    }
  }
}

type Occasion = Pick<Run, "moment" | "thing"> & { action: ActionRow };

function stepsOf(ctx: Context, words: ActionWords, { action, moment, thing }: Occasion): (() => Promise<unknown>)[] {
  const { outcome } = action;
  switch (outcome.type) {
    case "run_analyses":
      return outcome.analysisIds.map((id) => () => words.runAnalysis(ctx, id, { moment, thing }));
    case "tell_administrators":
      return [() => transact(ctx.db, (tx) => notifyAdministrators(tx, ctx, outcome))];
    case "tell_user": {
      const { userId, title, message } = outcome;
      return [() => createUserNotification(ctx, userId, { title, message, buttons: [], closesAfterPress: true })];
    }
    case "mail":
      return [() => mail(ctx, outcome)];
    case "call":
      return [() => ctx.platform.outbound.postJson(outcome.url, thing, headersOf(ctx, action))];
  }
}

/** What is more than a reader may be sent in a day is left out: nobody's mailbox is filled by a circle of programs. */
async function mail(ctx: Context, { to, title, message }: Extract<Outcome, { type: "mail" }>): Promise<void> {
  const { profileId } = ctx;
  await transact(ctx.db, async (tx) => {
    const retryAfterSeconds = await secondsUntilRoom(tx, ctx, { profileId, to, templates: ["action_notice"] });
    if (retryAfterSeconds > 0) throw httpErrors.too_many_requests({ retryAfterSeconds });
    const reader = await findUserByEmail(tx, profileId, to);
    await queueMail(tx, ctx, { profileId, userId: reader?.id ?? null, to, template: "action_notice", data: { title, message } });
  });
}
