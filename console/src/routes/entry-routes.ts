/** Screens before the console: nobody needs a session. */
import { signInSearch } from "../rooms/sign-in/sign-in-search.ts";
import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { root } from "./frames.ts";

const setup = createRoute({
  getParentRoute: () => root,
  path: "/setup",
  component: lazyRouteComponent(() => import("../rooms/sign-in/setup-page.tsx"), "SetupPage"),
});

const signIn = createRoute({
  getParentRoute: () => root,
  path: "/sign-in",
  validateSearch: signInSearch,
  component: lazyRouteComponent(() => import("../rooms/sign-in/sign-in-page.tsx"), "SignInPage"),
});

const choosePassword = createRoute({
  getParentRoute: () => root,
  path: "/choose-password",
  component: lazyRouteComponent(() => import("../rooms/sign-in/link-pages.tsx"), "ChoosePasswordPage"),
});

const forgotPassword = createRoute({
  getParentRoute: () => root,
  path: "/forgot-password",
  validateSearch: signInSearch,
  component: lazyRouteComponent(() => import("../rooms/sign-in/forgot-password-page.tsx"), "ForgotPasswordPage"),
});

const emailChange = createRoute({
  getParentRoute: () => root,
  path: "/email-change",
  component: lazyRouteComponent(() => import("../rooms/sign-in/link-pages.tsx"), "EmailChangePage"),
});

const emailUndo = createRoute({
  getParentRoute: () => root,
  path: "/email-change-undo",
  component: lazyRouteComponent(() => import("../rooms/sign-in/link-pages.tsx"), "EmailUndoPage"),
});

const deletionUndo = createRoute({
  getParentRoute: () => root,
  path: "/deletion-undo",
  component: lazyRouteComponent(() => import("../rooms/sign-in/link-pages.tsx"), "DeletionUndoPage"),
});

export const entryRoutes = [setup, signIn, choosePassword, forgotPassword, emailChange, emailUndo, deletionUndo] as const;
