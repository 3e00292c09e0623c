import { newId } from "../platform/ids.ts";
import type { Context } from "./context.ts";
import { httpErrors } from "./http.errors.ts";

/**
 * The id of something new: a fresh one, or the one that it had elsewhere, so that what names it keeps doing so. Only whoever no
 * rule governs may choose an id: a rule that names one must not be met by making the thing it names.
 */
export function givenOrNewId(ctx: Context, given: string | undefined): string {
  if (given === undefined) return newId(ctx.platform.clock);
  if (!ctx.access.isUnrestricted) throw httpErrors.not_allowed();
  return given;
}
