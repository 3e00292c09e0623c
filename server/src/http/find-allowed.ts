import { catalogue, type ResourceFilter, type ResourceType } from "@latchkey/contract";
import type { TagChange } from "./access.ts";
import type { Context } from "./context.ts";
import { httpErrors } from "./http.errors.ts";

/**
 * Loads one resource that the caller may act on. Permission is part of the query, so what may not be known about
 * answers exactly as what does not exist: 404. Only who may see it, but not do this, is told so: 403.
 */
export async function findAllowed<T>(
  ctx: Context,
  wanted: { type: ResourceType; action: string },
  find: (filter: ResourceFilter) => Promise<T | undefined>,
): Promise<T> {
  const found = await find(ctx.access.filter(wanted.type, wanted.action));
  if (found !== undefined) {
    ctx.access.record({ ...wanted, id: idOf(found), decision: "allow" });
    return found;
  }
  await recordRefusal(ctx, wanted, find);

  const isVisible = wanted.action !== "access" && (await find(ctx.access.filter(wanted.type, "access"))) !== undefined;
  throw isVisible ? httpErrors.not_allowed() : httpErrors.not_found();
}

/** Only what exists can be refused; whether it does, the caller is not told. */
async function recordRefusal<T>(
  ctx: Context,
  wanted: { type: ResourceType; action: string },
  find: (filter: ResourceFilter) => Promise<T | undefined>,
): Promise<void> {
  if (ctx.access.isUnrestricted) return;
  const hidden = await find({ kind: "all" });
  if (hidden !== undefined) ctx.access.record({ ...wanted, id: idOf(hidden), decision: "deny" });
}

function idOf(row: unknown): string | null {
  return typeof row === "object" && row !== null && "id" in row && typeof row.id === "string" ? row.id : null;
}

/** Refuses the creation of a resource with these tags. */
export function requireCreatable(ctx: Context, type: ResourceType, tags: readonly string[]): void {
  const isAllowed = ctx.access.allows(type, "create", { id: null, tags });
  ctx.access.record({ type, action: "create", id: null, decision: isAllowed ? "allow" : "deny" });
  if (!isAllowed) throw httpErrors.not_allowed();
}

/**
 * Refuses a change of tags that would move a resource out of the caller's reach, or that would give the caller, or anybody
 * else, a right on it that the caller does not have now. Tags decide access, so whoever may edit them could otherwise raise
 * themselves or an accomplice past every policy.
 */
export function requireRetaggable(ctx: Context, wanted: { type: ResourceType; action: string; id: string }, tags: TagChange): void {
  const { type, id } = wanted;
  const isAllowed = (action: string, among: readonly string[]) => ctx.access.allows(type, action, { id, tags: among });
  if (!isAllowed(wanted.action, tags.after)) throw httpErrors.not_allowed();
  if (isSameTags(tags)) return;

  const gained = Object.keys(catalogue[type]).some((action) => isAllowed(action, tags.after) && !isAllowed(action, tags.before));
  if (gained) throw httpErrors.not_allowed({ detail: "These tags would give you a right that you do not have now." });
  if (!ctx.access.mayRetag({ type, id }, tags)) {
    throw httpErrors.not_allowed({ detail: "These tags would give somebody a right that you do not hold yourself." });
  }
}

function isSameTags({ before, after }: TagChange): boolean {
  const known = new Set(before);
  return before.length === after.length && after.every((tag) => known.has(tag));
}
