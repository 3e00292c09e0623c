/** Every screen of the portal, as one list: address, what its search parameters are, and the page that shows it. */
import { createRootRouteWithContext, createRoute, lazyRouteComponent, Outlet } from "@tanstack/react-router";
import type { QueryClient } from "@tanstack/react-query";
import type { i18n } from "i18next";
import { openLanguage } from "@latchkey/account";
import { ClosedDashboard } from "./rooms/dashboards/closed-dashboard.tsx";
import { dashboardQuery } from "./rooms/dashboards/dashboard-query.ts";
import { dashboardSearch, homeSearch } from "./rooms/dashboards/dashboards-search.ts";
import { NotificationBell } from "./rooms/notifications/notification-bell.tsx";
import { signInSearch } from "./rooms/sign-in/sign-in-search.ts";
import { AppFrame } from "./shell/app-frame.tsx";
import { NoPortalPage } from "./shell/no-portal-page.tsx";
import { NotFoundPage } from "./shell/not-found-page.tsx";
import { orNotFound } from "./shell/or-not-found.ts";
import { portalQuery } from "./shell/portal-info.ts";
import { PortalFrame } from "./shell/portal-frame.tsx";
import { RouteError } from "./shell/route-error.tsx";
import { passSignedIn, requireSession } from "./shell/session-gate.ts";

interface PortalContext {
  queryClient: QueryClient;
  words: i18n;
}

function SignedInFrame() {
  return <AppFrame tools={<NotificationBell />} />;
}

const root = createRootRouteWithContext<PortalContext>()({ component: Outlet, notFoundComponent: NoPortalPage });

const noPortal = createRoute({ getParentRoute: () => root, path: "/", component: NoPortalPage });

const portal = createRoute({
  getParentRoute: () => root,
  path: "/$slug",
  loader: async ({ context, params }) => {
    const info = await orNotFound(context.queryClient.fetchQuery(portalQuery(params.slug)));
    // Nothing of the portal shows in a language that is about to change.
    await openLanguage(context.words, info.language);

    return info;
  },
  component: PortalFrame,
  notFoundComponent: NoPortalPage,
});

// Without a session.

const signIn = createRoute({
  getParentRoute: () => portal,
  path: "sign-in",
  validateSearch: signInSearch,
  beforeLoad: passSignedIn,
  component: lazyRouteComponent(() => import("./rooms/sign-in/sign-in-page.tsx"), "SignInPage"),
});

const signUp = createRoute({
  getParentRoute: () => portal,
  path: "sign-up",
  validateSearch: signInSearch,
  beforeLoad: passSignedIn,
  component: lazyRouteComponent(() => import("./rooms/sign-up/sign-up-page.tsx"), "SignUpPage"),
});

const forgotPassword = createRoute({
  getParentRoute: () => portal,
  path: "forgot-password",
  validateSearch: signInSearch,
  component: lazyRouteComponent(() => import("./rooms/sign-in/forgot-password-page.tsx"), "ForgotPasswordPage"),
});

const confirmSignUp = createRoute({
  getParentRoute: () => portal,
  path: "confirm",
  component: lazyRouteComponent(() => import("./rooms/sign-up/confirm-page.tsx"), "ConfirmPage"),
});

const emailChange = createRoute({
  getParentRoute: () => portal,
  path: "email-change",
  component: lazyRouteComponent(() => import("./rooms/links/link-pages.tsx"), "EmailChangePage"),
});

const emailUndo = createRoute({
  getParentRoute: () => portal,
  path: "email-change-undo",
  component: lazyRouteComponent(() => import("./rooms/links/link-pages.tsx"), "EmailUndoPage"),
});

const deletionUndo = createRoute({
  getParentRoute: () => portal,
  path: "deletion-undo",
  component: lazyRouteComponent(() => import("./rooms/links/link-pages.tsx"), "DeletionUndoPage"),
});

const choosePassword = createRoute({
  getParentRoute: () => portal,
  path: "choose-password",
  component: lazyRouteComponent(() => import("./rooms/choose-password/choose-password-page.tsx"), "ChoosePasswordPage"),
});

const sharedView = createRoute({
  getParentRoute: () => portal,
  path: "s",
  validateSearch: dashboardSearch,
  component: lazyRouteComponent(() => import("./rooms/shared-view/shared-view-page.tsx"), "SharedViewPage"),
});

// For whoever is signed in.

const signedIn = createRoute({ getParentRoute: () => portal, id: "signed-in", beforeLoad: requireSession, component: SignedInFrame });

const home = createRoute({
  getParentRoute: () => signedIn,
  path: "/",
  validateSearch: homeSearch,
  component: lazyRouteComponent(() => import("./rooms/dashboards/home-page.tsx"), "HomePage"),
  errorComponent: RouteError,
});

const dashboard = createRoute({
  getParentRoute: () => signedIn,
  path: "dashboards/$dashboardId",
  validateSearch: dashboardSearch,
  loader: async ({ context, params }) => {
    await orNotFound(context.queryClient.ensureQueryData(dashboardQuery(params.slug, params.dashboardId)));
  },
  component: lazyRouteComponent(() => import("./rooms/dashboards/dashboard-page.tsx"), "DashboardPage"),
  notFoundComponent: () => <ClosedDashboard {...dashboard.useParams()} />,
  errorComponent: RouteError,
});

const account = createRoute({
  getParentRoute: () => signedIn,
  path: "account",
  component: lazyRouteComponent(() => import("./rooms/account/account-page.tsx"), "AccountPage"),
  errorComponent: RouteError,
});

const security = createRoute({
  getParentRoute: () => signedIn,
  path: "account/security",
  component: lazyRouteComponent(() => import("./rooms/account/security-page.tsx"), "SecurityPage"),
  errorComponent: RouteError,
});

// Asks for a session first, so that the page reads the same as for a dashboard that may not be seen.
const anythingElse = createRoute({ getParentRoute: () => signedIn, path: "$", component: NotFoundPage });

export const routeTree = root.addChildren([
  noPortal,
  portal.addChildren([
    signIn,
    signUp,
    forgotPassword,
    choosePassword,
    confirmSignUp,
    emailChange,
    emailUndo,
    deletionUndo,
    sharedView,
    signedIn.addChildren([home, dashboard, account, security, anythingElse]),
  ]),
]);
