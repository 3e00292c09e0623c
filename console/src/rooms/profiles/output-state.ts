import { dataOutputWarnedShare } from "@latchkey/contract";

export type OutputState = "free" | "near" | "reached";

/** How far the month's data output is from its limit, by the same share at which the server tells administrators. */
export function outputState(records: number, recordsMax: number): OutputState {
  if (records >= recordsMax) return "reached";

  return records >= recordsMax * dataOutputWarnedShare ? "near" : "free";
}
