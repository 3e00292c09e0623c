import type { TagStep } from "@latchkey/contract";
import { fromStoredTags, toStoredTags } from "../../database/tags.ts";
import { afterSteps } from "./to-retags.ts";

/** Whether the steps leave other tags; in another order they are the same. */
export function isChangedBy(stored: readonly string[], steps: readonly TagStep[]): boolean {
  return !isSameTags(stored, toStoredTags(afterSteps(fromStoredTags(stored), steps)));
}

export function isSameTags(before: readonly string[], after: readonly string[]): boolean {
  const known = new Set(before);
  return before.length === after.length && after.every((tag) => known.has(tag));
}
