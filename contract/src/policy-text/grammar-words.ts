/** Words of the policy language, for the printer and the parser alike. */
import type { ResourceType, SubjectType } from "../catalogue.ts";

/** One thing and several of its kind. */
export interface Noun {
  one: string;
  many: string;
}

export const subjectNouns: Readonly<Record<SubjectType, Noun>> = {
  run_user: { one: "run user", many: "run users" },
  analysis: { one: "analysis", many: "analyses" },
  administrator: { one: "administrator", many: "administrators" },
};

/** Types that are many in a profile. Any other type is called by its own name in quotes: `"todo" resources`. */
export const resourceNouns: Readonly<Partial<Record<ResourceType, Noun>>> = {
  dashboard: { one: "dashboard", many: "dashboards" },
  widget: { one: "widget", many: "widgets" },
  device: { one: "device", many: "devices" },
  report: { one: "report", many: "reports" },
  analysis: { one: "analysis", many: "analyses" },
  run_user: { one: "run user", many: "run users" },
  access_management: { one: "access management object", many: "access management objects" },
};

/** Types that a profile has once. */
export const singlePhrases: Readonly<Partial<Record<ResourceType, string>>> = {
  profile: "the profile",
  audit_log: "the audit log",
  billing: "billing",
  analytics: "analytics",
  own_settings: "their own settings",
};

/** Actions of the built-in types as verbs. Any other action is written in quotes. */
export const actionPhrases: Readonly<Record<string, string>> = {
  access: "access",
  arrangement: "arrange",
  export: "export",
  share: "share",
  create: "create",
  edit: "edit",
  delete: "delete",
  get_data: "read data of",
  send_data: "send data to",
  edit_data: "edit data of",
  delete_data: "delete data of",
  export_data: "export data of",
  token_access: "renew the token of",
  run_analysis: "run",
  set_password: "set the password of",
  edit_tags: "edit the tags of",
  login_as_user: "sign in as",
  access_notification: "see the notifications of",
  create_notification: "notify",
  edit_notification: "edit the notifications of",
  delete_notification: "delete the notifications of",
};

export const statusPhrases = { draft: "a draft", monitor: "monitored", active: "active" } as const;

/** 1 is Monday. */
export const dayNames: readonly string[] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

export const dayPhrases: readonly { phrase: string; days: readonly number[] }[] = [
  { phrase: "weekdays", days: [1, 2, 3, 4, 5] },
  { phrase: "weekends", days: [6, 7] },
  { phrase: "every day", days: [1, 2, 3, 4, 5, 6, 7] },
  { phrase: "no day", days: [] },
];
