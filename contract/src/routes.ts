/** Every route of the native API, by room. */
import { accessFileRoutes } from "./access-files.ts";
import { accessRoutes } from "./access.ts";
import { accountRoutes } from "./accounts.ts";
import { administratorRoutes } from "./administrators.ts";
import { analysisRoutes } from "./analyses.ts";
import { auditRoutes } from "./audit.ts";
import { authzenRoutes } from "./authzen.ts";
import { browserRoutes } from "./browsers.ts";
import { bulkTagRoutes } from "./bulk-tags.ts";
import { bundleRoutes } from "./bundles.ts";
import { dashboardRoutes } from "./dashboards.ts";
import { decisionLogRoutes } from "./decision-log.ts";
import { deviceRoutes } from "./devices.ts";
import { factorRoutes, proofRoutes } from "./factors.ts";
import { findingRoutes } from "./findings.ts";
import { groupRoutes } from "./groups.ts";
import { impactRoutes } from "./impact.ts";
import { notificationRoutes } from "./notifications.ts";
import { lockoutRoutes } from "./lockouts.ts";
import { mailRoutes } from "./mails.ts";
import { policyVersionRoutes } from "./policy-versions.ts";
import { portalRoutes } from "./portal.ts";
import { profileRoutes } from "./profiles.ts";
import { resourceTypeRoutes } from "./resource-types.ts";
import { restrictionRoutes } from "./restrictions.ts";
import { reviewRoutes } from "./reviews.ts";
import { roleRoutes } from "./roles.ts";
import { securityRoutes } from "./security-settings.ts";
import { sessionRoutes } from "./sessions.ts";
import { sharingRoutes } from "./sharing.ts";
import { signInRoutes } from "./sign-in.ts";
import { simulatorRoutes } from "./simulator.ts";
import { tagKeyRoutes } from "./tag-keys.ts";
import { tokenRoutes } from "./tokens.ts";
import { userRoutes } from "./users.ts";
import { whoCanRoutes } from "./who-can.ts";

export const apiRoutes = {
  administrators: administratorRoutes,
  profiles: profileRoutes,
  security: securityRoutes,
  sessions: sessionRoutes,
  browsers: browserRoutes,
  restrictions: restrictionRoutes,
  signIn: signInRoutes,
  lockouts: lockoutRoutes,
  factors: factorRoutes,
  proofs: proofRoutes,
  tokens: tokenRoutes,
  users: userRoutes,
  notifications: notificationRoutes,
  devices: deviceRoutes,
  analyses: analysisRoutes,
  dashboards: dashboardRoutes,
  groups: groupRoutes,
  roles: roleRoutes,
  reviews: reviewRoutes,
  resourceTypes: resourceTypeRoutes,
  access: accessRoutes,
  whoCan: whoCanRoutes,
  authzen: authzenRoutes,
  bulkTags: bulkTagRoutes,
  bundles: bundleRoutes,
  accessFiles: accessFileRoutes,
  policyVersions: policyVersionRoutes,
  tagKeys: tagKeyRoutes,
  decisionLog: decisionLogRoutes,
  findings: findingRoutes,
  impact: impactRoutes,
  simulator: simulatorRoutes,
  sharing: sharingRoutes,
  accounts: accountRoutes,
  mails: mailRoutes,
  portal: portalRoutes,
  audit: auditRoutes,
} as const;
