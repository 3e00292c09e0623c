import { decisionLogDays } from "@latchkey/contract";

const dayMs = 86_400_000;

/** UTC day of a moment, e.g. 2026-03-02. */
export function dayOf(at: number): string {
  return new Date(at).toISOString().slice(0, 10);
}

/** The first day that is still kept. */
export function firstKeptDay(now: Date): string {
  return dayOf(now.getTime() - decisionLogDays * dayMs);
}
