/** Every screen of the console, as one list: address, what its search parameters are, and the page that shows it. */
import { createRootRouteWithContext, createRoute, lazyRouteComponent, Outlet } from "@tanstack/react-router";
import type { QueryClient } from "@tanstack/react-query";
import { explainSearch, newPolicySearch, policiesSearch, policySearch } from "./rooms/access/access-search.ts";
import { analysesSearch, analysisSearch } from "./rooms/analyses/analyses-search.ts";
import { auditSearch } from "./rooms/audit/audit-search.ts";
import { dashboardSearch, dashboardsSearch } from "./rooms/dashboards/dashboards-search.ts";
import { deviceSearch, devicesSearch } from "./rooms/devices/devices-search.ts";
import { settingsSearch } from "./rooms/settings/settings-search.ts";
import { userSearch, usersSearch } from "./rooms/users/users-search.ts";
import { AppFrame } from "./shell/app-frame.tsx";
import { NotFoundPage } from "./shell/not-found-page.tsx";
import { ProfileFrame } from "./shell/profile-frame.tsx";
import { profileQuery } from "./shell/profile.ts";
import { requireSession, requireSuper } from "./shell/session-gate.ts";

const root = createRootRouteWithContext<{ queryClient: QueryClient }>()({ component: Outlet });

// Before the console.

const setup = createRoute({
  getParentRoute: () => root,
  path: "/setup",
  component: lazyRouteComponent(() => import("./rooms/sign-in/setup-page.tsx"), "SetupPage"),
});

const signIn = createRoute({
  getParentRoute: () => root,
  path: "/sign-in",
  validateSearch: (search: Record<string, unknown>): { returnTo?: string } =>
    typeof search["returnTo"] === "string" ? { returnTo: search["returnTo"] } : {},
  component: lazyRouteComponent(() => import("./rooms/sign-in/sign-in-page.tsx"), "SignInPage"),
});

const choosePassword = createRoute({
  getParentRoute: () => root,
  path: "/choose-password",
  component: lazyRouteComponent(() => import("./rooms/sign-in/choose-password-page.tsx"), "ChoosePasswordPage"),
});

// Over the whole deployment.

const signedIn = createRoute({ getParentRoute: () => root, id: "signed-in", beforeLoad: requireSession, component: AppFrame });

const start = createRoute({
  getParentRoute: () => signedIn,
  path: "/",
  component: lazyRouteComponent(() => import("./rooms/profiles/start-page.tsx"), "StartPage"),
});

const profiles = createRoute({
  getParentRoute: () => signedIn,
  path: "/profiles",
  component: lazyRouteComponent(() => import("./rooms/profiles/profiles-page.tsx"), "ProfilesPage"),
});

const administrators = createRoute({
  getParentRoute: () => signedIn,
  path: "/administrators",
  beforeLoad: requireSuper,
  component: lazyRouteComponent(() => import("./rooms/administrators/administrators-page.tsx"), "AdministratorsPage"),
});

const deploymentAudit = createRoute({
  getParentRoute: () => signedIn,
  path: "/audit",
  beforeLoad: requireSuper,
  validateSearch: auditSearch,
  component: lazyRouteComponent(() => import("./rooms/audit/deployment-audit-page.tsx"), "DeploymentAuditPage"),
});

const account = createRoute({
  getParentRoute: () => signedIn,
  path: "/account",
  component: lazyRouteComponent(() => import("./rooms/account/account-page.tsx"), "AccountPage"),
});

const anywhereElse = createRoute({ getParentRoute: () => signedIn, path: "$", component: NotFoundPage });

// Inside one profile.

const profile = createRoute({
  getParentRoute: () => signedIn,
  path: "/profiles/$profileId",
  loader: ({ context, params }) => context.queryClient.ensureQueryData(profileQuery(params.profileId)),
  component: ProfileFrame,
});

const home = createRoute({
  getParentRoute: () => profile,
  path: "/",
  component: lazyRouteComponent(() => import("./rooms/profiles/home-page.tsx"), "HomePage"),
});

const users = createRoute({
  getParentRoute: () => profile,
  path: "users",
  validateSearch: usersSearch,
  component: lazyRouteComponent(() => import("./rooms/users/users-page.tsx"), "UsersPage"),
});

const user = createRoute({
  getParentRoute: () => profile,
  path: "users/$userId",
  validateSearch: userSearch,
  component: lazyRouteComponent(() => import("./rooms/users/user-page.tsx"), "UserPage"),
});

const policies = createRoute({
  getParentRoute: () => profile,
  path: "policies",
  validateSearch: policiesSearch,
  component: lazyRouteComponent(() => import("./rooms/access/policies-page.tsx"), "PoliciesPage"),
});

const newPolicy = createRoute({
  getParentRoute: () => profile,
  path: "policies/new",
  validateSearch: newPolicySearch,
  component: lazyRouteComponent(() => import("./rooms/access/new-policy-page.tsx"), "NewPolicyPage"),
});

const policy = createRoute({
  getParentRoute: () => profile,
  path: "policies/$policyId",
  validateSearch: policySearch,
  component: lazyRouteComponent(() => import("./rooms/access/policy-page.tsx"), "PolicyPage"),
});

const explain = createRoute({
  getParentRoute: () => profile,
  path: "explain",
  validateSearch: explainSearch,
  component: lazyRouteComponent(() => import("./rooms/access/explain-page.tsx"), "ExplainPage"),
});

const dashboards = createRoute({
  getParentRoute: () => profile,
  path: "dashboards",
  validateSearch: dashboardsSearch,
  component: lazyRouteComponent(() => import("./rooms/dashboards/dashboards-page.tsx"), "DashboardsPage"),
});

const dashboard = createRoute({
  getParentRoute: () => profile,
  path: "dashboards/$dashboardId",
  validateSearch: dashboardSearch,
  component: lazyRouteComponent(() => import("./rooms/dashboards/dashboard-page.tsx"), "DashboardPage"),
});

const devices = createRoute({
  getParentRoute: () => profile,
  path: "devices",
  validateSearch: devicesSearch,
  component: lazyRouteComponent(() => import("./rooms/devices/devices-page.tsx"), "DevicesPage"),
});

const device = createRoute({
  getParentRoute: () => profile,
  path: "devices/$deviceId",
  validateSearch: deviceSearch,
  component: lazyRouteComponent(() => import("./rooms/devices/device-page.tsx"), "DevicePage"),
});

const analyses = createRoute({
  getParentRoute: () => profile,
  path: "analyses",
  validateSearch: analysesSearch,
  component: lazyRouteComponent(() => import("./rooms/analyses/analyses-page.tsx"), "AnalysesPage"),
});

const analysis = createRoute({
  getParentRoute: () => profile,
  path: "analyses/$analysisId",
  validateSearch: analysisSearch,
  component: lazyRouteComponent(() => import("./rooms/analyses/analysis-page.tsx"), "AnalysisPage"),
});

const audit = createRoute({
  getParentRoute: () => profile,
  path: "audit",
  validateSearch: auditSearch,
  component: lazyRouteComponent(() => import("./rooms/audit/audit-page.tsx"), "AuditPage"),
});

const settings = createRoute({
  getParentRoute: () => profile,
  path: "settings",
  validateSearch: settingsSearch,
  component: lazyRouteComponent(() => import("./rooms/settings/settings-page.tsx"), "SettingsPage"),
});

export const routeTree = root.addChildren([
  setup,
  signIn,
  choosePassword,
  signedIn.addChildren([
    start,
    profiles,
    administrators,
    deploymentAudit,
    account,
    anywhereElse,
    profile.addChildren([
      home,
      users,
      user,
      policies,
      newPolicy,
      policy,
      explain,
      dashboards,
      dashboard,
      devices,
      device,
      analyses,
      analysis,
      audit,
      settings,
    ]),
  ]),
]);
