import { readOneOf, readText } from "../../shell/index.ts";

const notices = ["session-ended", "signed-out"] as const;

export interface SignInSearch {
  /** Path inside this portal, see `toReturnHref`. */
  returnTo?: string;
  /** Why somebody finds themselves here. */
  notice?: (typeof notices)[number];
}

export function signInSearch(search: Record<string, unknown>): SignInSearch {
  const returnTo = readText(search["returnTo"], 2000);
  const notice = readOneOf(search["notice"], notices);

  return { ...(returnTo === undefined ? {} : { returnTo }), ...(notice === undefined ? {} : { notice }) };
}
