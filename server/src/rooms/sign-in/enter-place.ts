import type { Tx } from "../../database/database.ts";
import type { Context } from "../../http/context.ts";
import { openSession, sessionErrors, type Entry } from "../sessions/index.ts";
import type { Outcome } from "./outcome.ts";
import type { ProvedPerson } from "./proved.ts";
import { signInErrors } from "./sign-in.errors.ts";

const refusals = {
  not_from_here: signInErrors.not_from_here,
  too_many_sessions: sessionErrors.too_many_sessions,
  device_rejected: sessionErrors.device_rejected,
};

/** The last step: from where and when, in which browser, and the session. */
export async function enterPlace(tx: Tx, ctx: Context, { place, user, proved, entry }: ProvedPerson & { entry: Entry }): Promise<Outcome> {
  const { method, hasSecondFactor, trustThisDevice } = proved;
  const opened = await openSession(tx, ctx, user, { place: place.kind, method, hasSecondFactor, trustThisDevice, entry });
  switch (opened.kind) {
    case "signed_in":
      return { isRefused: false, step: { step: "signed_in", placeOfReturn: null }, started: opened.started, browserToken: null };
    case "wait_for_device": {
      const { reference, browserToken } = opened;
      return { isRefused: false, step: { step: "wait_for_device", reference }, started: null, browserToken };
    }
    case "refused":
      return { isRefused: true, reason: opened.detail, error: refusals[opened.reason]() };
  }
}
