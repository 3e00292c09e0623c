/** Screens over the whole deployment, and of one's own account. */
import { auditSearch } from "../rooms/audit/audit-search.ts";
import { mailSearch } from "../rooms/mail/mail-search.ts";
import { NotFoundPage } from "../shell/not-found-page.tsx";
import { requireSuper } from "../shell/session-gate.ts";
import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { signedIn } from "./frames.ts";

const start = createRoute({
  getParentRoute: () => signedIn,
  path: "/",
  component: lazyRouteComponent(() => import("../rooms/profiles/start-page.tsx"), "StartPage"),
});

const profiles = createRoute({
  getParentRoute: () => signedIn,
  path: "/profiles",
  component: lazyRouteComponent(() => import("../rooms/profiles/profiles-page.tsx"), "ProfilesPage"),
});

const administrators = createRoute({
  getParentRoute: () => signedIn,
  path: "/administrators",
  beforeLoad: requireSuper,
  component: lazyRouteComponent(() => import("../rooms/administrators/administrators-page.tsx"), "AdministratorsPage"),
});

const deploymentAudit = createRoute({
  getParentRoute: () => signedIn,
  path: "/audit",
  beforeLoad: requireSuper,
  validateSearch: auditSearch,
  component: lazyRouteComponent(() => import("../rooms/audit/deployment-audit-page.tsx"), "DeploymentAuditPage"),
});

const deploymentMails = createRoute({
  getParentRoute: () => signedIn,
  path: "/mails",
  beforeLoad: requireSuper,
  validateSearch: mailSearch,
  component: lazyRouteComponent(() => import("../rooms/mail/deployment-mail-page.tsx"), "DeploymentMailPage"),
});

const account = createRoute({
  getParentRoute: () => signedIn,
  path: "/account",
  component: lazyRouteComponent(() => import("../rooms/account/account-page.tsx"), "AccountPage"),
});

const deploymentSecurity = createRoute({
  getParentRoute: () => signedIn,
  path: "/security",
  beforeLoad: requireSuper,
  component: lazyRouteComponent(() => import("../rooms/security/deployment-security-page.tsx"), "DeploymentSecurityPage"),
});

const consoleDeviceApprovals = createRoute({
  getParentRoute: () => signedIn,
  path: "/device-approvals",
  beforeLoad: requireSuper,
  component: lazyRouteComponent(() => import("../rooms/security/requests-pages.tsx"), "ConsoleDeviceApprovalsPage"),
});

const consoleLockouts = createRoute({
  getParentRoute: () => signedIn,
  path: "/lockouts",
  beforeLoad: requireSuper,
  component: lazyRouteComponent(() => import("../rooms/security/requests-pages.tsx"), "ConsoleLockoutsPage"),
});

const administrator = createRoute({
  getParentRoute: () => signedIn,
  path: "/administrators/$administratorId",
  beforeLoad: requireSuper,
  component: lazyRouteComponent(() => import("../rooms/administrators/administrator-page.tsx"), "AdministratorPage"),
});

const accountSecurity = createRoute({
  getParentRoute: () => signedIn,
  path: "/account/security",
  component: lazyRouteComponent(() => import("../rooms/account/security-page.tsx"), "SecurityPage"),
});

const anywhereElse = createRoute({ getParentRoute: () => signedIn, path: "$", component: NotFoundPage });

export const deploymentRoutes = [
  start,
  profiles,
  administrators,
  deploymentAudit,
  deploymentMails,
  account,
  deploymentSecurity,
  consoleDeviceApprovals,
  consoleLockouts,
  administrator,
  accountSecurity,
  anywhereElse,
] as const;
