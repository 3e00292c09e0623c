/** Which dashboards this person opened last on this device. Ids only: names would outlive the right to know them. */
const recentMax = 4;

export function readRecent(slug: string, userId: string): string[] {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(storageKey(slug, userId)) ?? "[]");

    return Array.isArray(stored) ? stored.filter((id): id is string => typeof id === "string") : [];
  } catch {
    // Storage may be blocked or hold somebody else's text; a convenience must not break the page.
    return [];
  }
}

export function rememberDashboard(slug: string, userId: string, dashboardId: string): void {
  const ids = [dashboardId, ...readRecent(slug, userId).filter((id) => id !== dashboardId)].slice(0, recentMax);

  try {
    localStorage.setItem(storageKey(slug, userId), JSON.stringify(ids));
  } catch {
    // As above.
  }
}

function storageKey(slug: string, userId: string): string {
  return `latchkey.recent.${slug}.${userId}`;
}
