import type { ResourceFilter, ResourceType } from "@latchkey/contract";
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

/** Refuses the creation of a resource with these tags, or a change that would move it out of the caller's reach. */
export function requireAllowed(
  ctx: Context,
  wanted: { type: ResourceType; action: string; id: string | null; tags: readonly string[] },
): void {
  if (!ctx.access.allows(wanted.type, wanted.action, { id: wanted.id, tags: wanted.tags })) throw httpErrors.not_allowed();
}
