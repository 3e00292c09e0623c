/** Every screen of the console, as one list: address, what its search parameters are, and the page that shows it. */
import { createRootRouteWithContext, createRoute, lazyRouteComponent } from "@tanstack/react-router";
import type { QueryClient } from "@tanstack/react-query";
import { newPolicySearch, policiesSearch, policySearch } from "./rooms/access/access-search.ts";
import { explainSearch } from "./rooms/access/explain-search.ts";
import { analysesSearch, analysisSearch } from "./rooms/analyses/analyses-search.ts";
import { auditSearch } from "./rooms/audit/audit-search.ts";
import { dashboardSearch, dashboardsSearch } from "./rooms/dashboards/dashboards-search.ts";
import { deviceSearch, devicesSearch } from "./rooms/devices/devices-search.ts";
import { mailSearch } from "./rooms/mail/mail-search.ts";
import { groupSearch, groupsSearch } from "./rooms/groups/groups-search.ts";
import { newRoleSearch, roleSearch, rolesSearch } from "./rooms/roles/roles-search.ts";
import { tagKeysSearch } from "./rooms/tag-keys/tag-keys-search.ts";
import { matrixSearch, replaySearch, simulateSearch } from "./rooms/simulate/simulate-search.ts";
import { decisionsSearch } from "./rooms/decisions/decisions-search.ts";
import { findingsSearch } from "./rooms/findings/findings-search.ts";
import { whoCanSearch } from "./rooms/who-can/who-can-search.ts";
import { objectsSearch } from "./rooms/resource-types/resource-types-search.ts";
import { reviewSearch, reviewsSearch } from "./rooms/reviews/reviews-search.ts";
import { settingsSearch } from "./rooms/settings/settings-search.ts";
import { signInSearch } from "./rooms/sign-in/sign-in-search.ts";
import { userSearch, usersSearch } from "./rooms/users/users-search.ts";
import { AppFrame } from "./shell/app-frame.tsx";
import { ConsoleScope } from "./shell/console-scope.tsx";
import { NotFoundPage } from "./shell/not-found-page.tsx";
import { ProfileFrame } from "./shell/profile-frame.tsx";
import { profileQuery } from "./shell/profile.ts";
import { rightsQuery } from "./shell/rights.ts";
import { requireSession, requireSuper } from "./shell/session-gate.ts";

const root = createRootRouteWithContext<{ queryClient: QueryClient }>()({ component: ConsoleScope });

// Before the console.

const setup = createRoute({
  getParentRoute: () => root,
  path: "/setup",
  component: lazyRouteComponent(() => import("./rooms/sign-in/setup-page.tsx"), "SetupPage"),
});

const signIn = createRoute({
  getParentRoute: () => root,
  path: "/sign-in",
  validateSearch: signInSearch,
  component: lazyRouteComponent(() => import("./rooms/sign-in/sign-in-page.tsx"), "SignInPage"),
});

const choosePassword = createRoute({
  getParentRoute: () => root,
  path: "/choose-password",
  component: lazyRouteComponent(() => import("./rooms/sign-in/link-pages.tsx"), "ChoosePasswordPage"),
});

const forgotPassword = createRoute({
  getParentRoute: () => root,
  path: "/forgot-password",
  validateSearch: signInSearch,
  component: lazyRouteComponent(() => import("./rooms/sign-in/forgot-password-page.tsx"), "ForgotPasswordPage"),
});

const emailChange = createRoute({
  getParentRoute: () => root,
  path: "/email-change",
  component: lazyRouteComponent(() => import("./rooms/sign-in/link-pages.tsx"), "EmailChangePage"),
});

const emailUndo = createRoute({
  getParentRoute: () => root,
  path: "/email-change-undo",
  component: lazyRouteComponent(() => import("./rooms/sign-in/link-pages.tsx"), "EmailUndoPage"),
});

const deletionUndo = createRoute({
  getParentRoute: () => root,
  path: "/deletion-undo",
  component: lazyRouteComponent(() => import("./rooms/sign-in/link-pages.tsx"), "DeletionUndoPage"),
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

const deploymentMails = createRoute({
  getParentRoute: () => signedIn,
  path: "/mails",
  beforeLoad: requireSuper,
  validateSearch: mailSearch,
  component: lazyRouteComponent(() => import("./rooms/mail/deployment-mail-page.tsx"), "DeploymentMailPage"),
});

const account = createRoute({
  getParentRoute: () => signedIn,
  path: "/account",
  component: lazyRouteComponent(() => import("./rooms/account/account-page.tsx"), "AccountPage"),
});

const deploymentSecurity = createRoute({
  getParentRoute: () => signedIn,
  path: "/security",
  beforeLoad: requireSuper,
  component: lazyRouteComponent(() => import("./rooms/security/deployment-security-page.tsx"), "DeploymentSecurityPage"),
});

const consoleDeviceApprovals = createRoute({
  getParentRoute: () => signedIn,
  path: "/device-approvals",
  beforeLoad: requireSuper,
  component: lazyRouteComponent(() => import("./rooms/security/requests-pages.tsx"), "ConsoleDeviceApprovalsPage"),
});

const consoleLockouts = createRoute({
  getParentRoute: () => signedIn,
  path: "/lockouts",
  beforeLoad: requireSuper,
  component: lazyRouteComponent(() => import("./rooms/security/requests-pages.tsx"), "ConsoleLockoutsPage"),
});

const administrator = createRoute({
  getParentRoute: () => signedIn,
  path: "/administrators/$administratorId",
  beforeLoad: requireSuper,
  component: lazyRouteComponent(() => import("./rooms/administrators/administrator-page.tsx"), "AdministratorPage"),
});

const accountSecurity = createRoute({
  getParentRoute: () => signedIn,
  path: "/account/security",
  component: lazyRouteComponent(() => import("./rooms/account/security-page.tsx"), "SecurityPage"),
});

const anywhereElse = createRoute({ getParentRoute: () => signedIn, path: "$", component: NotFoundPage });

// Inside one profile.

const profile = createRoute({
  getParentRoute: () => signedIn,
  path: "/profiles/$profileId",
  loader: ({ context: { queryClient }, params: { profileId } }) =>
    Promise.all([queryClient.ensureQueryData(profileQuery(profileId)), queryClient.ensureQueryData(rightsQuery(profileId))]),
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

const deviceApprovals = createRoute({
  getParentRoute: () => profile,
  path: "device-approvals",
  component: lazyRouteComponent(() => import("./rooms/security/requests-pages.tsx"), "DeviceApprovalsPage"),
});

const lockouts = createRoute({
  getParentRoute: () => profile,
  path: "lockouts",
  component: lazyRouteComponent(() => import("./rooms/security/requests-pages.tsx"), "LockoutsPage"),
});

const deletionRequests = createRoute({
  getParentRoute: () => profile,
  path: "deletion-requests",
  component: lazyRouteComponent(() => import("./rooms/security/requests-pages.tsx"), "DeletionRequestsPage"),
});

const groups = createRoute({
  getParentRoute: () => profile,
  path: "groups",
  validateSearch: groupsSearch,
  component: lazyRouteComponent(() => import("./rooms/groups/groups-page.tsx"), "GroupsPage"),
});

const group = createRoute({
  getParentRoute: () => profile,
  path: "groups/$groupId",
  validateSearch: groupSearch,
  component: lazyRouteComponent(() => import("./rooms/groups/group-page.tsx"), "GroupPage"),
});

const roles = createRoute({
  getParentRoute: () => profile,
  path: "roles",
  validateSearch: rolesSearch,
  component: lazyRouteComponent(() => import("./rooms/roles/roles-page.tsx"), "RolesPage"),
});

const newRole = createRoute({
  getParentRoute: () => profile,
  path: "roles/new",
  validateSearch: newRoleSearch,
  component: lazyRouteComponent(() => import("./rooms/roles/new-role-page.tsx"), "NewRolePage"),
});

const role = createRoute({
  getParentRoute: () => profile,
  path: "roles/$roleId",
  validateSearch: roleSearch,
  component: lazyRouteComponent(() => import("./rooms/roles/role-page.tsx"), "RolePage"),
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

const tagKeys = createRoute({
  getParentRoute: () => profile,
  path: "tag-keys",
  validateSearch: tagKeysSearch,
  component: lazyRouteComponent(() => import("./rooms/tag-keys/tag-keys-page.tsx"), "TagKeysPage"),
});

const explain = createRoute({
  getParentRoute: () => profile,
  path: "explain",
  validateSearch: explainSearch,
  component: lazyRouteComponent(() => import("./rooms/access/explain-page.tsx"), "ExplainPage"),
});

const simulate = createRoute({
  getParentRoute: () => profile,
  path: "explain/simulate",
  validateSearch: simulateSearch,
  component: lazyRouteComponent(() => import("./rooms/simulate/simulate-page.tsx"), "SimulatePage"),
});

const matrix = createRoute({
  getParentRoute: () => profile,
  path: "explain/matrix",
  validateSearch: matrixSearch,
  component: lazyRouteComponent(() => import("./rooms/simulate/matrix-page.tsx"), "MatrixPage"),
});

const replay = createRoute({
  getParentRoute: () => profile,
  path: "explain/replay",
  validateSearch: replaySearch,
  component: lazyRouteComponent(() => import("./rooms/simulate/replay-page.tsx"), "ReplayPage"),
});

const whoCan = createRoute({
  getParentRoute: () => profile,
  path: "explain/who-can",
  validateSearch: whoCanSearch,
  component: lazyRouteComponent(() => import("./rooms/who-can/who-can-page.tsx"), "WhoCanPage"),
});

const findings = createRoute({
  getParentRoute: () => profile,
  path: "findings",
  validateSearch: findingsSearch,
  component: lazyRouteComponent(() => import("./rooms/findings/findings-page.tsx"), "FindingsPage"),
});

const decisions = createRoute({
  getParentRoute: () => profile,
  path: "decisions",
  validateSearch: decisionsSearch,
  component: lazyRouteComponent(() => import("./rooms/decisions/decisions-page.tsx"), "DecisionsPage"),
});

const reviews = createRoute({
  getParentRoute: () => profile,
  path: "reviews",
  validateSearch: reviewsSearch,
  component: lazyRouteComponent(() => import("./rooms/reviews/reviews-page.tsx"), "ReviewsPage"),
});

const review = createRoute({
  getParentRoute: () => profile,
  path: "reviews/$reviewId",
  validateSearch: reviewSearch,
  component: lazyRouteComponent(() => import("./rooms/reviews/review-page.tsx"), "ReviewPage"),
});

const resourceTypes = createRoute({
  getParentRoute: () => profile,
  path: "resource-types",
  component: lazyRouteComponent(() => import("./rooms/resource-types/resource-types-page.tsx"), "ResourceTypesPage"),
});

const resourceType = createRoute({
  getParentRoute: () => profile,
  path: "resource-types/$type",
  validateSearch: objectsSearch,
  component: lazyRouteComponent(() => import("./rooms/resource-types/resource-type-page.tsx"), "ResourceTypePage"),
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

const mails = createRoute({
  getParentRoute: () => profile,
  path: "mails",
  validateSearch: mailSearch,
  component: lazyRouteComponent(() => import("./rooms/mail/mail-page.tsx"), "MailPage"),
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
  forgotPassword,
  emailChange,
  emailUndo,
  deletionUndo,
  signedIn.addChildren([
    start,
    profiles,
    administrators,
    deploymentAudit,
    deploymentMails,
    account,
    accountSecurity,
    deploymentSecurity,
    consoleDeviceApprovals,
    consoleLockouts,
    administrator,
    anywhereElse,
    profile.addChildren([
      home,
      users,
      user,
      deviceApprovals,
      lockouts,
      deletionRequests,
      groups,
      group,
      roles,
      newRole,
      role,
      policies,
      newPolicy,
      policy,
      tagKeys,
      explain,
      simulate,
      matrix,
      replay,
      whoCan,
      findings,
      decisions,
      reviews,
      review,
      resourceTypes,
      resourceType,
      dashboards,
      dashboard,
      devices,
      device,
      analyses,
      analysis,
      mails,
      audit,
      settings,
    ]),
  ]),
]);
