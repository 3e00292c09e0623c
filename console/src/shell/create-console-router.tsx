import { createRouter } from "@tanstack/react-router";
import type { QueryClient } from "@tanstack/react-query";
import { LoadingState } from "@latchkey/ui";
import { routeTree } from "../routes.tsx";
import { NotFoundPage } from "./not-found-page.tsx";
import { onRestricted, onSessionLost } from "./query-client.ts";
import { RouteError } from "./route-error.tsx";
import { parseSearch, stringifySearch } from "./search-params.ts";
import { sessionQuery } from "./session.ts";

/** The router of the console; also leads to the sign-in page as soon as any call finds the session gone. */
export function createConsoleRouter(queryClient: QueryClient) {
  const router = createRouter({
    routeTree,
    basepath: "/console",
    context: { queryClient },
    defaultPreload: "intent",
    defaultPreloadStaleTime: 0,
    scrollRestoration: true,
    parseSearch,
    stringifySearch,
    defaultPendingComponent: LoadingState,
    defaultErrorComponent: RouteError,
    defaultNotFoundComponent: NotFoundPage,
  });

  onSessionLost(() => {
    const isSignedInArea = router.state.matches.some((match) => match.routeId === "/signed-in");
    if (!isSignedInArea) return;

    const { href } = router.state.location;
    const search = { notice: "session-ended" as const, ...(href === "/" ? {} : { returnTo: href }) };
    void router.navigate({ to: "/sign-in", search, replace: true });
  });

  // Forgotten only on arrival: whoever stays because something is typed and not saved goes on seeing their page.
  router.subscribe("onResolved", ({ toLocation }) => {
    if (toLocation.pathname === "/sign-in") queryClient.removeQueries({ queryKey: sessionQuery.queryKey });
  });

  onRestricted(() => {
    // The gate's own question was refused already: it shows the page that says so.
    if (queryClient.getQueryData(sessionQuery.queryKey) === undefined) return;

    queryClient.removeQueries({ queryKey: sessionQuery.queryKey });
    void router.invalidate();
  });

  return router;
}

export type ConsoleRouter = ReturnType<typeof createConsoleRouter>;

declare module "@tanstack/react-router" {
  interface Register {
    router: ConsoleRouter;
  }
}
