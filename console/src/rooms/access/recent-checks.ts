/** The questions asked last in this browser: a convenience, so it lives in the browser alone and may be lost. */
import type { ExplainSearch } from "./explain-search.ts";

export interface RecentCheck {
  search: ExplainSearch;
  /** The question in words, as it then was. */
  sentence: string;
  decision: "allow" | "deny";
}

const checksMax = 10;

function keyOf(profileId: string): string {
  return `latchkey.checks.${profileId}`;
}

export function readRecentChecks(profileId: string): RecentCheck[] {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(keyOf(profileId)) ?? "[]");

    return Array.isArray(stored) ? stored.filter(isCheck) : [];
  } catch {
    return [];
  }
}

/** The newest first; the same question is kept once. */
export function rememberCheck(profileId: string, check: RecentCheck): void {
  const others = readRecentChecks(profileId).filter((each) => JSON.stringify(each.search) !== JSON.stringify(check.search));
  try {
    localStorage.setItem(keyOf(profileId), JSON.stringify([check, ...others].slice(0, checksMax)));
  } catch {
    // A browser that stores nothing shows no last checks.
  }
}

function isCheck(value: unknown): value is RecentCheck {
  return (
    typeof value === "object" &&
    value !== null &&
    "search" in value &&
    typeof value.search === "object" &&
    value.search !== null &&
    "sentence" in value &&
    typeof value.sentence === "string" &&
    "decision" in value &&
    (value.decision === "allow" || value.decision === "deny")
  );
}
