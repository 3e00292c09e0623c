import { catalogue, subjectType, type ResourceFilter, type ResourceType, type SubjectType } from "@latchkey/contract";
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
  if (found !== undefined) return found;

  const isVisible = wanted.action !== "access" && (await find(ctx.access.filter(wanted.type, "access"))) !== undefined;
  throw isVisible ? httpErrors.not_allowed() : httpErrors.not_found();
}

/** Refuses the creation of a resource with these tags, or of a subject whose tags would give it more than the caller holds. */
export function requireCreatable(ctx: Context, type: ResourceType, tags: readonly string[]): void {
  if (!ctx.access.allows(type, "create", { id: null, tags })) throw httpErrors.not_allowed();
  requireNothingGranted(ctx, { type, id: null }, { before: [], after: tags });
}

/**
 * Refuses a change of tags that would move a resource out of the caller's reach, that would give the caller a right on it
 * that they did not have, or that would give its subject more than the caller holds. Tags decide access, so whoever may
 * edit them could otherwise raise themselves or an accomplice past every policy.
 */
export function requireRetaggable(ctx: Context, wanted: { type: ResourceType; action: string; id: string }, tags: TagChange): void {
  const { type, id } = wanted;
  const isAllowed = (action: string, among: readonly string[]) => ctx.access.allows(type, action, { id, tags: among });
  if (!isAllowed(wanted.action, tags.after)) throw httpErrors.not_allowed();

  const gained = Object.keys(catalogue[type]).some((action) => isAllowed(action, tags.after) && !isAllowed(action, tags.before));
  if (gained) throw httpErrors.not_allowed({ detail: "These tags would give you a right that you do not have now." });
  requireNothingGranted(ctx, wanted, tags);
}

function requireNothingGranted(ctx: Context, { type, id }: { type: ResourceType; id: string | null }, tags: TagChange): void {
  if (!isSubjectType(type) || ctx.access.mayRetag({ type, id }, tags)) return;
  throw httpErrors.not_allowed({ detail: "These tags would give a right that you do not hold yourself." });
}

function isSubjectType(type: ResourceType): type is ResourceType & SubjectType {
  return (subjectType.options as readonly string[]).includes(type);
}
