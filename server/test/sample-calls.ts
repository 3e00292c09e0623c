import { apiRoutes, type RouteSpec } from "@latchkey/contract";
import type { InjectOptions } from "fastify";
import { aPassword, seeEveryDashboard, type Scene } from "./scene.ts";
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
const putPolicy = { kind: "put_policy", policy: samplePolicy };
const asAdministrator = (latchkey: TestApp, scene: Scene) => latchkey.client(scene.administrator.token);
const userParams = ({ params }: Scene) => ({ profileId: params["profileId"] ?? "", userId: params["userId"] ?? "" });
const onForm = (scene: Scene) => ({ widgetId: scene.formWidgetId });

const authzenQuestion = ({ params, user }: Scene) => ({
  subject: { type: "user", id: user.email },
  action: { name: "access" },
  resource: { type: "dashboard", id: params["dashboardId"] },
});

/** One per route of the contract: the compiler and a test both ask for the sample of a route that is added. */
export const sampleCalls: Record<RouteName, SampleCall> = {
  "administrators.getSetup": {},
  "administrators.completeSetup": {
    body: () => ({ token: "i-none", name: "First", email: `${unused()}@latchkey.test`, password: aPassword }),
    audits: ["administrator.created", "session.started"],
  },
  "administrators.signIn": {
    body: ({ administrator }) => ({ email: administrator.email, password: aPassword }),
    audits: ["session.started"],
  },
  "administrators.getMe": {},
  "administrators.signOut": { audits: ["session.ended"] },
  "administrators.updateMe": { body: () => ({ name: "Renamed" }), audits: ["administrator.updated"] },
  "administrators.changeMyPassword": {
    body: () => ({ currentPassword: aPassword, newPassword: anotherPassword }),
    audits: ["user.password_changed"],
  },
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
  "profiles.getOverview": {},
  "profiles.listDataOutput": {},

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
  "groups.deleteGroup": { audits: ["group.deleted"] },
  "groups.listGroupMembers": {},
  "groups.changeGroupMembers": { body: ({ user }) => ({ add: [user.id] }), audits: ["group.members_changed"] },

  "roles.listRoles": {},
  "roles.listRoleTemplates": {},
  "roles.createRole": { body: () => ({ name: unused(), permissions: seeEveryDashboard }), audits: ["role.created"] },
  "roles.getRole": {},
  "roles.updateRole": { body: () => ({ name: "Renamed", permissions: seeEveryDashboard }), audits: ["role.updated"] },
  "roles.deleteRole": { audits: ["role.deleted"] },
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
  "decisionLog.getRoleUses": {},
  "decisionLog.listMonitorEffects": {},

  "findings.listFindings": {},

  "sharing.listShares": {},
  "sharing.createShare": { body: () => ({ name: "New" }), audits: ["share.created"] },
  "sharing.deleteShare": { audits: ["share.deleted"] },

  "portal.getPortal": {},
  "portal.signUp": {
    body: () => ({ name: "New", email: `${unused()}@latchkey.test`, password: aPassword }),
    audits: ["session.started", "user.created"],
  },
  "portal.portalSignIn": { body: ({ user }) => ({ email: user.email, password: aPassword }), audits: ["session.started"] },
  "portal.getPortalMe": {},
  "portal.getConsoleSession": {},
  "portal.startConsoleSession": { caller: ({ tokens }) => tokens.delegate, audits: ["session.started"] },
  "portal.portalSignOut": { audits: ["session.ended"] },
  "portal.updatePortalMe": { body: () => ({ name: "Renamed" }), audits: ["user.updated"] },
  "portal.changePortalPassword": {
    body: () => ({ currentPassword: aPassword, newPassword: anotherPassword }),
    audits: ["user.password_changed"],
  },
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

export interface NamedRoute {
  name: RouteName;
  spec: RouteSpec;
}

/** Every route of the contract. */
export const everyRoute: NamedRoute[] = Object.entries(apiRoutes).flatMap(([room, routes]) =>
  Object.entries(routes).map(([name, spec]: [string, RouteSpec]) => ({ name: `${room}.${name}` as RouteName, spec })),
);

export interface CallChanges {
  token?: string | undefined;
  /** Path parameters that differ from the scene's own. */
  params?: Record<string, string>;
  body?: unknown;
  query?: Record<string, string>;
  headers?: Record<string, string>;
}

/** The sample call of a route in a scene, as a raw request. */
export function toRequest({ name, spec }: NamedRoute, scene: Scene, changes: CallChanges = {}): InjectOptions {
  const sample = sampleCalls[name];
  const values = { ...scene.params, ...sample.params?.(scene), ...changes.params };
  const path = spec.path.replaceAll(/:(\w+)/g, (_all, param: string) => encodeURIComponent(paramOf(values, param)));
  const query = new URLSearchParams({ ...sample.query, ...changes.query }).toString();
  const body = "body" in changes ? changes.body : sample.body?.(scene);

  return {
    method: spec.method,
    url: query === "" ? path : `${path}?${query}`,
    headers: {
      ...(changes.token === undefined ? {} : { authorization: `Bearer ${changes.token}` }),
      ...(spec.ifMatch === true ? { "if-match": '"1"' } : {}),
      ...changes.headers,
    },
    ...(body === undefined ? {} : { payload: body as object }),
  };
}

function paramOf(values: Record<string, string>, name: string): string {
  const value = values[name];
  if (value === undefined) throw new Error(`scene.ts has no value for the path parameter ${name}`);
  return value;
}

/** Who may make the sample call. */
export function rightfulToken({ name, spec }: NamedRoute, scene: Scene): string | undefined {
  const { caller } = sampleCalls[name];
  if (caller) return caller(scene);
  const tokens = {
    public: undefined,
    administrator: scene.tokens.administrator,
    console: scene.tokens.administrator,
    super_administrator: scene.root.token,
    profile: scene.tokens.administrator,
    portal: scene.tokens.runUser,
    device: scene.tokens.device,
  };
  return tokens[spec.guard.who];
}
