import { createRouter } from "@tanstack/react-router";
import type { QueryClient } from "@tanstack/react-query";
import type { i18n } from "i18next";
import { LoadingState } from "@latchkey/ui";
import { routeTree } from "../routes.tsx";
import { NotFoundPage } from "./not-found-page.tsx";
import { PortalError } from "./portal-error.tsx";
import { leavePerson } from "./leave-person.ts";
import { onRestricted, onSessionLost } from "./query-client.ts";
import { toReturnPath } from "./return-path.ts";
import { sessionQuery } from "./session.ts";
import { parseSearch, stringifySearch } from "./search-params.ts";

/** The router of the portal; also leads to the sign-in page as soon as any call finds the session gone. */
export function createPortalRouter(queryClient: QueryClient, words: i18n) {
  const router = createRouter({
    routeTree,
    basepath: "/p",
    context: { queryClient, words },
    defaultPreload: "intent",
    defaultPreloadStaleTime: 0,
    scrollRestoration: true,
    parseSearch,
    stringifySearch,
    defaultPendingComponent: LoadingState,
    defaultErrorComponent: PortalError,
    defaultNotFoundComponent: NotFoundPage,
  });

  onSessionLost(() => {
    const gated = router.state.matches.find((match) => match.routeId === "/$slug/signed-in");
    // A shared link, or the sign-in page itself: its own refusals say nothing about a session.
    if (gated === undefined) return;

    const { slug } = gated.params;
    const returnTo = toReturnPath(router.state.location.href, slug);
    void router
      .navigate({
        to: "/$slug/sign-in",
        params: { slug },
        search: { notice: "session-ended", ...(returnTo === "" ? {} : { returnTo }) },
        replace: true,
      })
      .then(() => leavePerson(slug, { queryClient, words }));
  });

  onRestricted(() => {
    const gated = router.state.matches.find((match) => match.routeId === "/$slug/signed-in");
    if (gated === undefined) return;

    // The gate's own question was refused already: it shows the page that says so.
    const { queryKey } = sessionQuery(gated.params.slug);
    if (queryClient.getQueryData(queryKey) === undefined) return;

    queryClient.removeQueries({ queryKey });
    void router.invalidate();
  });

  return router;
}

export type PortalRouter = ReturnType<typeof createPortalRouter>;

declare module "@tanstack/react-router" {
  interface Register {
    router: PortalRouter;
  }
}
