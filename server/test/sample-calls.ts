import { defaultSecuritySettings, portalPlace, type apiRoutes } from "@latchkey/contract";
import { transact } from "../src/database/transact.ts";
import { createOneTime, type NewOneTime } from "../src/rooms/one-time-tokens/index.ts";
import { addEmailCode, addPasskey, ownerOf, totpCode } from "./factor-makers.ts";
import { aPassword, seeEveryDashboard, type Scene } from "./scene.ts";
import { signInSamples } from "./sign-in-samples.ts";
import type { TestApp } from "./test-app.ts";

type ApiRoutes = typeof apiRoutes;
export type RouteName = { [Room in keyof ApiRoutes]: `${Room}.${keyof ApiRoutes[Room] & string}` }[keyof ApiRoutes];

/** A call that succeeds, and what it leaves in the audit log. */
export interface SampleCall {
  /** Actions of the entries that a success writes; nothing for what only reads. */
  audits?: string[];
  body?: (scene: Scene) => unknown;
  query?: Record<string, string>;
  params?: (scene: Scene) => Record<string, string>;
  /** Brings the scene into the state that the call starts from. */
  before?: (latchkey: TestApp, scene: Scene) => Promise<unknown>;
  /** Token of the caller, where the guard alone does not tell. */
  caller?: (scene: Scene) => string;
}

const anotherPassword = "purple monkey dishwasher 42";
const unused = (): string => `new-${Math.random().toString(36).slice(2)}`;
const samplePolicy = { name: "Sample", targets: [{ subject: "run_user", match: "any" }], permissions: seeEveryDashboard };
const policyBody = { ...samplePolicy, reason: "A sample", confirmName: samplePolicy.name };
const bulkTags = ({ user }: Scene) => ({
  of: "run_user",
  which: { ids: [user.id] },
  steps: [{ kind: "set", key: "bulk", value: unused() }],
});

const putPolicy = { kind: "put_policy", policy: samplePolicy };
const asAdministrator = (latchkey: TestApp, scene: Scene) => latchkey.client(scene.administrator.token);
const userParams = ({ params }: Scene) => ({ profileId: params["profileId"] ?? "", userId: params["userId"] ?? "" });
const onDeploymentMail = ({ deploymentMailId }: Scene) => ({ mailId: deploymentMailId });

/** A mail server that takes everything, and messages that are no longer on their way. */
async function withMailServer({ app, db }: TestApp): Promise<void> {
  const send = async () => ({ kind: "sent" as const, answer: "250 ok", conversation: [] });
  app.commandLineContext().platform.mailer = { sender: "no-reply@latchkey.test", send };
  await db.updateTable("mails").set({ state: "failed" }).execute();
}

const onForm = (scene: Scene) => ({ widgetId: scene.formWidgetId });

const authzenQuestion = ({ params, user }: Scene) => ({
  subject: { type: "user", id: user.email },
  action: { name: "access" },
  resource: { type: "dashboard", id: params["dashboardId"] },
});

const delegateOf = ({ tokens }: Scene) => tokens.delegate;
const userOf = (latchkey: TestApp, { profile, user }: Scene) => ownerOf(latchkey, profile.id, user.id);
/** What the authenticator app shows that a scene's user has begun to set up. */
const begunCodes = new WeakMap<Scene, string>();

async function beginFactor(latchkey: TestApp, scene: Scene): Promise<void> {
  const params = { place: scene.params["place"] ?? "" };
  const begun = await latchkey.client(scene.tokens.runUser).factors.startFactor({ params, body: { kind: "totp" } });
  scene.params["factorId"] = begun.factorId;
  begunCodes.set(scene, totpCode(latchkey, begun.kind === "totp" ? begun.secret : ""));
}

const administratorSession = ({ administratorSignIn }: Scene) => ({ sessionId: administratorSignIn.sessionId });
const administratorBrowser = ({ administratorSignIn }: Scene) => ({ browserId: administratorSignIn.browserId });
const atNight = () => ({ restrictions: { denyAddresses: ["203.0.113.0/24"] } });

const stashedToken = ({ stash }: Scene) => ({ token: stash["token"] ?? "none" });

async function oneTimeOf({ app, db }: TestApp, scene: Scene, wanted: Pick<NewOneTime, "purpose" | "withCode" | "data">): Promise<void> {
  const about = { profileId: scene.profile.id, userId: scene.user.id, minutes: 10, ...wanted };
  const made = await transact(db, (tx) => createOneTime(tx, app.commandLineContext(scene.profile.id), about));
  Object.assign(scene.stash, { token: made.token, code: made.code ?? "" });
}

const changeOfEmail = (latchkey: TestApp, scene: Scene) =>
  oneTimeOf(latchkey, scene, { purpose: "email_change", withCode: true, data: { email: `${unused()}@latchkey.test` } });

async function askForDeletion(latchkey: TestApp, scene: Scene): Promise<void> {
  await latchkey.client(scene.user.token).accounts.requestDeletion({ params: { place: portalPlace(scene.profile.slug) }, body: {} });
  const row = await latchkey.db.selectFrom("deletion_requests").select("id").where("user_id", "=", scene.user.id).executeTakeFirstOrThrow();
  scene.stash["requestId"] = row.id;
}

/** One per route of the contract: the compiler and a test both ask for the sample of a route that is added. */
export const sampleCalls: Record<RouteName, SampleCall> = {
  ...signInSamples,
  "administrators.getSetup": {},
  "administrators.completeSetup": {
    body: () => ({ token: "i-none", name: "First", email: `${unused()}@latchkey.test`, password: aPassword }),
    audits: ["administrator.created", "session.started"],
  },
  "administrators.getMe": {},
  "administrators.signOut": { audits: ["session.ended"] },
  "administrators.updateMe": { body: () => ({ name: "Renamed" }), audits: ["administrator.updated"] },
  "administrators.redeemPasswordLink": {
    body: ({ links }) => ({ token: links.administrator, password: anotherPassword }),
    audits: ["user.password_chosen"],
  },
  "administrators.listAdministrators": {},
  "administrators.createAdministrator": {
    body: () => ({ name: "New", email: `${unused()}@latchkey.test` }),
    audits: ["administrator.created"],
  },
  "administrators.updateAdministrator": { body: () => ({ name: "Renamed" }), audits: ["administrator.updated"] },
  "administrators.deleteAdministrator": { audits: ["administrator.deleted"] },
  "administrators.createAdministratorPasswordLink": { audits: ["user.password_link_created"] },

  "profiles.listProfiles": {},
  "profiles.createProfile": { body: () => ({ name: "New", slug: unused() }), audits: ["profile.created"] },
  "profiles.getProfile": {},
  "profiles.getMyRights": {},
  "profiles.updateProfile": { body: () => ({ name: "Renamed" }), audits: ["profile.updated"] },
  "security.getSecurity": {},
  "security.updateSecurity": {
    body: () => ({ settings: { ...defaultSecuritySettings, botCheck: "always" } }),
    audits: ["security.updated"],
  },
  "security.getDeploymentSecurity": {},
  "security.updateDeploymentSecurity": {
    body: () => ({ settings: { ...defaultSecuritySettings, botCheck: "always" } }),
    audits: ["security.updated"],
  },
  "sessions.listOwnSessions": {},
  "sessions.endOwnSession": { audits: ["session.ended"] },
  "sessions.endOwnSessions": { audits: ["session.all_ended"] },
  "sessions.listOwnSignIns": {},
  "sessions.watchSession": {},
  "sessions.listUserSessions": {},
  "sessions.endUserSession": { audits: ["session.ended"] },
  "sessions.endUserSessions": { audits: ["session.all_ended"] },
  "sessions.listAdministratorSessions": {},
  "sessions.endAdministratorSession": { params: administratorSession, audits: ["session.ended"] },
  "sessions.endAdministratorSessions": { audits: ["session.all_ended"] },
  "browsers.listOwnBrowsers": {},
  "browsers.renameOwnBrowser": { body: () => ({ name: "My laptop" }), audits: ["browser.renamed"] },
  "browsers.trustOwnBrowser": { audits: ["browser.trusted"] },
  "browsers.distrustOwnBrowser": { audits: ["browser.distrusted"] },
  "browsers.revokeOwnBrowser": { audits: ["browser.revoked"] },
  "browsers.listUserBrowsers": {},
  "browsers.trustUserBrowser": { audits: ["browser.trusted"] },
  "browsers.distrustUserBrowser": { audits: ["browser.distrusted"] },
  "browsers.revokeUserBrowser": { audits: ["browser.revoked"] },
  "browsers.listPendingBrowsers": {},
  "browsers.approveBrowser": { body: () => ({ reason: "known" }), audits: ["browser.approved"] },
  "browsers.rejectBrowser": { audits: ["browser.rejected"] },
  "browsers.listAdministratorBrowsers": {},
  "browsers.trustAdministratorBrowser": { params: administratorBrowser, audits: ["browser.trusted"] },
  "browsers.distrustAdministratorBrowser": { params: administratorBrowser, audits: ["browser.distrusted"] },
  "browsers.revokeAdministratorBrowser": { params: administratorBrowser, audits: ["browser.revoked"] },
  "browsers.listPendingAdministratorBrowsers": {},
  "browsers.approveAdministratorBrowser": { params: administratorBrowser, audits: ["browser.approved"] },
  "browsers.rejectAdministratorBrowser": { params: administratorBrowser, audits: ["browser.rejected"] },
  "restrictions.getRoleRestrictions": {},
  "restrictions.putRoleRestrictions": { body: atNight, audits: ["restriction.updated"] },
  "restrictions.getUserRestrictions": {},
  "restrictions.putUserRestrictions": { body: atNight, audits: ["restriction.updated"] },
  "restrictions.getTokenRestrictions": {},
  "restrictions.putTokenRestrictions": { body: atNight, audits: ["restriction.updated"] },
  "restrictions.getDeviceRestrictions": {},
  "restrictions.putDeviceRestrictions": { body: atNight, audits: ["restriction.updated"] },
  "restrictions.getAnalysisRestrictions": {},
  "restrictions.putAnalysisRestrictions": { body: atNight, audits: ["restriction.updated"] },
  "restrictions.getAdministratorRestrictions": {},
  "restrictions.putAdministratorRestrictions": { body: atNight, audits: ["restriction.updated"] },
  "profiles.getOverview": {},
  "profiles.listDataOutput": {},
  "profiles.limitDataOutput": { body: () => ({ recordsMax: 1000 }), audits: ["data_output.limited"] },

  "tokens.listTokens": {},
  "tokens.createToken": { body: () => ({ name: "New", permission: "read" }), audits: ["api_token.created"] },
  "tokens.deleteToken": { audits: ["api_token.deleted"] },

  "users.listUsers": {},
  "users.exportUsers": { audits: ["users.exported"] },
  "users.createUser": {
    body: () => ({ name: "New", email: `${unused()}@latchkey.test`, password: aPassword, tags: [{ key: "level", value: "guest" }] }),
    audits: ["user.created"],
  },
  "users.getUser": {},
  "users.updateUser": { body: () => ({ name: "Renamed" }), audits: ["user.updated"] },
  "users.suspendUser": { body: () => ({ reason: "left" }), audits: ["user.suspended"] },
  "users.reinstateUser": {
    before: (latchkey, scene) => asAdministrator(latchkey, scene).users.suspendUser({ params: userParams(scene), body: {} }),
    audits: ["user.reinstated"],
  },
  "users.deleteUser": { audits: ["user.deleted"] },
  "users.restoreUser": {
    before: (latchkey, scene) => asAdministrator(latchkey, scene).users.deleteUser({ params: userParams(scene) }),
    audits: ["user.restored"],
  },
  "users.setUserPassword": { body: () => ({ password: anotherPassword }), audits: ["user.password_set"] },
  "users.createUserPasswordLink": { audits: ["user.password_link_created"] },
  "users.createAnonymousUser": {
    body: () => ({ tags: [] }),
    before: (latchkey, scene) =>
      asAdministrator(latchkey, scene).users.deleteUser({ params: { ...userParams(scene), userId: scene.anonymousUserId } }),
    audits: ["user.created"],
  },
  "users.listTagKeys": { query: { of: "run_user" } },
  "users.listTagValues": { query: { of: "run_user", key: "level" } },
  "users.listUserDashboards": {},

  "factors.listFactors": {},
  "factors.startFactor": { body: () => ({ kind: "totp" }), audits: [] },
  "factors.confirmFactor": {
    before: beginFactor,
    body: (scene) => ({ code: begunCodes.get(scene) ?? "000000" }),
    audits: ["factor.added"],
  },
  "factors.renameFactor": { caller: delegateOf, body: () => ({ name: "Renamed" }), audits: ["factor.renamed"] },
  "factors.removeFactor": { caller: delegateOf, audits: ["factor.removed"] },
  "factors.renewRecoveryCodes": { caller: delegateOf, audits: ["factor.recovery_codes_renewed"] },
  "factors.listUserFactors": {},
  "factors.resetUserFactors": { body: () => ({ reason: "lost phone" }), audits: ["factor.all_reset"] },
  "factors.listAdministratorFactors": {},
  "factors.resetAdministratorFactors": { body: () => ({ reason: "lost phone" }), audits: ["factor.all_reset"] },
  "proofs.getProof": {},
  "proofs.startProof": { before: async (latchkey, scene) => addPasskey(await userOf(latchkey, scene)), audits: [] },
  "proofs.sendProofCode": {
    before: async (latchkey, scene) => addEmailCode(latchkey, await userOf(latchkey, scene)),
    body: () => ({ kind: "email_code" }),
    audits: [],
  },
  "proofs.proveAgain": { body: () => ({ password: aPassword }), audits: ["session.proved"] },

  "accounts.requestEmailChange": { body: () => ({ email: `${unused()}@latchkey.test` }), audits: ["user.email_change_requested"] },
  "accounts.confirmEmailChange": {
    before: changeOfEmail,
    body: ({ stash }) => ({ code: stash["code"] ?? "000000" }),
    audits: ["user.email_changed"],
  },
  "accounts.redeemEmailChange": { before: changeOfEmail, body: stashedToken, audits: ["user.email_changed"] },
  "accounts.undoEmailChange": {
    before: (latchkey, scene) => oneTimeOf(latchkey, scene, { purpose: "email_change_undo", data: { email: `${unused()}@latchkey.test` } }),
    body: stashedToken,
    audits: ["user.email_change_undone"],
  },
  "accounts.setOwnLanguage": { body: () => ({ language: "pt-BR" }), audits: ["user.updated"] },
  "accounts.getOwnDeletion": {},
  "accounts.requestDeletion": { audits: ["user.deletion_requested"] },
  "accounts.cancelDeletion": { before: askForDeletion, audits: ["user.deletion_cancelled"] },
  "accounts.undoDeletion": {
    before: async (latchkey, scene) => {
      await askForDeletion(latchkey, scene);
      await oneTimeOf(latchkey, scene, { purpose: "deletion_undo" });
    },
    body: stashedToken,
    audits: ["user.deletion_cancelled"],
  },
  "accounts.downloadOwnData": { body: () => ({ format: "json" }), audits: ["user.data_downloaded"] },
  "accounts.listDeletionRequests": {},
  "accounts.decideDeletion": {
    before: askForDeletion,
    params: ({ stash }) => ({ requestId: stash["requestId"] ?? "0".repeat(24) }),
    body: () => ({ decision: "refuse" }),
    audits: ["user.deletion_refused"],
  },
  "accounts.loginAs": { body: () => ({ reason: "Support" }), audits: ["user.acted_for"] },

  "notifications.listUserNotifications": {},
  "notifications.createUserNotification": { body: () => ({ title: "New", message: "Something." }), audits: ["notification.created"] },
  "notifications.updateUserNotification": { body: () => ({ title: "Changed" }), audits: ["notification.updated"] },
  "notifications.deleteUserNotification": { audits: ["notification.deleted"] },
  "notifications.listProfileNotifications": {},
  "notifications.markProfileNotification": {
    params: ({ profileNotificationId }) => ({ notificationId: profileNotificationId }),
    body: () => ({ isRead: true }),
    audits: ["notification.marked"],
  },
  "notifications.listMyNotifications": {},
  "notifications.markMyNotification": { body: () => ({ isRead: true }), audits: ["notification.marked"] },
  "notifications.markAllMyNotifications": { audits: ["notification.marked"] },
  "notifications.pressNotificationButton": { audits: ["notification.button_pressed"] },
  "notifications.deleteMyNotification": { audits: ["notification.deleted"] },

  "devices.listDevices": {},
  "devices.createDevice": { body: () => ({ name: "New" }), audits: ["device.created"] },
  "devices.getDevice": {},
  "devices.updateDevice": { body: () => ({ name: "Renamed" }), audits: ["device.updated"] },
  "devices.deleteDevice": { audits: ["device.deleted"] },
  "devices.renewDeviceToken": { audits: ["device.token_renewed"] },
  "devices.listVariables": {},
  "devices.listData": {},
  // Measurements are what the product is for, not changes of it: an entry for each would bury every other.
  "devices.sendData": { body: () => ({ variable: "temperature", value: 1 }), audits: [] },
  "devices.sendOwnData": { body: () => [{ variable: "temperature", value: 1 }], audits: [] },

  "analyses.listAnalyses": {},
  "analyses.createAnalysis": { body: () => ({ name: "New" }), audits: ["analysis.created"] },
  "analyses.getAnalysis": {},
  "analyses.updateAnalysis": { body: () => ({ name: "Renamed" }), audits: ["analysis.updated"] },
  "analyses.deleteAnalysis": { audits: ["analysis.deleted"] },
  "analyses.renewAnalysisToken": { audits: ["analysis.token_renewed"] },

  "dashboards.listDashboards": {},
  "dashboards.createDashboard": { body: () => ({ name: "New" }), audits: ["dashboard.created"] },
  "dashboards.getDashboard": {},
  "dashboards.updateDashboard": { body: () => ({ name: "Renamed" }), audits: ["dashboard.updated"] },
  "dashboards.deleteDashboard": { audits: ["dashboard.deleted"] },
  "dashboards.createWidget": { body: () => ({ content: { type: "note", text: "Hello" } }), audits: ["widget.created"] },
  "dashboards.updateWidget": { body: () => ({ title: "Renamed" }), audits: ["widget.updated"] },
  "dashboards.deleteWidget": { audits: ["widget.deleted"] },
  "dashboards.getWidgetData": {},
  "dashboards.exportWidgetData": {},
  "dashboards.submitWidgetForm": { params: onForm, body: () => ({ values: { setpoint: 20 } }), audits: ["form.submitted"] },
  "dashboards.getDashboardChanges": {},
  "dashboards.listPortalDashboards": {},
  "dashboards.getPortalDashboard": {},
  "dashboards.getPortalWidget": {},
  "dashboards.getPortalWidgetData": {},
  "dashboards.exportPortalWidgetData": {},
  "dashboards.submitPortalWidgetForm": { params: onForm, body: () => ({ values: { setpoint: 20 } }), audits: ["form.submitted"] },
  "dashboards.getPortalDashboardChanges": {},

  "access.getCatalogue": {},
  "resourceTypes.listResourceTypes": {},
  "resourceTypes.createResourceType": {
    body: () => ({ name: unused(), label: "New", actions: [{ name: "open", label: "Open" }] }),
    audits: ["resource_type.created"],
  },
  "resourceTypes.getResourceType": {},
  "resourceTypes.updateResourceType": {
    body: () => ({ label: "Bill", actions: [{ name: "pay", label: "Pay" }] }),
    audits: ["resource_type.updated"],
  },
  "resourceTypes.deleteResourceType": { audits: ["resource_type.deleted"] },
  "resourceTypes.listObjects": {},
  "resourceTypes.saveObjects": {
    body: () => ({ items: [{ id: "1", tags: [{ key: "level", value: "guest" }] }, { id: "2" }] }),
    audits: ["resource_type.objects_saved"],
  },
  "resourceTypes.getObject": {},
  "resourceTypes.saveObject": { body: () => ({ name: "Renamed" }), audits: ["resource_object.updated"] },
  "resourceTypes.deleteObject": { audits: ["resource_object.deleted"] },

  "authzen.getConfiguration": {},
  "authzen.getConfigurationBelow": {},
  "authzen.evaluate": { body: authzenQuestion, audits: [] },
  "authzen.evaluateMany": { body: (scene) => ({ ...authzenQuestion(scene), evaluations: [{}, {}] }), audits: [] },
  "authzen.searchSubjects": { body: authzenQuestion, audits: [] },
  "authzen.searchResources": { body: authzenQuestion, audits: [] },
  "authzen.searchActions": { body: authzenQuestion, audits: [] },

  "access.listPolicies": {},
  "access.createPolicy": { body: () => policyBody, audits: ["policy.created"] },
  "access.previewPolicy": { body: () => ({ targets: policyBody.targets, permissions: policyBody.permissions }), audits: [] },
  "access.getPolicy": {},
  "access.updatePolicy": { body: () => policyBody, audits: ["policy.updated"] },
  "access.deletePolicy": { query: { reason: "No longer needed" }, audits: ["policy.deleted"] },
  "access.explain": {
    body: ({ params }) => ({
      subject: { type: "run_user", id: params["userId"] },
      action: "access",
      resource: { type: "dashboard", id: params["dashboardId"] },
    }),
    audits: [],
  },

  "whoCan.listWhoCan": {
    body: ({ params }) => ({ resource: { type: "dashboard", id: params["dashboardId"] }, action: "access" }),
    audits: [],
  },
  "whoCan.exportWhoCan": {
    body: ({ params }) => ({ resource: { type: "dashboard", id: params["dashboardId"] }, action: "access" }),
    audits: ["who_can.exported"],
  },

  "groups.listGroups": {},
  "groups.createGroup": { body: () => ({ name: unused(), tags: [{ key: "level", value: "guest" }] }), audits: ["group.created"] },
  "groups.getGroup": {},
  "groups.updateGroup": { body: () => ({ name: "Renamed" }), audits: ["group.updated"] },
  "groups.deleteGroup": { query: { reason: "closed" }, audits: ["group.deleted"] },
  "groups.confirmGroup": {
    before: async (latchkey, scene) => {
      const { groups } = asAdministrator(latchkey, scene);
      const params = { profileId: scene.profile.id, groupId: scene.params["groupId"] ?? "" };
      const { name, version } = await groups.getGroup({ params });
      await groups.updateGroup({ params, body: { name, reason: "trial", revertAfterMinutes: 10 }, ifMatch: version });
    },
    audits: ["group.confirmed"],
  },
  "groups.listGroupVersions": {},
  "groups.getGroupVersion": {},
  "groups.restoreGroupVersion": { body: () => ({ reason: "A sample" }), audits: ["group.restored"] },
  "groups.listGroupMembers": {},
  "groups.changeGroupMembers": { body: ({ user }) => ({ add: [user.id] }), audits: ["group.members_changed"] },

  "roles.listRoles": {},
  "roles.listRoleTemplates": {},
  "roles.createRole": { body: () => ({ name: unused(), permissions: seeEveryDashboard }), audits: ["role.created"] },
  "roles.getRole": {},
  "roles.updateRole": { body: () => ({ name: "Renamed", permissions: seeEveryDashboard }), audits: ["role.updated"] },
  "roles.deleteRole": { audits: ["role.deleted"] },
  "roles.confirmRole": {
    before: async (latchkey, scene) => {
      const { roles } = asAdministrator(latchkey, scene);
      const params = { profileId: scene.profile.id, roleId: scene.params["roleId"] ?? "" };
      const { name, version } = await roles.getRole({ params });
      await roles.updateRole({ params, body: { name, reason: "trial", confirmName: name, revertAfterMinutes: 10 }, ifMatch: version });
    },
    audits: ["role.confirmed"],
  },
  "roles.listRoleVersions": {},
  "roles.getRoleVersion": {},
  "roles.restoreRoleVersion": { body: () => ({ reason: "A sample" }), audits: ["role.restored"] },
  "roles.listAssignments": {},
  "roles.assignRole": {
    body: ({ params, user }) => ({ roleId: params["roleId"], assignee: { type: "run_user", id: user.id }, reason: "new job" }),
    audits: ["role.assigned"],
  },
  "roles.endAssignment": { body: () => ({ reason: "left" }), audits: ["role.assignment_ended"] },
  "roles.getUserInheritance": {},

  "reviews.listReviews": {},
  "reviews.createReview": {
    body: ({ administrator }) => ({
      name: "Spring",
      dueAt: "2999-01-01T00:00:00.000Z",
      reviewers: [{ type: "administrator", id: administrator.id }],
    }),
    audits: ["review.created"],
  },
  "reviews.getReview": {},
  "reviews.changeReview": { body: () => ({ dueAt: "2998-01-01T00:00:00.000Z" }), audits: ["review.updated"] },
  "reviews.listReviewLines": {},
  "reviews.decideReviewLines": {
    caller: ({ tokens }) => tokens.administrator,
    body: ({ reviewLineId }) => ({ lineIds: [reviewLineId], decision: "keep" }),
    audits: ["review.decided"],
  },
  "reviews.closeReview": { audits: ["review.closed"] },
  "reviews.exportReviewCsv": { audits: ["review.exported"] },
  "reviews.exportReviewPdf": { audits: ["review.exported"] },

  "bulkTags.previewBulkTags": { body: bulkTags, audits: [] },
  "bulkTags.startBulkTags": { body: bulkTags, audits: ["tags.bulk_change_started"] },
  "bulkTags.listBulkTags": {},
  "bulkTags.getBulkTags": {},
  "bulkTags.undoBulkTags": { body: () => ({ reason: "a mistake" }), audits: ["tags.bulk_change_undone"] },

  "bundles.getBundle": {},
  "bundles.getBundleKeys": {},

  "accessFiles.exportAccess": { audits: ["access.exported"] },
  "accessFiles.planAccess": { body: () => ({ file: { version: 1 }, mark: "rules" }), audits: [] },
  "accessFiles.applyAccess": {
    body: () => ({ file: { version: 1, groups: [{ name: unused() }] }, mark: "rules", reason: "first" }),
    audits: ["access.applied", "group.created"],
  },

  "impact.previewImpact": { body: () => ({ changes: [putPolicy] }), audits: [] },
  "impact.listImpact": { body: () => ({ changes: [putPolicy], of: "gains" }), audits: [] },
  "impact.exportImpact": { body: () => ({ changes: [putPolicy], of: "gains" }), audits: ["access_impact.exported"] },
  "impact.compareAccess": { body: () => ({ changes: [putPolicy] }), audits: [] },
  "impact.confirmPolicy": {
    before: (latchkey, scene) =>
      asAdministrator(latchkey, scene).access.updatePolicy({
        params: { profileId: scene.params["profileId"] ?? "", policyId: scene.params["policyId"] ?? "" },
        body: { ...policyBody, revertAfterMinutes: 10 } as never,
        ifMatch: 1,
      }),
    audits: ["policy.confirmed"],
  },

  "simulator.simulate": {
    body: ({ params }) => ({
      subject: { type: "run_user", id: params["userId"] },
      action: "access",
      resource: { type: "dashboard", id: params["dashboardId"] },
    }),
    audits: [],
  },
  "simulator.getMatrix": { body: () => ({ subjects: { all: true }, resources: { all: true } }), audits: [] },
  "simulator.replayDecisions": { body: () => ({ changes: [putPolicy] }), audits: [] },

  "policyVersions.listPolicyVersions": {},
  "policyVersions.getPolicyVersion": {},
  "policyVersions.comparePolicyVersions": { query: { from: "1", to: "1" } },
  "policyVersions.restorePolicyVersion": {
    body: () => ({ reason: "A sample" }),
    audits: ["policy.restored"],
  },
  "policyVersions.listDeletedPolicies": {},
  "policyVersions.runPolicyTests": { audits: [] },
  "policyVersions.runAllPolicyTests": { body: () => ({}), audits: [] },

  "tagKeys.listRegisteredTagKeys": {},
  "tagKeys.registerTagKey": { body: () => ({ key: unused() }), audits: ["tag_key.registered"] },
  "tagKeys.getRegisteredTagKey": {},
  "tagKeys.updateRegisteredTagKey": { body: () => ({ description: "Renamed" }), audits: ["tag_key.updated"] },
  "tagKeys.unregisterTagKey": { audits: ["tag_key.unregistered"] },
  "tagKeys.previewTagRename": { body: () => ({ rename: "key", key: "level", to: unused() }), audits: [] },
  "tagKeys.renameTag": { body: () => ({ change: { rename: "key", key: "unused", to: unused() } }), audits: ["tag.renamed"] },

  "decisionLog.listDecisions": {},
  "decisionLog.getPolicyUses": {},
  "decisionLog.listPolicyLastUses": { query: { policyId: "0".repeat(24) } },
  "decisionLog.getRoleUses": {},
  "decisionLog.listMonitorEffects": {},
  "findings.listFindings": {},
  "sharing.listShares": {},
  "sharing.createShare": { body: () => ({ name: "New" }), audits: ["share.created"] },
  "sharing.deleteShare": { audits: ["share.deleted"] },

  "mails.listMails": {},
  "mails.getMailDelivery": {},
  "mails.getMail": {},
  "mails.sendMailAgain": { before: withMailServer, audits: ["mail.sent_again"] },
  "mails.revealMailSecret": { before: withMailServer, audits: ["mail.secret_revealed"] },
  "mails.sendTestMail": { before: withMailServer, body: () => ({ to: "test@latchkey.test" }), audits: ["mail.test_sent"] },
  "mails.listDeploymentMails": {},
  "mails.getDeploymentMailDelivery": {},
  "mails.getDeploymentMail": { params: onDeploymentMail },
  "mails.sendDeploymentMailAgain": { before: withMailServer, params: onDeploymentMail, audits: ["mail.sent_again"] },
  "mails.revealDeploymentMailSecret": { before: withMailServer, params: onDeploymentMail, audits: ["mail.secret_revealed"] },
  "mails.sendDeploymentTestMail": { before: withMailServer, body: () => ({ to: "test@latchkey.test" }), audits: ["mail.test_sent"] },

  "portal.getPortal": {},
  "portal.getPortalMe": {},
  "portal.getConsoleSession": {},
  "portal.startConsoleSession": { caller: ({ tokens }) => tokens.delegate, audits: ["session.started"] },
  "portal.portalSignOut": { audits: ["session.ended"] },
  "portal.updatePortalMe": { body: () => ({ name: "Renamed" }), audits: ["user.updated"] },
  "portal.redeemPortalPasswordLink": {
    body: ({ links }) => ({ token: links.user, password: anotherPassword }),
    audits: ["user.password_chosen"],
  },
  "portal.explainRefusal": {
    before: (latchkey, scene) =>
      asAdministrator(latchkey, scene).access.updatePolicy({
        params: { profileId: scene.params["profileId"] ?? "", policyId: scene.params["policyId"] ?? "" },
        body: { ...policyBody, conditions: { secondFactor: true }, reason: "sample", confirmName: policyBody.name } as never,
        ifMatch: 1,
      }),
  },
  "portal.openShare": { caller: ({ tokens }) => tokens.share },

  "audit.listAudit": {},
  "audit.listDeploymentAudit": {},
};
