import type { SessionMethod } from "@latchkey/contract";
import type { Tx } from "../../database/database.ts";
import type { Context } from "../../http/context.ts";
import { deploymentId } from "../../platform/ids.ts";
import { LatchkeyError } from "../../platform/errors.ts";
import { recordAuditEntry } from "../audit/index.ts";
import {
  findKnownBrowser,
  recogniseBrowser,
  tellOfNewBrowser,
  tellOfWaitingBrowser,
  trustBrowser,
  type KnownBrowser,
  type RecognisedBrowser,
} from "../browsers/index.ts";
import { findRefusals, isEnforced, nameRefusal } from "../restrictions/index.ts";
import { userKind, userObject, type UserRow } from "../users/index.ts";
import { findWhatGovernsSession, type Governing } from "./governing.ts";
import { isBrowserAdmitted } from "./sessions.rules.ts";
import { startSession, type StartedSession } from "./start-session.ts";

export interface SignInAttempt {
  place: "console" | "portal";
  method: SessionMethod;
  hasSecondFactor: boolean;
  trustThisDevice?: boolean;
  /** What decides the entry, where it is known already. */
  entry?: Entry;
}

/** What is known of a person who is about to come in: what governs them, and the browser they bring. */
export interface Entry {
  governing: Governing;
  known: KnownBrowser;
}

/** Everything that decides an entry is asked at once. */
export async function findEntry(tx: Tx, ctx: Context, user: UserRow): Promise<Entry> {
  const [governing, known] = await Promise.all([findWhatGovernsSession(tx, ctx, user), findKnownBrowser(tx, ctx, user)]);
  return { governing, known };
}

/** What becomes of somebody who has proved who they are. A refusal is for the caller to write down, once all is committed. */
export type Opening =
  | { kind: "signed_in"; started: StartedSession }
  /** `browserToken` is null when the browser's cookie can stay as it is. */
  | { kind: "wait_for_device"; reference: string; browserToken: string | null }
  | { kind: "refused"; reason: "not_from_here" | "too_many_sessions" | "device_rejected"; detail: string };

/**
 * The last steps of every sign-in, in this order: from where and when, in which browser, and how many sessions at once.
 * The user's row must be locked, and the user active.
 */
export async function openSession(tx: Tx, ctx: Context, user: UserRow, attempt: SignInAttempt): Promise<Opening> {
  const { governing, known } = attempt.entry ?? (await findEntry(tx, ctx, user));
  const refusal = await findRefusal(tx, ctx, user, governing);
  if (refusal !== null) return { kind: "refused", reason: "not_from_here", detail: refusal };

  const { devices } = governing.security;
  const browser = await recogniseBrowser(tx, ctx, user, { place: attempt.place, rules: devices, known });
  if (browser?.row.status === "rejected") return { kind: "refused", reason: "device_rejected", detail: `browser ${browser.row.id}` };
  if (browser !== null && !isBrowserAdmitted(governing.security, browser.row.status)) return wait(tx, ctx, user, browser);

  const isTrusting = attempt.trustThisDevice === true && devices.mayTrust && browser !== null;
  if (isTrusting) await trustBrowser(tx, ctx, browser.row, devices.trustDays);
  return start(tx, ctx, user, { attempt, browser, governing });
}

/** Which rule refuses; null when none does. Rules that only watch are noted here, with what they would have done. */
async function findRefusal(tx: Tx, ctx: Context, user: UserRow, { restrictions }: Governing): Promise<string | null> {
  // Roles that govern an administrator in a profile do so there, not at the door of the console.
  const reaching = restrictions.filter(({ ownerType }) => ownerType !== "role" || user.profile_id !== deploymentId);
  const found = findRefusals(ctx.platform, reaching, ctx.source.ip);
  for (const each of found.filter((one) => !isEnforced(one))) {
    await recordAuditEntry(tx, ctx, {
      action: "restriction.would_refuse",
      profileId: user.profile_id,
      actor: { type: userKind(user.profile_id), id: user.id, name: user.name },
      object: userObject(user),
      reason: nameRefusal(each),
    });
  }
  const enforced = found.find(isEnforced);
  return enforced === undefined ? null : nameRefusal(enforced);
}

async function wait(tx: Tx, ctx: Context, user: UserRow, browser: RecognisedBrowser): Promise<Opening> {
  await recordAuditEntry(tx, ctx, {
    action: "session.started",
    result: "refused",
    reason: "device_waits",
    profileId: user.profile_id,
    actor: { type: userKind(user.profile_id), id: user.id, name: user.name },
    object: userObject(user),
  });
  if (browser.hasJustBegunToWait) await tellOfWaitingBrowser(tx, ctx, user, browser.row);
  return { kind: "wait_for_device", reference: browser.row.id, browserToken: browser.cookie };
}

async function start(
  tx: Tx,
  ctx: Context,
  user: UserRow,
  { attempt, browser, governing }: { attempt: SignInAttempt; browser: RecognisedBrowser | null; governing: Governing },
): Promise<Opening> {
  const { place, method, hasSecondFactor } = attempt;
  const inBrowser = browser === null ? null : { id: browser.row.id, cookie: browser.cookie };
  try {
    const started = await startSession(tx, ctx, user, { place, method, hasSecondFactor, browser: inBrowser, governing });
    if (browser !== null && browser.isNew && !browser.isFirst && governing.security.devices.mailNewDevice) {
      await tellOfNewBrowser(tx, ctx, user, browser.row);
    }
    return { kind: "signed_in", started };
  } catch (error) {
    if (!(error instanceof LatchkeyError) || error.code !== "sessions.too_many_sessions") throw error;
    return { kind: "refused", reason: "too_many_sessions", detail: "too_many_sessions" };
  }
}
