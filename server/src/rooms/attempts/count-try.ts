import type { LockoutRules } from "@latchkey/contract";
import type { Connection } from "../../database/database.ts";
import type { Context } from "../../http/context.ts";
import { addressKey } from "../../http/address-key.ts";
import { newId } from "../../platform/ids.ts";
import { attemptErrors } from "./attempts.errors.ts";
import { addressRules, identifierRules, type TryKind } from "./attempts.rules.ts";
import {
  countFailures,
  findFailures,
  findLockedUntil,
  forgetFailures,
  takeBackFailure,
  type Counter,
  type Limits,
} from "./attempts.store.ts";

export interface Try {
  profileId: string;
  kind: TryKind;
  /** The e-mail address that was typed, whether anybody has it or not. */
  identifier: string;
  rules: LockoutRules;
}

export interface CountedTry {
  /** Failures in a row, this one included. */
  failures: number;
  /** How many more failures there may be before the identifier has to wait; the same for people who do not exist. */
  triesLeft: number;
  /** When the identifier may be tried again if this fails; null when at once. */
  lockedUntil: Date | null;
  /** Whether this failure, if it is one, is the first to lock the identifier. */
  isFirstLock: boolean;
  /** Whether identifier or address have failed before, so that a bot check is due. */
  isSuspicious: boolean;
}

/**
 * Counts a try before anything is checked, as if it had failed; `countSuccess` takes it back. Refuses it while the identifier
 * or the address has to wait; both are counted for people who do not exist too. INVARIANT: called outside any transaction,
 * or a rollback would give the try back.
 */
export async function countTry(ctx: Context, tried: Try): Promise<CountedTry> {
  const now = ctx.platform.clock.now();
  const [ownCounter, address = null] = countersOf(ctx, tried);
  const counters = address === null ? [ownCounter] : [ownCounter, address];
  const counted = await countFailures(ctx.db, { own: ownCounter, address }, { limits: limitsOf(tried.rules), now });
  if (counted.length < counters.length) throw await tooManyTries(ctx, counters, now);

  const own = counted.find((each) => each.kind === tried.kind);
  const ofAddress = counted.find((each) => each.kind === "address");
  return {
    failures: own?.failures ?? 0,
    triesLeft: Math.max(0, tried.rules.attemptsMax - (own?.failures ?? 0)),
    lockedUntil: own?.locked_until ?? null,
    isFirstLock: own?.failures === tried.rules.attemptsMax,
    isSuspicious: (own?.failures ?? 0) > suspiciousFailures || (ofAddress?.failures ?? 0) > suspiciousFailures * 5,
  };
}

// A typo or two are no reason to suspect a machine.
const suspiciousFailures = 2;

/**
 * Takes a try back that succeeded: the identifier starts anew, and the address is as it was before. In a transaction it is the
 * last thing to do: it travels with the commit, so that nobody else of the address waits for longer than that.
 */
export async function countSuccess(ctx: Context, tried: Try, connection: Connection = ctx.db): Promise<void> {
  const [own, address = null] = countersOf(ctx, tried);
  await forgetFailures(connection, own, { address, failuresMax: limitsOf(tried.rules).address.failuresMax });
}

/** Takes a try back of which nothing was checked. */
export async function takeBackTry(ctx: Context, tried: Try): Promise<void> {
  const [own, address] = countersOf(ctx, tried);
  const limits = limitsOf(tried.rules);
  await takeBackFailure(ctx.db, own, limits.identifier.failuresMax);
  if (address) await takeBackFailure(ctx.db, address, limits.address.failuresMax);
}

/** Whether an address failed so often lately that a machine may be at work; counts nothing. */
export async function isSuspiciousAddress(ctx: Context, profileId: string): Promise<boolean> {
  const { ip } = ctx.source;
  return ip !== null && (await findFailures(ctx.db, { profileId, kind: "address", name: addressKey(ip) })) > suspiciousFailures * 5;
}

/** The identifier first, then the address, where one is known. */
function countersOf(ctx: Context, { profileId, kind, identifier }: Try): [Counter, Counter?] {
  const own: Counter = { profileId, kind, name: identifier, id: newId(ctx.platform.clock) };
  const { ip } = ctx.source;
  return ip === null ? [own] : [own, { profileId, kind: "address", name: addressKey(ip), id: newId(ctx.platform.clock) }];
}

function limitsOf(rules: LockoutRules): Limits {
  return { identifier: identifierRules(rules), address: addressRules(rules) };
}

async function tooManyTries(ctx: Context, counters: readonly Counter[], now: Date) {
  const until = await findLockedUntil(ctx.db, counters, now);
  const retryAfterSeconds = Math.max(1, Math.ceil(((until?.getTime() ?? now.getTime()) - now.getTime()) / 1000));
  return attemptErrors.too_many_tries({ retryAfterSeconds, extra: { retryAfterSeconds } });
}
