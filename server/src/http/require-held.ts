import { httpErrors } from "./http.errors.ts";

/** Refuses a change that would hand on a right which the caller does not hold; `Access` says whether it would. */
export async function requireHeld(isHeld: boolean | Promise<boolean>): Promise<void> {
  if (await isHeld) return;
  throw httpErrors.not_allowed({ detail: "This would give a right that you do not hold yourself." });
}
