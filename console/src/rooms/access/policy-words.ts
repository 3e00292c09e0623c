/** Which word of `words/` names which value of the contract. */
import type { Effect, MatchForm, PolicyWarning, ResourceType, SubjectType } from "@latchkey/contract";
import type { Translate } from "@latchkey/words";
import type { Gap } from "./policy-form.ts";

export const subjectKeys = {
  run_user: {
    name: "access.subject.run_user",
    any: "access.sentence.anyRunUser",
    one: "access.sentence.theRunUser",
    tagged: "access.sentence.runUsersTagged",
    carrying: "access.sentence.runUsersCarrying",
  },
  analysis: {
    name: "access.subject.analysis",
    any: "access.sentence.anyAnalysis",
    one: "access.sentence.theAnalysis",
    tagged: "access.sentence.analysesTagged",
    carrying: "access.sentence.analysesCarrying",
  },
} as const satisfies Record<SubjectType, object>;

export const resourceKeys = {
  dashboard: {
    name: "access.resource.dashboard",
    any: "access.sentence.anyDashboard",
    one: "access.sentence.theDashboard",
    tagged: "access.sentence.dashboardsTagged",
    sharing: "access.sentence.dashboardsSharing",
  },
  device: {
    name: "access.resource.device",
    any: "access.sentence.anyDevice",
    one: "access.sentence.theDevice",
    tagged: "access.sentence.devicesTagged",
    sharing: "access.sentence.devicesSharing",
  },
  analysis: {
    name: "access.resource.analysis",
    any: "access.sentence.anyAnalysis",
    one: "access.sentence.theAnalysis",
    tagged: "access.sentence.analysesTagged",
    sharing: "access.sentence.analysesSharing",
  },
  run_user: {
    name: "access.resource.run_user",
    any: "access.sentence.anyRunUser",
    one: "access.sentence.theRunUser",
    tagged: "access.sentence.runUsersTagged",
    sharing: "access.sentence.runUsersSharing",
  },
} as const satisfies Record<ResourceType, object>;

type ActionKey =
  | "access.verb.access"
  | "access.verb.create"
  | "access.verb.edit"
  | "access.verb.delete"
  | "access.verb.get_data"
  | "access.verb.send_data"
  | "access.verb.token_access";

/** Verbs as they stand in a sentence. */
export const actionKeys: Readonly<Record<string, ActionKey>> = {
  access: "access.verb.access",
  create: "access.verb.create",
  edit: "access.verb.edit",
  delete: "access.verb.delete",
  get_data: "access.verb.get_data",
  send_data: "access.verb.send_data",
  token_access: "access.verb.token_access",
};

const actionLabelKeys = {
  access: "access.action.access",
  create: "access.action.create",
  edit: "access.action.edit",
  delete: "access.action.delete",
  get_data: "access.action.get_data",
  send_data: "access.action.send_data",
  token_access: "access.action.token_access",
} as const;

export const effectKeys = { allow: "access.allow", deny: "access.deny" } as const satisfies Record<Effect, string>;

export const matchKeys = {
  tag: "access.match.tag",
  tag_match: "access.match.tag_match",
  id: "access.match.id",
  any: "access.match.any",
} as const satisfies Record<MatchForm, string>;

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

/** An action's name; one that this console does not know yet is shown as it is. */
export function labelOfAction(t: Translate, action: string): string {
  return isKnownAction(action) ? t(actionLabelKeys[action]) : action;
}

function isKnownAction(action: string): action is keyof typeof actionLabelKeys {
  return Object.hasOwn(actionLabelKeys, action);
}
