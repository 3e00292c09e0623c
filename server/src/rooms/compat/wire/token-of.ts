import type { IncomingHttpHeaders } from "node:http";

/** In the order in which TagoIO's servers look. */
const headerNames = [
  "account-token",
  "profile-token",
  "device-token",
  "public-token",
  "analysis-token",
  "token",
  "authorization",
  "authorized",
] as const;

const tokenLengthMax = 200;

/** The token of a call: from a header, with or without `Bearer `, else from the query. */
export function tokenOf(headers: IncomingHttpHeaders, query: Record<string, unknown>): string | undefined {
  for (const name of headerNames) {
    const found = plain(headers[name]);
    if (found !== undefined) return found;
  }
  return plain(query["token"]);
}

function plain(value: unknown): string | undefined {
  if (typeof value !== "string") return undefined;
  const token = value.replace(/^Bearer\s+/i, "").trim();
  return token !== "" && token.length <= tokenLengthMax ? token : undefined;
}
