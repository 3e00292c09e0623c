/** What every screen of the console is in: the page itself, whoever is signed in, one profile. */
import { AppFrame } from "../shell/app-frame.tsx";
import { ConsoleScope } from "../shell/console-scope.tsx";
import { ProfileFrame } from "../shell/profile-frame.tsx";
import { profileQuery } from "../shell/profile.ts";
import { rightsQuery } from "../shell/rights.ts";
import { requireSession } from "../shell/session-gate.ts";
import type { QueryClient } from "@tanstack/react-query";
import { createRootRouteWithContext, createRoute } from "@tanstack/react-router";

export const root = createRootRouteWithContext<{ queryClient: QueryClient }>()({ component: ConsoleScope });

export const signedIn = createRoute({ getParentRoute: () => root, id: "signed-in", beforeLoad: requireSession, component: AppFrame });

export const profile = createRoute({
  getParentRoute: () => signedIn,
  path: "/profiles/$profileId",
  loader: ({ context: { queryClient }, params: { profileId } }) =>
    Promise.all([queryClient.ensureQueryData(profileQuery(profileId)), queryClient.ensureQueryData(rightsQuery(profileId))]),
  component: ProfileFrame,
});
