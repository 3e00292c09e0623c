import { isNotFromHere } from "@latchkey/account";
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

/** Data cache of the whole console. Any answer "not signed in" leads to the sign-in page, whoever asked. */
export function createConsoleQueryClient(): QueryClient {
  return new QueryClient({
    queryCache: new QueryCache({ onError: noticeLostSession }),
    mutationCache: new MutationCache({ onError: noticeLostSession }),
    defaultOptions: {
      queries: { retry: shouldRetry, staleTime: 0, refetchOnWindowFocus: true, networkMode: "always" },
      mutations: { retry: false, networkMode: "always" },
    },
  });
}

// A refusal stays a refusal: only unheard requests and a server in trouble are worth a second try.
function shouldRetry(failureCount: number, error: Error): boolean {
  const isTransient = error instanceof NetworkError || (error instanceof ProblemError && error.status >= 502);

  return isTransient && failureCount < retriesMax;
}

function noticeLostSession(error: Error): void {
  if (error instanceof ProblemError && error.status === 401) handleSessionLost();
  if (isNotFromHere(error)) handleRestricted();
}
