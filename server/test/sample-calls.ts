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
const policyBody = { name: "Sample", targets: [{ subject: "run_user", match: "any" }], permissions: seeEveryDashboard };
const asAdministrator = (latchkey: TestApp, scene: Scene) => latchkey.client(scene.administrator.token);
const userParams = ({ params }: Scene) => ({ profileId: params["profileId"] ?? "", userId: params["userId"] ?? "" });
const onForm = (scene: Scene) => ({ widgetId: scene.formWidgetId });

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

  "access.catalogue": {},
  "access.listPolicies": {},
  "access.createPolicy": { body: () => policyBody, audits: ["policy.created"] },
  "access.previewPolicy": { body: () => ({ targets: policyBody.targets, permissions: policyBody.permissions }), audits: [] },
  "access.getPolicy": {},
  "access.updatePolicy": { body: () => policyBody, audits: ["policy.updated"] },
  "access.deletePolicy": { audits: ["policy.deleted"] },
  "access.explain": {
    body: ({ params }) => ({
      subject: { type: "run_user", id: params["userId"] },
      action: "access",
      resource: { type: "dashboard", id: params["dashboardId"] },
    }),
    audits: [],
  },

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
    super_administrator: scene.root.token,
    profile: scene.tokens.administrator,
    portal: scene.tokens.runUser,
    device: scene.tokens.device,
  };
  return tokens[spec.guard.who];
}
