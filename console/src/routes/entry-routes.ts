/** Screens before the console: nobody needs a session. */
import { openLanguage } from "@latchkey/account";
import { signInSearch } from "../rooms/sign-in/sign-in-search.ts";
import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { entryWords } from "../shell/entry-words.ts";
import { EntryFrame } from "../shell/entry-scope.tsx";
import { root } from "./frames.ts";

const entry = createRoute({ getParentRoute: () => root, id: "entry", loader: () => openLanguage(entryWords), component: EntryFrame });

const setup = createRoute({
  getParentRoute: () => entry,
  path: "/setup",
  component: lazyRouteComponent(() => import("../rooms/sign-in/setup-page.tsx"), "SetupPage"),
});

const signIn = createRoute({
  getParentRoute: () => entry,
  path: "/sign-in",
  validateSearch: signInSearch,
  component: lazyRouteComponent(() => import("../rooms/sign-in/sign-in-page.tsx"), "SignInPage"),
});

const choosePassword = createRoute({
  getParentRoute: () => entry,
  path: "/choose-password",
  component: lazyRouteComponent(() => import("../rooms/sign-in/link-pages.tsx"), "ChoosePasswordPage"),
});

const forgotPassword = createRoute({
  getParentRoute: () => entry,
  path: "/forgot-password",
  validateSearch: signInSearch,
  component: lazyRouteComponent(() => import("../rooms/sign-in/forgot-password-page.tsx"), "ForgotPasswordPage"),
});

const emailChange = createRoute({
  getParentRoute: () => entry,
  path: "/email-change",
  component: lazyRouteComponent(() => import("../rooms/sign-in/link-pages.tsx"), "EmailChangePage"),
});

const emailUndo = createRoute({
  getParentRoute: () => entry,
  path: "/email-change-undo",
  component: lazyRouteComponent(() => import("../rooms/sign-in/link-pages.tsx"), "EmailUndoPage"),
});

const deletionUndo = createRoute({
  getParentRoute: () => entry,
  path: "/deletion-undo",
  component: lazyRouteComponent(() => import("../rooms/sign-in/link-pages.tsx"), "DeletionUndoPage"),
});

export const entryTree = entry.addChildren([setup, signIn, choosePassword, forgotPassword, emailChange, emailUndo, deletionUndo]);
