/** Which word of `words/` names which value of the contract. */
import { resourceType } from "@latchkey/contract";
import type { Effect, PolicyWarning, ResourceType, SubjectType, Target } from "@latchkey/contract";
import type { Translate } from "@latchkey/words";
import type { Gap } from "./policy-form.ts";

export const subjectKeys = {
  run_user: {
    name: "access.subject.run_user",
    any: "access.sentence.anyRunUser",
    one: "access.sentence.theRunUser",
    tagged: "access.sentence.runUsersTagged",
    carrying: "access.sentence.runUsersCarrying",
    inRole: "access.sentence.runUsersInRole",
    inGroup: "access.sentence.runUsersInGroup",
  },
  analysis: {
    name: "access.subject.analysis",
    any: "access.sentence.anyAnalysis",
    one: "access.sentence.theAnalysis",
    tagged: "access.sentence.analysesTagged",
    carrying: "access.sentence.analysesCarrying",
    inRole: "access.sentence.analysesInRole",
    inGroup: "access.sentence.analysesInGroup",
  },
  administrator: {
    name: "access.subject.administrator",
    any: "access.sentence.anyAdministrator",
    one: "access.sentence.theAdministrator",
    tagged: "access.sentence.administratorsTagged",
    carrying: "access.sentence.administratorsCarrying",
    inRole: "access.sentence.administratorsInRole",
    inGroup: "access.sentence.administratorsInGroup",
  },
} as const satisfies Record<SubjectType, object>;

/** Types that exist once in a profile are only ever meant as a whole. */
const others = {
  one: "access.sentence.theOther",
  tagged: "access.sentence.othersTagged",
  sharing: "access.sentence.othersSharing",
} as const;

const resourceKeys = {
  dashboard: {
    any: "access.sentence.anyDashboard",
    one: "access.sentence.theDashboard",
    tagged: "access.sentence.dashboardsTagged",
    sharing: "access.sentence.dashboardsSharing",
  },
  widget: {
    any: "access.sentence.anyWidget",
    one: "access.sentence.theWidget",
    tagged: "access.sentence.widgetsTagged",
    sharing: "access.sentence.widgetsSharing",
  },
  device: {
    any: "access.sentence.anyDevice",
    one: "access.sentence.theDevice",
    tagged: "access.sentence.devicesTagged",
    sharing: "access.sentence.devicesSharing",
  },
  report: {
    any: "access.sentence.anyReport",
    one: "access.sentence.theReport",
    tagged: "access.sentence.reportsTagged",
    sharing: "access.sentence.reportsSharing",
  },
  analysis: {
    any: "access.sentence.anyAnalysis",
    one: "access.sentence.theAnalysis",
    tagged: "access.sentence.analysesTagged",
    sharing: "access.sentence.analysesSharing",
  },
  run_user: {
    any: "access.sentence.anyRunUser",
    one: "access.sentence.theRunUser",
    tagged: "access.sentence.runUsersTagged",
    sharing: "access.sentence.runUsersSharing",
  },
  access_management: {
    any: "access.sentence.anyAccess",
    one: "access.sentence.theAccess",
    tagged: "access.sentence.accessTagged",
    sharing: "access.sentence.accessSharing",
  },
  profile: { ...others, any: "access.sentence.theProfile" },
  audit_log: { ...others, any: "access.sentence.theAuditLog" },
  billing: { ...others, any: "access.sentence.theBilling" },
  analytics: { ...others, any: "access.sentence.theAnalytics" },
  own_settings: { ...others, any: "access.sentence.ownSettings" },
} as const satisfies Record<ResourceType, object>;

const otherKeys = { ...others, any: "access.sentence.anyOther" } as const;

/** The words for a resource type in a sentence; a type that the profile added is called by its own name. */
export function resourceKeysOf(type: string) {
  return isBuiltInType(type) ? resourceKeys[type] : otherKeys;
}

/** A resource type by name; an added one has no other name than its own. */
export function labelOfType(t: Translate, type: string): string {
  return isBuiltInType(type) ? t(`access.resource.${type}`) : type;
}

export function isBuiltInType(type: string): type is ResourceType {
  return resourceType.safeParse(type).success;
}

/** Verbs as they stand in a sentence; an action that this console does not know is said as it is. */
export function verbOfAction(t: Translate, action: string): string {
  return isKnownAction(action) ? t(`access.verb.${action}`) : action;
}

/** An action's name; one that this console does not know is shown as it is. */
export function labelOfAction(t: Translate, action: string): string {
  return isKnownAction(action) ? t(`access.action.${action}`) : action;
}

const knownActions = [
  "access",
  "create",
  "edit",
  "delete",
  "arrangement",
  "export",
  "share",
  "get_data",
  "send_data",
  "edit_data",
  "delete_data",
  "export_data",
  "token_access",
  "run_analysis",
  "set_password",
  "edit_tags",
  "login_as_user",
  "access_notification",
  "create_notification",
  "edit_notification",
  "delete_notification",
] as const;

function isKnownAction(action: string): action is (typeof knownActions)[number] {
  return knownActions.some((each) => each === action);
}

export const effectKeys = { allow: "access.allow", deny: "access.deny" } as const satisfies Record<Effect, string>;

export const matchKeys = {
  tag: "access.match.tag",
  tag_match: "access.match.tag_match",
  id: "access.match.id",
  any: "access.match.any",
  role: "access.match.role",
  group: "access.match.group",
} as const satisfies Record<Target["match"], string>;

export const gapKeys = {
  name: "access.gap.name",
  id: "access.gap.id",
  key: "access.gap.key",
  value: "access.gap.value",
  actions: "access.gap.actions",
  targets: "access.gap.targets",
  permissions: "access.gap.permissions",
} as const satisfies Record<Gap, string>;

export const warningKeys = {
  any_subject: "access.warning.any_subject",
  any_resource: "access.warning.any_resource",
  self_settable_key: "access.warning.self_settable_key",
  matches_no_subject: "access.warning.matches_no_subject",
  matches_no_resource: "access.warning.matches_no_resource",
} as const satisfies Record<PolicyWarning["code"], string>;
