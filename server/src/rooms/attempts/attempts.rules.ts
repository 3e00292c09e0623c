import type { LockoutRules } from "@latchkey/contract";

/** What is tried: each way in counts for itself, so that whoever locks one leaves the owner another. */
export type TryKind = "password" | "code" | "second_factor";

export interface CountRules {
  failuresMax: number;
  delaySeconds: number;
  delaySecondsMax: number;
  /** After so long without a failure everything is forgotten. */
  forgetSeconds: number;
}

const hourSeconds = 3600;

export function identifierRules(rules: LockoutRules): CountRules {
  return { ...delaysOf(rules), failuresMax: rules.attemptsMax, forgetSeconds: 24 * hourSeconds };
}

/** Many people may share an address: its failures are forgotten sooner. */
export function addressRules(rules: LockoutRules): CountRules {
  return { ...delaysOf(rules), failuresMax: rules.addressAttemptsMax, forgetSeconds: hourSeconds };
}

function delaysOf({ delaySeconds, delaySecondsMax }: LockoutRules) {
  return { delaySeconds, delaySecondsMax: Math.max(delaySeconds, delaySecondsMax) };
}
