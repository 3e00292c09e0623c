import { httpErrors } from "./http.errors.ts";
import type { AnonymousUserPrincipal } from "./principal.ts";

/**
 * A share link opens its own dashboard only, whatever else the anonymous user may see; a link to one widget opens that widget and
 * nothing that is said about the whole dashboard.
 */
export function requireShared(
  { dashboardId, widgetId }: Pick<AnonymousUserPrincipal, "dashboardId" | "widgetId">,
  asked: { dashboardId: string | undefined; widgetId: string | undefined },
): void {
  if (asked.dashboardId !== dashboardId) throw httpErrors.not_found();
  if (widgetId !== null && asked.widgetId !== widgetId) throw httpErrors.not_found();
}
