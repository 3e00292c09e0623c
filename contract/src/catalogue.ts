/** What policies can speak about: kinds of subjects, types of resources, and the actions of each. */
import { z } from "zod";

export const effect = z.enum(["allow", "deny"]);
export type Effect = z.infer<typeof effect>;

/** Who a policy can speak about. */
export const subjectType = z.enum(["run_user", "analysis"]);
export type SubjectType = z.infer<typeof subjectType>;

/** What a policy can protect. */
export const resourceType = z.enum(["dashboard", "device", "analysis", "run_user"]);
export type ResourceType = z.infer<typeof resourceType>;

export const matchForm = z.enum(["any", "id", "tag", "tag_match"]);
export type MatchForm = z.infer<typeof matchForm>;

export interface CatalogueAction {
  /** Which subjects can be granted it at all: a rule for anybody else could never fire. */
  subjects: readonly SubjectType[];
  /** Match forms that make sense; `create` has no id yet. */
  matchForms: readonly MatchForm[];
  category: "data_read" | "data_write" | "data_delete" | "features" | "administration";
}

const everyForm = ["any", "id", "tag", "tag_match"] as const;
const withoutId = ["any", "tag", "tag_match"] as const;
const byAnalysis = ["analysis"] as const;

/** The resource types and their actions; served at `/api/v1/access/catalogue` and used by every editor. */
export const catalogue = {
  dashboard: {
    access: { subjects: ["run_user", "analysis"], matchForms: everyForm, category: "features" },
    create: { subjects: byAnalysis, matchForms: withoutId, category: "features" },
    edit: { subjects: byAnalysis, matchForms: everyForm, category: "features" },
    delete: { subjects: byAnalysis, matchForms: everyForm, category: "features" },
  },
  device: {
    access: { subjects: byAnalysis, matchForms: everyForm, category: "features" },
    create: { subjects: byAnalysis, matchForms: withoutId, category: "features" },
    edit: { subjects: byAnalysis, matchForms: everyForm, category: "features" },
    delete: { subjects: byAnalysis, matchForms: everyForm, category: "features" },
    get_data: { subjects: byAnalysis, matchForms: everyForm, category: "data_read" },
    send_data: { subjects: byAnalysis, matchForms: everyForm, category: "data_write" },
    token_access: { subjects: byAnalysis, matchForms: everyForm, category: "administration" },
  },
  analysis: {
    access: { subjects: byAnalysis, matchForms: everyForm, category: "features" },
    create: { subjects: byAnalysis, matchForms: withoutId, category: "features" },
    edit: { subjects: byAnalysis, matchForms: everyForm, category: "features" },
    delete: { subjects: byAnalysis, matchForms: everyForm, category: "features" },
  },
  run_user: {
    access: { subjects: byAnalysis, matchForms: everyForm, category: "administration" },
    create: { subjects: byAnalysis, matchForms: withoutId, category: "administration" },
    edit: { subjects: byAnalysis, matchForms: everyForm, category: "administration" },
    delete: { subjects: byAnalysis, matchForms: everyForm, category: "administration" },
  },
} as const satisfies Record<ResourceType, Record<string, CatalogueAction>>;

/** The catalogue entry of an action, or undefined when the resource type has no such action. */
export function catalogueAction(type: ResourceType, action: string): CatalogueAction | undefined {
  const actions: Record<string, CatalogueAction> = catalogue[type];
  return Object.hasOwn(actions, action) ? actions[action] : undefined;
}
