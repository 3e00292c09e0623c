import { oneOf } from "../../shell/search-params.ts";

const notices = oneOf(["session-ended", "signed-out"]);

export interface SignInSearch {
  /** Path inside the console, see `toReturnPath`. */
  returnTo?: string;
  /** Why somebody finds themselves here. */
  notice?: "session-ended" | "signed-out";
}

export function signInSearch({ returnTo, notice }: Record<string, unknown>): SignInSearch {
  const known = notices.safeParse(notice);

  return { ...(typeof returnTo === "string" ? { returnTo } : {}), ...(known.success ? { notice: known.data } : {}) };
}
