import { createClient } from "@latchkey/client";
import type { ApiClient } from "@latchkey/client";

/**
 * Speaks with the link's token and nothing else: the cookie of somebody who happens to be signed in is not even sent,
 * so that a link shows the same to everybody.
 */
export function createShareClient(token: string): ApiClient {
  return createClient({ token, fetch: (input, init) => globalThis.fetch(input, { ...init, credentials: "omit" }) });
}
