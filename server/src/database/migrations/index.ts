import { createProfiles } from "./0001-create-profiles.ts";
import { createAuditEntries } from "./0002-create-audit-entries.ts";
import { createDataOutput } from "./0003-create-data-output.ts";
import { createUsers } from "./0004-create-users.ts";
import { createCredentials } from "./0005-create-credentials.ts";
import { createAdministration } from "./0006-create-administration.ts";
import { createSessions } from "./0007-create-sessions.ts";
import { createDevices } from "./0008-create-devices.ts";
import { createAnalyses } from "./0009-create-analyses.ts";
import { createDashboards } from "./0010-create-dashboards.ts";
import { createPolicies } from "./0011-create-policies.ts";
import { createShares } from "./0012-create-shares.ts";
import { createGroups } from "./0013-create-groups.ts";
import { createRoles } from "./0014-create-roles.ts";
import { extendPolicies } from "./0015-extend-policies.ts";
import { createTagKeys } from "./0016-create-tag-keys.ts";
import { createDecisionLog } from "./0017-create-decision-log.ts";
import { createResourceTypes } from "./0018-create-resource-types.ts";
import { limitMemberships } from "./0019-limit-memberships.ts";
import { createReviews } from "./0020-create-reviews.ts";
import { revertPolicies } from "./0021-revert-policies.ts";
import { createSigningKeys } from "./0022-create-signing-keys.ts";
import { changeTagsInBulk } from "./0024-change-tags-in-bulk.ts";
import { createMails } from "./0025-create-mails.ts";
import { createSignIn } from "./0026-create-sign-in.ts";
import { extendPasswords } from "./0027-extend-passwords.ts";
import { createFactors } from "./0028-create-factors.ts";
import { extendSessions } from "./0029-extend-sessions.ts";
import { createRestrictions } from "./0030-create-restrictions.ts";
import { createAccounts } from "./0031-create-accounts.ts";
import { createSecuritySettings } from "./0032-create-security-settings.ts";
import { createNotifications } from "./0033-create-notifications.ts";
import { limitDataOutput } from "./0034-limit-data-output.ts";
import { createLiveMessages } from "./0035-create-live-messages.ts";
import { createTagoioFields } from "./0036-create-tagoio-fields.ts";
import { createDeviceTokens } from "./0037-create-device-tokens.ts";
import { bindActingSessions } from "./0038-bind-acting-sessions.ts";
import { narrowShares } from "./0039-narrow-shares.ts";
import { bindDevicesAndRemind } from "./0040-bind-devices-and-remind.ts";
import { remindAndKeepInFiles } from "./0041-remind-and-keep-in-files.ts";
import { findConditionalAssignments } from "./0042-find-conditional-assignments.ts";
import { findInactiveUsers } from "./0043-find-inactive-users.ts";
import { createActions } from "./0044-create-actions.ts";
import { findLettersAndKeys } from "./0045-find-letters-and-keys.ts";
import { tellPasswordKinds } from "./0047-tell-password-kinds.ts";
import { knowLanguages } from "./0048-know-languages.ts";
import { moveLanguages } from "./0049-move-languages.ts";
import type { LatchkeyMigration } from "./migration.ts";

/** Every migration in the order it runs. Names are never changed once released. */
export const migrations: Record<string, LatchkeyMigration> = {
  "0001-create-profiles": createProfiles,
  "0002-create-audit-entries": createAuditEntries,
  "0003-create-data-output": createDataOutput,
  "0004-create-users": createUsers,
  "0005-create-credentials": createCredentials,
  "0006-create-administration": createAdministration,
  "0007-create-sessions": createSessions,
  "0008-create-devices": createDevices,
  "0009-create-analyses": createAnalyses,
  "0010-create-dashboards": createDashboards,
  "0011-create-policies": createPolicies,
  "0012-create-shares": createShares,
  "0013-create-groups": createGroups,
  "0014-create-roles": createRoles,
  "0015-extend-policies": extendPolicies,
  "0016-create-tag-keys": createTagKeys,
  "0017-create-decision-log": createDecisionLog,
  "0018-create-resource-types": createResourceTypes,
  "0019-limit-memberships": limitMemberships,
  "0020-create-reviews": createReviews,
  "0021-revert-policies": revertPolicies,
  "0022-create-signing-keys": createSigningKeys,
  "0024-change-tags-in-bulk": changeTagsInBulk,
  "0025-create-mails": createMails,
  "0026-create-sign-in": createSignIn,
  "0027-extend-passwords": extendPasswords,
  "0028-create-factors": createFactors,
  "0029-extend-sessions": extendSessions,
  "0030-create-restrictions": createRestrictions,
  "0031-create-accounts": createAccounts,
  "0032-create-security-settings": createSecuritySettings,
  "0033-create-notifications": createNotifications,
  "0034-limit-data-output": limitDataOutput,
  "0035-create-live-messages": createLiveMessages,
  "0036-create-tagoio-fields": createTagoioFields,
  "0037-create-device-tokens": createDeviceTokens,
  "0038-bind-acting-sessions": bindActingSessions,
  "0039-narrow-shares": narrowShares,
  "0040-bind-devices-and-remind": bindDevicesAndRemind,
  "0041-remind-and-keep-in-files": remindAndKeepInFiles,
  "0042-find-conditional-assignments": findConditionalAssignments,
  "0043-find-inactive-users": findInactiveUsers,
  "0044-create-actions": createActions,
  "0045-find-letters-and-keys": findLettersAndKeys,
  "0047-tell-password-kinds": tellPasswordKinds,
  "0048-know-languages": knowLanguages,
  "0049-move-languages": moveLanguages,
};

export type { LatchkeyMigration };
