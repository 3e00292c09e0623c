/** What policies can speak about: kinds of subjects, types of resources, and the actions of each. */
import { z } from "zod";

export const effect = z.enum(["allow", "deny"]);
export type Effect = z.infer<typeof effect>;

/** Who a policy can speak about. Administrators are subjects only where they are limited to roles and policies. */
export const subjectType = z.enum(["run_user", "analysis", "administrator"]);
export type SubjectType = z.infer<typeof subjectType>;

/** What a policy can protect in every profile. */
export const resourceType = z.enum([
  "dashboard",
  "widget",
  "device",
  "report",
  "analysis",
  "run_user",
  "access_management",
  "profile",
  "audit_log",
  "billing",
  "analytics",
  "own_settings",
]);
export type ResourceType = z.infer<typeof resourceType>;

/** A type above, or one that the profile has added for another application. */
export const resourceTypeName = z
  .string()
  .max(50)
  .regex(/^[A-Za-z][A-Za-z0-9_.-]*$/, "must begin with a letter and have letters, digits, dots, hyphens and underscores only");

/** Actions of added types may carry whatever name the other application gives them. */
export const actionName = z
  .string()
  .max(50)
  .regex(/^[A-Za-z][A-Za-z0-9_.:/-]*$/, "must begin with a letter and have no spaces");

export const matchForm = z.enum(["any", "id", "tag", "tag_match"]);
export type MatchForm = z.infer<typeof matchForm>;

export const actionCategory = z.enum(["data_read", "data_write", "data_delete", "data_export", "features", "administration"]);
export type ActionCategory = z.infer<typeof actionCategory>;

export const catalogueAction = z.strictObject({
  subjects: z.array(subjectType).readonly().describe("Who can be granted it at all: a rule for anybody else could never fire"),
  matchForms: z.array(matchForm).readonly().describe("`create` has no id yet; what exists once in a profile takes `any` only"),
  category: actionCategory,
});
export type CatalogueAction = z.infer<typeof catalogueAction>;

/** Actions by resource type. */
export type Catalogue = Readonly<Record<string, Readonly<Record<string, CatalogueAction>>>>;

const everyForm = ["any", "id", "tag", "tag_match"] as const;
const withoutId = ["any", "tag", "tag_match"] as const;
const anyOnly = ["any"] as const;
const everybody = ["run_user", "analysis", "administrator"] as const;
const people = ["run_user", "administrator"] as const;

const feature = { subjects: everybody, matchForms: everyForm, category: "features" } as const;
const administration = { subjects: everybody, matchForms: everyForm, category: "administration" } as const;
const featureCreate = { ...feature, matchForms: withoutId } as const;
const administrationCreate = { ...administration, matchForms: withoutId } as const;
const single = { subjects: people, matchForms: anyOnly, category: "administration" } as const;

/** The resource types and their actions. TagoIO's names stay where it has them. */
export const catalogue = {
  dashboard: {
    access: feature,
    arrangement: { ...feature, subjects: people },
    export: { ...feature, category: "data_export" },
    share: administration,
    create: featureCreate,
    edit: feature,
    delete: feature,
  },
  widget: {
    access: { ...feature, category: "data_read" },
    send_data: { ...feature, category: "data_write" },
  },
  device: {
    access: feature,
    get_data: { ...feature, category: "data_read" },
    send_data: { ...feature, category: "data_write" },
    edit_data: { ...feature, category: "data_write" },
    delete_data: { ...feature, category: "data_delete" },
    export_data: { ...feature, category: "data_export" },
    create: featureCreate,
    edit: feature,
    delete: feature,
    token_access: administration,
  },
  report: {
    access: feature,
    create: featureCreate,
    export: { ...feature, category: "data_export" },
  },
  analysis: {
    access: feature,
    create: featureCreate,
    edit: feature,
    delete: feature,
    run_analysis: feature,
  },
  run_user: {
    access: administration,
    create: administrationCreate,
    edit: administration,
    delete: administration,
    set_password: administration,
    edit_tags: administration,
    login_as_user: administration,
    access_notification: feature,
    create_notification: feature,
    edit_notification: feature,
    delete_notification: feature,
  },
  access_management: {
    access: administration,
    create: administrationCreate,
    edit: administration,
    delete: administration,
  },
  profile: {
    access: { ...single, subjects: everybody },
    edit: { ...single, subjects: everybody },
  },
  audit_log: {
    access: { ...single, subjects: everybody },
    export: { ...single, subjects: everybody, category: "data_export" },
  },
  billing: { access: single, edit: single },
  analytics: { access: { ...single, subjects: everybody } },
  own_settings: { edit: { subjects: ["run_user"], matchForms: anyOnly, category: "features" } },
} as const satisfies Record<ResourceType, Record<string, CatalogueAction>>;

/** The catalogue entry of an action, or undefined when the resource type has no such action. */
export function findCatalogueAction(all: Catalogue, type: string, action: string): CatalogueAction | undefined {
  const actions = Object.hasOwn(all, type) ? all[type] : undefined;
  return actions && Object.hasOwn(actions, action) ? actions[action] : undefined;
}

/** How many actions a type may have; the engine keeps allow and deny of each in one 32-bit mask. */
export const actionsPerTypeMax = 15;
