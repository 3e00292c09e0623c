import { isNotFromHere, notePersonLanguage } from "@latchkey/account";
import { MutationCache, QueryCache, QueryClient } from "@tanstack/react-query";
import { NetworkError, ProblemError } from "@latchkey/client";

const retriesMax = 2;

/** Set by the router once it exists: called when the server no longer knows the session. */
let handleSessionLost: () => void = () => undefined;

export function onSessionLost(handler: () => void): void {
  handleSessionLost = handler;
}

/** Set by the router once it exists: called when rules about place and time refuse a call. */
let handleRestricted: () => void = () => undefined;

export function onRestricted(handler: () => void): void {
  handleRestricted = handler;
}

/** Asks anew whether somebody may be here at all, and shows the page that says no. */
export function restrictSession(): void {
  handleRestricted();
}

/** Leads to the sign-in page, as if a call had found the session gone. */
export function loseSession(): void {
  handleSessionLost();
}

/** Data cache of the portal. Any answer "not signed in" leads to the sign-in page, whichever call got it. */
export function createPortalQueryClient(): QueryClient {
  return new QueryClient({
    queryCache: new QueryCache({
      onError: (error, query) => {
        // The gate's first question is answered by the gate itself: there was no session that could be lost.
        const isGate = query.queryKey[0] === "session" && query.state.data === undefined;
        if (!isGate) noticeLostSession(error);
      },
    }),
    mutationCache: new MutationCache({ onError: noticeLostSession }),
    // A server in the same building is reached although the browser believes to be offline; and if not, people are told.
    defaultOptions: { queries: { retry: shouldRetry, networkMode: "always" }, mutations: { retry: false, networkMode: "always" } },
  });
}

/** Removes what one person was shown, so that the next one on this device never sees it; the portal's front page stays. */
export function forgetPerson(queryClient: QueryClient): void {
  queryClient.removeQueries({ predicate: (query) => query.queryKey[0] !== "portal" });
  notePersonLanguage(null);
}

export function isNotSignedIn(error: unknown): boolean {
  return error instanceof ProblemError && error.status === 401;
}

// A refusal stays a refusal: only unheard requests and a server in trouble are worth a second try.
function shouldRetry(failureCount: number, error: Error): boolean {
  const isTransient = error instanceof NetworkError || (error instanceof ProblemError && error.status >= 502);

  return isTransient && failureCount < retriesMax;
}

function noticeLostSession(error: Error): void {
  if (isNotSignedIn(error)) handleSessionLost();
  if (isNotFromHere(error)) handleRestricted();
}
